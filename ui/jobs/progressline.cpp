// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/progressline.h"

#include "theme/tokens.h"
#include "widgets/tone.h"

#include <QPainter>
#include <QStyle>

namespace fuseboard {
namespace {

constexpr int barHeight = 6;

} // namespace

ProgressLine::ProgressLine(QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(barHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressLine::setProgress(int done, int total)
{
    m_done = done;
    m_total = total;
    update();
}

void ProgressLine::setPaused(bool paused)
{
    m_isPaused = paused;
    update();
}

void ProgressLine::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.track());
    painter.drawRoundedRect(rect(), barHeight / 2.0, barHeight / 2.0);
    if (m_total <= 0 || m_done <= 0)
        return;
    QRect filled = rect();
    filled.setWidth(width() * std::min(m_done, m_total) / m_total);
    painter.setBrush(fillColour(tokens, m_isPaused ? Tone::unknown : Tone::ok));
    painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), filled), barHeight / 2.0, barHeight / 2.0);
}

} // namespace fuseboard
