// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/incidentspane.h"

#include "incidents/incidentcard.h"
#include "incidents/incidentpage.h"
#include "text/timetext.h"
#include "theme/variant.h"
#include "widgets/textlabel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>

namespace fuseboard {
namespace {

QString groupName(IncidentGroup group)
{
    switch (group) {
    case IncidentGroup::decide: return IncidentsPane::tr("For You to Decide");
    case IncidentGroup::watching: return IncidentsPane::tr("Watching");
    case IncidentGroup::earlier: return IncidentsPane::tr("Earlier");
    }
    return {};
}

/// Whether the same cards are shown in the same places.
bool areSameCards(const std::vector<Incident>& a, const std::vector<Incident>& b)
{
    return std::ranges::equal(
        a, b, [](const Incident& one, const Incident& two) { return one.id == two.id && one.group == two.group; });
}

} // namespace

IncidentsPane::IncidentsPane(QWidget* parent)
    : QFrame(parent)
    , m_scroll(new QScrollArea)
    , m_count(new QLabel)
    , m_page(new IncidentPage(this))
    , m_empty(new TextLabel(TypeRole::Secondary, Tone::secondary))
{
    setVariant(this, "card");
    setObjectName(QStringLiteral("incidents"));
    auto* title = new TextLabel(TypeRole::Section);
    title->setText(tr("Incidents"));
    setVariant(m_count, "badge");
    m_count->setObjectName(QStringLiteral("incidentCount"));
    m_count->setTextFormat(Qt::PlainText);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 4, 12, 0);
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(m_count);
    head->addStretch(1);
    m_empty->setText(tr("Nothing to decide, nothing to watch. Freezes, budgets that run out early, and hours that cost far "
                        "more than usual appear here."));
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(12, 0, 12, 0);
    setVariant(m_scroll, "list");
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 10, 4, 4);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_empty);
    column->addWidget(m_scroll, 1);
    m_page->hide(); // until somebody has a place for it
    connect(m_page, &IncidentPage::pressed, this, &IncidentsPane::pressed);
    connect(m_page, &IncidentPage::backPressed, this, &IncidentsPane::closed);
    rebuild();
}

void IncidentsPane::open(const Incident& incident)
{
    m_open = incident.id;
    showPage();
    Q_EMIT opened(incident);
}

const std::vector<AuditAct>& IncidentsPane::acts() const
{
    static const std::vector<AuditAct> none;
    return m_acts ? *m_acts : none;
}

void IncidentsPane::showPage()
{
    const auto found = std::ranges::find(m_incidents, m_open, &Incident::id);
    if (found == m_incidents.end())
        m_page->setOver();
    else
        m_page->setIncident(*found, detailsOf(*found, m_state, acts()));
}

void IncidentsPane::setState(const ShownState& state)
{
    m_state = state;
    tell();
}

void IncidentsPane::setActs(std::shared_ptr<const std::vector<AuditAct>> acts)
{
    m_acts = std::move(acts);
    tell();
}

void IncidentsPane::tell()
{
    const int before = waiting();
    m_money = moneyIncidents(m_state).value_or(std::move(m_money));
    std::vector<Incident> now = incidentsOf(m_state, acts(), m_money);
    if (now == m_incidents && !m_cards.empty()) {
        showTimes();
        if (m_page->isVisible())
            showPage();
        return;
    }
    const bool isSame = areSameCards(now, m_incidents);
    m_incidents = std::move(now);
    if (!isSame)
        rebuild();
    showTimes();
    if (m_page->isVisible())
        showPage();
    const int count = waiting();
    m_count->setText(QString::number(count));
    m_count->setAccessibleName(tr("%1 to decide").arg(count));
    m_count->setVisible(count > 0);
    m_empty->setVisible(m_incidents.empty());
    if (count != before)
        Q_EMIT waitingChanged(count);
    Q_EMIT changed(m_incidents);
}

/// The day may have changed, and with it how a time is told.
void IncidentsPane::showTimes()
{
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setIncident(m_incidents[i], timeOf(m_incidents[i]));
}

QString IncidentsPane::timeOf(const Incident& incident) const
{
    return incident.at ? momentText(m_state.calendar, *incident.at, m_state.now) : QString();
}

void IncidentsPane::rebuild()
{
    const QWidget* focus = QApplication::focusWidget();
    while (focus && focus != this && !qobject_cast<const IncidentCard*>(focus))
        focus = focus->parentWidget();
    const QString kept = focus && focus != this ? focus->objectName() : QString();
    m_cards.clear();
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 0, 8, 8);
    column->setSpacing(8);
    std::optional<IncidentGroup> group;
    for (const Incident& incident : m_incidents) {
        if (group != incident.group) {
            group = incident.group;
            auto* name = new TextLabel(TypeRole::Secondary, Tone::secondary);
            name->setStrong(true);
            name->setText(groupName(incident.group));
            column->addWidget(name);
        }
        auto* card = new IncidentCard;
        connect(card, &IncidentCard::chosen, this, [this, card] { open(Incident(card->incident())); });
        connect(card, &IncidentCard::pressed, this,
            [this, card](IncidentAction action) { Q_EMIT pressed(action, Incident(card->incident())); });
        column->addWidget(card);
        m_cards.push_back(card);
    }
    column->addStretch(1);
    m_scroll->setWidget(content); // the old one goes
    content->setAutoFillBackground(false);
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        if (QStringLiteral("incident/") + QString::fromStdString(m_incidents[i].id) == kept)
            m_cards[i]->setFocus(Qt::OtherFocusReason);
}

void IncidentsPane::takeFocus()
{
    const auto opened = std::ranges::find(m_incidents, m_open, &Incident::id);
    if (opened != m_incidents.end())
        m_cards[static_cast<std::size_t>(opened - m_incidents.begin())]->setFocus(Qt::ShortcutFocusReason);
    else if (!m_cards.empty())
        m_cards.front()->setFocus(Qt::ShortcutFocusReason);
    else
        m_scroll->setFocus(Qt::ShortcutFocusReason);
}

} // namespace fuseboard
