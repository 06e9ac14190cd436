// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/incidentpage.h"

#include "pages/figuretiles.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int iconSize = 16;

QFrame* card(const QString& heading, const QString& name, QVBoxLayout*& rows)
{
    auto* frame = new QFrame;
    setVariant(frame, "card");
    frame->setObjectName(name);
    auto* title = new TextLabel(TypeRole::Section);
    title->setText(heading);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(14, 12, 14, 14);
    column->setSpacing(10);
    column->addWidget(title);
    rows = new QVBoxLayout;
    rows->setSpacing(10);
    column->addLayout(rows);
    column->addStretch(1);
    return frame;
}

/// An icon, a line in bold, and under it what there is to say; at the end, where there is one, a time.
QWidget* row(Icon icon, Tone tone, const QString& title, const QString& text, const QString& time)
{
    auto* widget = new QWidget;
    auto* sign = new IconLabel(iconSize);
    sign->setIcon(icon, tone);
    auto* strong = new TextLabel(TypeRole::Body);
    strong->setStrong(true);
    strong->setWordWrap(true);
    strong->setText(title);
    auto* words = new TextLabel(TypeRole::Secondary, Tone::secondary);
    words->setWordWrap(true);
    words->setText(text);
    auto* when = new TextLabel(TypeRole::Secondary, Tone::secondary);
    when->setText(time);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(strong);
    column->addWidget(words);
    auto* line = new QHBoxLayout(widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(10);
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addLayout(column, 1);
    line->addWidget(when, 0, Qt::AlignTop);
    return widget;
}

void clear(QVBoxLayout& rows)
{
    while (QLayoutItem* item = rows.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

IncidentPage::IncidentPage(QWidget* parent)
    : QScrollArea(parent)
    , m_icon(new IconLabel(24))
    , m_title(new TextLabel(TypeRole::Title))
    , m_about(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_text(new TextLabel(TypeRole::Body))
    , m_back(new IconButton(std::nullopt, tr("Back"), "flat"))
    , m_actions(new QHBoxLayout)
    , m_tiles(new FigureTiles)
{
    setObjectName(QStringLiteral("incidentPage"));
    setVariant(this, "list");
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 2, 0);
    column->setSpacing(12);
    buildHead(*column);
    column->addWidget(m_tiles);
    m_places = card(tr("What Each Place Has Shown"), QStringLiteral("incidentPlaces"), m_placeRows);
    column->addWidget(m_places);
    column->addWidget(card(tr("What Happened"), QStringLiteral("incidentTimeline"), m_timeRows));
    column->addStretch(1);
    setWidget(centre);
    centre->setAutoFillBackground(false);
}

void IncidentPage::buildHead(QVBoxLayout& column)
{
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_back->setObjectName(QStringLiteral("incidentBack"));
    connect(m_back, &QPushButton::clicked, this, &IncidentPage::backPressed);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    auto* names = new QVBoxLayout;
    names->setSpacing(2);
    names->addWidget(m_title);
    names->addWidget(m_about);
    head->addLayout(names, 1);
    head->addWidget(m_back, 0, Qt::AlignTop);
    column.addLayout(head);
    column.addWidget(m_text);
    m_actions->setSpacing(8);
    m_actions->addStretch(1);
    column.addLayout(m_actions);
}

void IncidentPage::setIncident(const Incident& incident, const IncidentDetails& details)
{
    if (incident == m_incident && details == m_details)
        return;
    const bool isOther =
        incident.actions != m_incident.actions || incident.title != m_incident.title || incident.wanted != m_incident.wanted;
    if (incident.id != m_incident.id)
        verticalScrollBar()->setValue(0);
    m_incident = incident;
    m_icon->setIcon(incident.icon, incident.tone);
    m_title->setText(incident.title);
    m_text->setText(incident.text);
    m_about->setText(details.about);
    setAccessibleName(tr("Incident: %1").arg(incident.title));
    m_back->setAccessibleName(tr("Back from the incident: %1").arg(incident.title));
    m_back->setAccessibleDescription(incident.text);
    if (isOther)
        setActions(incident.actions);
    m_tiles->setVisible(details.figures.has_value());
    if (details.figures)
        m_tiles->setFigures(*details.figures);
    if (!m_details || details.places != m_details->places)
        showPlaces(details.places);
    m_places->setVisible(!details.places.empty());
    if (!m_details || details.timeline != m_details->timeline)
        showTimeline(details.timeline);
    m_details = details;
}

void IncidentPage::setOver()
{
    const QString words = tr("This is settled: it waits for nobody any more. What stands below is as it was last.");
    if (m_text->text() == words)
        return;
    m_text->setText(words);
    m_back->setAccessibleDescription(words);
    setActions({});
    m_incident = {}; // where it comes back, all of it is told anew
}

void IncidentPage::setActions(const std::vector<IncidentAction>& actions)
{
    const auto focused = std::ranges::find_if(m_buttons, &QWidget::hasFocus);
    const bool hadFocus = focused != m_buttons.end();
    for (IconButton* button : m_buttons)
        button->deleteLater();
    m_buttons.clear();
    for (const IncidentAction action : actions) {
        auto* button = new IconButton(std::nullopt, {}, "outline");
        button->setPlainText(actionText(m_incident, action));
        button->setAccessibleName(tr("%1, details of %2").arg(actionText(m_incident, action), m_incident.title));
        connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT pressed(action, Incident(m_incident)); });
        m_actions->insertWidget(static_cast<int>(m_buttons.size()), button);
        m_buttons.push_back(button);
    }
    if (hadFocus)
        takeFocus();
}

void IncidentPage::showPlaces(const std::vector<BannerLine>& places)
{
    clear(*m_placeRows);
    for (const BannerLine& place : places)
        m_placeRows->addWidget(row(place.icon, place.tone, place.names, place.text, {}));
}

void IncidentPage::showTimeline(const std::vector<TimelineEntry>& timeline)
{
    clear(*m_timeRows);
    for (const TimelineEntry& each : timeline)
        m_timeRows->addWidget(row(each.icon, each.isAhead ? Tone::unknown : Tone::secondary, each.title, each.text, each.time));
    if (timeline.empty())
        m_timeRows->addWidget(row(Icon::Audit, Tone::secondary, tr("Nothing is on record"),
            tr("Freezes, resumes and acknowledgements appear here."), {}));
}

void IncidentPage::takeFocus() { m_back->setFocus(Qt::OtherFocusReason); }

void IncidentPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT backPressed();
    else
        QScrollArea::keyPressEvent(event);
}

} // namespace fuseboard
