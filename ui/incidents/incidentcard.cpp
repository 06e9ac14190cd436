// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/incidentcard.h"

#include "theme/variant.h"
#include "widgets/iconbutton.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"
#include "widgets/wraplayout.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int iconSize = 16;

} // namespace

IncidentCard::IncidentCard(QWidget* parent)
    : QFrame(parent)
    , m_icon(new IconLabel(iconSize))
    , m_title(new TextLabel(TypeRole::Body))
    , m_time(new TextLabel(TypeRole::Secondary, Tone::secondary))
    , m_text(new TextLabel(TypeRole::Secondary))
    , m_buttons(new WrapLayout(8))
{
    setFocusPolicy(Qt::StrongFocus);
    m_title->setStrong(true);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    head->addWidget(m_time, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 10);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_text);
    column->addLayout(m_buttons);
}

void IncidentCard::setIncident(const Incident& incident, const QString& time)
{
    if (incident == m_incident && time == m_time->text())
        return;
    const bool isOther =
        incident.actions != m_incident.actions || incident.title != m_incident.title || incident.wanted != m_incident.wanted;
    m_incident = incident;
    setObjectName(QString::fromStdString("incident/" + incident.id));
    setVariant(this, incident.group == IncidentGroup::decide ? "alert" : "inset");
    m_icon->setIcon(incident.icon, incident.tone);
    m_title->setText(incident.title);
    m_time->setText(time);
    m_text->setText(incident.text);
    setAccessibleName(incident.title);
    setAccessibleDescription(time.isEmpty() ? incident.text : tr("%1, %2").arg(time, incident.text));
    if (isOther)
        setActions(incident.actions);
}

void IncidentCard::setActions(const std::vector<IncidentAction>& actions)
{
    if (std::ranges::any_of(m_shown, &QWidget::hasFocus))
        setFocus(Qt::OtherFocusReason);
    for (IconButton* button : m_shown) {
        button->hide();
        button->deleteLater();
    }
    m_shown.clear();
    for (const IncidentAction action : actions) {
        auto* button = new IconButton(std::nullopt, {}, "outline");
        setLook(button, "small", QStringLiteral("true"));
        button->setPlainText(actionText(m_incident, action));
        button->setAccessibleName(tr("%1, %2").arg(actionText(m_incident, action), m_incident.title));
        connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT pressed(action); });
        m_buttons->addWidget(button);
        m_shown.push_back(button);
    }
}

void IncidentCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT chosen();
    else
        QFrame::keyPressEvent(event);
}

void IncidentCard::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT chosen();
}

} // namespace fuseboard
