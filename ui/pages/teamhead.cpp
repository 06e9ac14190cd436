// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/teamhead.h"

#include "widgets/chiplabel.h"
#include "widgets/iconbutton.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QMenu>

namespace fuseboard {

TeamHead::TeamHead(QWidget* parent)
    : QWidget(parent)
    , m_name(new TextLabel(TypeRole::Title))
    , m_chip(new ChipLabel)
    , m_period(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_stops(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_stopsBelow(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_button(new IconButton(Icon::Freeze, {}, "danger"))
    , m_more(new IconButton(Icon::More, {}))
    , m_menu(new QMenu(this))
{
    m_name->setElided(true);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_period->setElided(true);
    m_stopsBelow->setElided(true);
    m_stops->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_stops->setElided(true);
    m_button->setObjectName(QStringLiteral("freezeButton"));
    m_more->setObjectName(QStringLiteral("moreButton"));
    m_more->setMenu(m_menu);

    auto* title = new QHBoxLayout;
    title->setSpacing(10);
    title->addWidget(m_name);
    title->addWidget(m_chip);
    title->addStretch(1);
    auto* left = new QVBoxLayout;
    left->setSpacing(1);
    left->addLayout(title);
    left->addWidget(m_period);
    left->addWidget(m_stopsBelow);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 0, 0);
    row->setSpacing(10);
    row->addLayout(left, 1); // gives way, so that what a press stops stands whole
    row->addWidget(m_stops);
    row->addWidget(m_button);
    row->addWidget(m_more);

    buildMenu();
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT pressed(m_head.action); });
    setNarrow(false);
}

void TeamHead::buildMenu()
{
    m_edit = m_menu->addAction(tr("&Edit Team…"), this, &TeamHead::editPressed);
    m_menu->addAction(tr("Running Ca&lls"), this, &TeamHead::callsPressed);
    m_menu->addSeparator();
    m_preview = m_menu->addAction(tr("&What a Freeze Stops…"), this, &TeamHead::previewPressed);
    m_cut = m_menu->addAction(tr("Freeze and &Stop Running Requests"), this, &TeamHead::cutPressed);
    m_resume = m_menu->addAction(tr("&Resume…"), this, &TeamHead::resumePressed);
}

void TeamHead::setNarrow(bool narrow)
{
    m_narrow = narrow;
    placeStops();
}

void TeamHead::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeStops();
}

/// Never shortened while there is a line to put it in whole.
void TeamHead::placeStops()
{
    constexpr int gaps = 60;
    const auto wanted = [](const QWidget* widget) { return widget->isHidden() ? 0 : widget->sizeHint().width(); };
    const int others =
        std::max(wanted(m_name) + wanted(m_chip), m_period->sizeHint().width()) + wanted(m_button) + wanted(m_more);
    const bool below = m_narrow || others + m_stops->sizeHint().width() + gaps > width();
    m_stops->setVisible(!below);
    m_stopsBelow->setVisible(below);
}

void TeamHead::setHead(const HeadText& head, const Selection& selection, bool held)
{
    m_head = head;
    m_name->setText(head.name);
    m_chip->setVisible(head.chip.has_value());
    if (head.chip)
        m_chip->setChip(*head.chip);
    m_period->setText(head.period);
    m_stops->setText(head.stops);
    m_stopsBelow->setText(head.stops);
    const bool team = selection.kind == TeamRow::Kind::team;
    m_edit->setEnabled(team);
    m_preview->setEnabled(team);
    m_cut->setEnabled(team);
    m_resume->setEnabled(held);
    m_more->setVisible(selection.kind != TeamRow::Kind::unallocated);
    m_more->setAccessibleName(tr("More for %1").arg(head.name));
    m_more->setToolTip(tr("More"));
    showButton();
    placeStops();
}

/// Beside Alt, where the text has it. Z: Alt+F belongs to the File menu.
QChar TeamHead::freezeLetter() { return tr("z", "a letter of Freeze that begins no menu").at(0); }

void TeamHead::showButton()
{
    const QString& name = m_head.name;
    m_button->setVisible(m_head.action != HeadAction::none && !name.isEmpty());
    const char* variant = m_head.solid ? "dangerSolid" : "danger";
    switch (m_head.action) {
    case HeadAction::none: return;
    case HeadAction::freeze:
        m_button->setLook(Icon::Freeze, variant);
        m_button->setPlainText(tr("Freeze %1").arg(name), freezeLetter());
        m_button->setAccessibleName(tr("Freeze %1").arg(name));
        m_button->setAccessibleDescription(m_head.stops);
        return;
    case HeadAction::freezeProtected:
        m_button->setLook(Icon::Freeze, variant);
        m_button->setPlainText(tr("Freeze %1…").arg(name), freezeLetter());
        m_button->setAccessibleName(tr("Freeze %1…").arg(name));
        m_button->setAccessibleDescription(m_head.stops);
        return;
    case HeadAction::freezeAll:
        m_button->setLook(Icon::Freeze, variant);
        m_button->setPlainText(tr("Freeze All Teams…"), freezeLetter());
        m_button->setAccessibleName(tr("Freeze All Teams…"));
        m_button->setAccessibleDescription(m_head.stops);
        return;
    case HeadAction::tryAgain:
        m_button->setLook(Icon::Refresh, variant);
        m_button->setPlainText(tr("Try Again"));
        m_button->setAccessibleName(tr("Try Again to Freeze %1").arg(name));
        return;
    case HeadAction::freezeAgain:
        m_button->setLook(Icon::Freeze, variant);
        m_button->setPlainText(tr("Freeze Again"), freezeLetter());
        m_button->setAccessibleName(tr("Freeze %1 Again").arg(name));
        return;
    case HeadAction::assign:
        m_button->setLook(Icon::Key, "outline");
        m_button->setPlainText(tr("Assign…"));
        m_button->setAccessibleName(tr("Assign unallocated spending to a team"));
        return;
    }
}

} // namespace fuseboard
