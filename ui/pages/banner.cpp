// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/banner.h"

#include "pages/reasonline.h"
#include "pages/resumeline.h"
#include "widgets/iconbutton.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QGridLayout>

namespace fuseboard {

Banner::Banner(QWidget* parent)
    : TonedFrame(Tone::frozen, parent)
    , m_icon(new IconLabel(18))
    , m_title(new TextLabel(TypeRole::Body))
    , m_sentence(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_places(new QWidget)
    , m_placeColumn(new QVBoxLayout(m_places))
    , m_grid(new QGridLayout)
    , m_buttons(new QWidget)
    , m_resumeLine(new ResumeLine)
    , m_reasonLine(new ReasonLine)
    , m_showPlaces(new IconButton(std::nullopt, tr("Show Places"), "quiet"))
    , m_addReason(new IconButton(std::nullopt, {}, "quiet"))
    , m_stop(new IconButton(std::nullopt, {}))
    , m_again(new IconButton(std::nullopt, tr("Try Again")))
    , m_resume(new IconButton(std::nullopt, tr("Resume…")))
    , m_keep(new IconButton(std::nullopt, tr("Keep As It Is")))
    , m_putBack(new IconButton(std::nullopt, tr("Put Back Anyway")))
    , m_dismiss(new IconButton(std::nullopt, tr("Close"), "quiet"))
{
    build();
    connect(m_showPlaces, &QPushButton::toggled, this, [this](bool asked) {
        m_placesAsked = asked;
        showLines();
    });
    connect(m_addReason, &QPushButton::clicked, this, &Banner::openReason);
    connect(m_reasonLine, &ReasonLine::closed, this, [this] {
        closeReason();
        m_addReason->setFocus(Qt::OtherFocusReason);
    });
    connect(m_reasonLine, &ReasonLine::added, this, [this](const QString& words) {
        const Scope scope = *m_text->scope;
        closeReason();
        Q_EMIT reasonAdded(scope, words);
    });
    connect(m_stop, &QPushButton::clicked, this, [this] { Q_EMIT stopRunningPressed(*m_text->scope); });
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_text->scope && m_text->wanted == HoldState::released)
            Q_EMIT resumePressed(*m_text->scope, tr("Tried again"), Undo::ask);
        else if (m_text->scope)
            Q_EMIT freezePressed(*m_text->scope);
        else
            Q_EMIT retryPressed();
    });
    connect(m_resume, &QPushButton::clicked, this, &Banner::openResume);
    connect(m_keep, &QPushButton::clicked, this, [this] { Q_EMIT resumePressed(*m_text->scope, m_text->reason, Undo::keep); });
    connect(m_putBack, &QPushButton::clicked, this,
        [this] { Q_EMIT resumePressed(*m_text->scope, m_text->reason, Undo::putBack); });
    connect(m_dismiss, &QPushButton::clicked, this, &Banner::faultDismissed);
    connect(m_resumeLine, &ResumeLine::stayPressed, this, [this] {
        closeResume();
        m_resume->setFocus(Qt::OtherFocusReason);
    });
    connect(m_resumeLine, &ResumeLine::resumePressed, this, [this](const QString& reason) {
        const Scope scope = *m_text->scope;
        closeResume();
        Q_EMIT resumePressed(scope, reason, Undo::ask);
    });
    hide();
}

void Banner::build()
{
    m_title->setStrong(true);
    m_title->setElided(true);
    m_title->setObjectName(QStringLiteral("bannerTitle"));
    m_sentence->setWordWrap(true);
    m_sentence->setObjectName(QStringLiteral("bannerText"));
    m_showPlaces->setCheckable(true);
    m_showPlaces->setObjectName(QStringLiteral("showPlaces"));
    m_addReason->setObjectName(QStringLiteral("openReason"));
    m_stop->setObjectName(QStringLiteral("stopRunning"));
    m_again->setObjectName(QStringLiteral("tryAgain"));
    m_resume->setObjectName(QStringLiteral("resume"));
    m_keep->setObjectName(QStringLiteral("keepChanged"));
    m_putBack->setObjectName(QStringLiteral("putBack"));
    m_dismiss->setObjectName(QStringLiteral("closeFault"));
    m_dismiss->setAccessibleName(tr("Close the message"));
    m_placeColumn->setContentsMargins(0, 4, 0, 0);
    m_placeColumn->setSpacing(3);

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    words->addWidget(m_places);
    auto* buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(8);
    for (IconButton* button : {m_showPlaces, m_addReason, m_stop, m_again, m_resume, m_keep, m_putBack, m_dismiss})
        buttons->addWidget(button, 0, Qt::AlignTop);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    m_grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    m_grid->addLayout(words, 0, 1);
    m_grid->addWidget(m_buttons, 0, 2, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 8, 8);
    column->setSpacing(8);
    column->addLayout(m_grid);
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(28, 0, 0, 0);
    indented->addWidget(m_resumeLine);
    indented->addWidget(m_reasonLine);
    column->addLayout(indented);
    m_resumeLine->hide();
    m_reasonLine->hide();
}

void Banner::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    placeButtons();
}

/// Beside the words, or under them where too little of the line would be left to read.
void Banner::placeButtons()
{
    const bool below = m_buttons->sizeHint().width() > width() / 2;
    const int at = m_grid->indexOf(m_buttons);
    int row = 0, column = 0, rows = 0, columns = 0;
    m_grid->getItemPosition(at, &row, &column, &rows, &columns);
    if (below == (row == 1))
        return;
    m_grid->removeWidget(m_buttons);
    if (below)
        m_grid->addWidget(m_buttons, 1, 1, 1, 2, Qt::AlignLeft);
    else
        m_grid->addWidget(m_buttons, 0, 2, Qt::AlignTop);
}

std::optional<Scope> Banner::openLine() const
{
    return (isResuming() || isReasoning()) && m_text ? m_text->scope : std::nullopt;
}

bool Banner::isResuming() const { return !m_resumeLine->isHidden(); }
bool Banner::isReasoning() const { return !m_reasonLine->isHidden(); }

void Banner::setBanner(const std::optional<BannerText>& text, const QString& name, const QString& consequence)
{
    const bool sameFreeze = text && m_text && text->scope == m_text->scope;
    if (isResuming() && !(sameFreeze && text->canResume))
        closeResume();
    if (isReasoning() && !(sameFreeze && text->canAddReason))
        closeReason();
    if (!sameFreeze) {
        m_placesAsked = false;
        m_showPlaces->setChecked(false);
    }
    m_consequence = consequence;
    m_resumeLine->setConsequence(consequence);
    if (text == m_text && name == m_name)
        return;
    m_text = text;
    m_name = name;
    setVisible(text.has_value());
    if (!text)
        return;
    setTone(text->tone);
    m_icon->setIcon(text->icon, text->tone);
    m_title->setText(text->title);
    m_sentence->setText(text->text);
    setAccessibleName(text->title);
    setAccessibleDescription(text->text);
    showLines();
    showButtons();
}

void Banner::showLines()
{
    const std::vector<BannerLine> lines =
        m_text && (m_text->linesAlwaysShown || m_placesAsked) ? m_text->lines : std::vector<BannerLine> {};
    m_places->setVisible(!lines.empty());
    if (lines == m_shownLines)
        return;
    m_shownLines = lines;
    while (QLayoutItem* item = m_placeColumn->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const BannerLine& line : lines) {
        auto* box = new QWidget;
        auto* row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(6);
        auto* icon = new IconLabel(14);
        icon->setIcon(line.icon, line.tone);
        auto* names = new TextLabel(TypeRole::Secondary);
        names->setStrong(true);
        names->setText(tr("%1:").arg(line.names));
        auto* words = new TextLabel(TypeRole::Secondary, Tone::secondary);
        words->setText(line.text);
        words->setElided(!line.wraps);
        words->setWordWrap(line.wraps);
        row->addWidget(icon);
        row->addWidget(names);
        row->addWidget(words, 1);
        m_placeColumn->addWidget(box);
    }
}

void Banner::showButtons()
{
    const bool freeze = m_text->about == BannerText::About::freeze;
    const bool resuming = isResuming();
    m_showPlaces->setVisible(freeze && !m_text->linesAlwaysShown && !m_text->lines.empty() && !resuming);
    m_showPlaces->setAccessibleName(tr("Show Places, %1").arg(m_name));
    m_addReason->setVisible(freeze && m_text->canAddReason && !resuming && !isReasoning());
    m_addReason->setPlainText(m_text->hasAddedReason ? tr("Change Reason…") : tr("Add Reason…"));
    m_addReason->setAccessibleName(tr("%1, %2").arg(m_addReason->text(), m_name));
    m_stop->setVisible(m_text->running > 0);
    m_stop->setPlainText(tr("Stop Running Requests (%1)").arg(m_text->running));
    m_stop->setAccessibleName(tr("Stop Running Requests (%1), %2").arg(m_text->running).arg(m_name));
    m_again->setVisible(m_text->canRetry || m_text->canFreezeAgain);
    m_again->setLook(std::nullopt, m_text->isCritical() ? "dangerSolid" : "outline");
    m_again->setPlainText(m_text->canFreezeAgain ? tr("Freeze Again") : tr("Try Again"));
    m_again->setAccessibleName(freeze ? tr("%1 now, %2").arg(m_again->text(), m_name) : tr("Ask the source again"));
    m_resume->setVisible(m_text->canResume && !resuming);
    m_resume->setAccessibleName(tr("Resume %1…").arg(m_name));
    m_keep->setVisible(m_text->asksUndo);
    m_keep->setAccessibleName(tr("Keep As It Is and give back the rest, %1").arg(m_name));
    m_putBack->setVisible(m_text->asksUndo);
    m_putBack->setAccessibleName(tr("Put Back Anyway, %1").arg(m_name));
    m_dismiss->setVisible(m_text->about == BannerText::About::fault);
    placeButtons();
}

void Banner::openReason()
{
    if (!m_text || !m_text->canAddReason)
        return;
    m_reasonLine->open(m_name);
    showButtons();
}

void Banner::closeReason()
{
    m_reasonLine->hide();
    if (m_text)
        showButtons();
}

void Banner::openResume()
{
    if (!m_text || !m_text->canResume)
        return;
    m_reasonLine->hide();
    m_resumeLine->open(m_name, m_text->stage == FreezeStage::frozen, m_consequence);
    showButtons();
}

void Banner::closeResume()
{
    m_resumeLine->hide();
    if (m_text)
        showButtons();
}

} // namespace fuseboard
