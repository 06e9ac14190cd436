// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/readingcard.h"

#include "text/moneytext.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BurnDownChart)
};

} // namespace

void drawReadingCard(QPainter& painter, const ChartReading& reading, const BurnDownView& view, const PlotFrame& frame,
    const Tokens& colours, const QFont& font)
{
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    const qreal x = frame.x(reading.at);
    struct Line {
        QColor key;
        QString name, amount;
    };
    std::vector<Line> lines;
    const auto amount = [&](std::int64_t nano) { return amountText(Money {nano, view.currency}); };
    if (reading.actualNano)
        lines.push_back(
            {colours.actual, !view.hasBudget() ? Words::tr("Spent") : Words::tr("Remaining"), amount(*reading.actualNano)});
    if (reading.forecastNano)
        lines.push_back({colours.forecast, Words::tr("Current pace"), amount(*reading.forecastNano)});
    if (reading.evenPaceNano)
        lines.push_back({colours.evenPace, Words::tr("Even pace"), amount(*reading.evenPaceNano)});
    if (reading.actualNano && reading.evenPaceNano)
        lines.push_back({QColor(), Words::tr("Difference"),
            differenceText(Money {*reading.actualNano - *reading.evenPaceNano, view.currency})});
    if (const RestatedDay* restated = view.restatedAt(reading.at))
        lines.push_back({colours.textUnknown, Words::tr("Day restated %1").arg(stopText(view.calendar, restated->at)),
            Words::tr("%1 → %2").arg(amount(restated->beforeNano), amount(restated->nowNano))});
    const QString head = stopText(view.calendar, reading.at);
    const QFontMetricsF strongMetrics(strong);
    const QFontMetricsF plain(font);
    qreal width = strongMetrics.horizontalAdvance(head);
    for (const Line& line : lines)
        width = std::max(width, 16 + plain.horizontalAdvance(line.name) + 16 + strongMetrics.horizontalAdvance(line.amount));
    const qreal rowHeight = plain.height() + 5;
    const QSizeF size(width + 24, rowHeight * static_cast<qreal>(lines.size() + 1) + 14);
    const bool right = x + 14 + size.width() <= frame.plot.right();
    const qreal left = right ? x + 14 : std::max(frame.plot.left(), x - 14 - size.width());
    const QRectF card(std::floor(left) + 0.5, std::floor(frame.plot.top() + 30) + 0.5, size.width(), size.height());
    painter.setPen(QPen(colours.border, 1));
    painter.setBrush(colours.surface2);
    painter.drawRoundedRect(card, 6, 6);
    QRectF row(card.left() + 12, card.top() + 7, width, rowHeight);
    painter.setFont(strong);
    painter.setPen(colours.text);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, head);
    for (const Line& line : lines) {
        row.translate(0, rowHeight);
        if (line.key.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(line.key);
            painter.drawRoundedRect(QRectF(row.left(), row.center().y() - 2, 10, 4), 2, 2);
        }
        painter.setFont(font);
        painter.setPen(colours.secondary);
        painter.drawText(row.adjusted(16, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, line.name);
        painter.setFont(strong);
        painter.setPen(colours.text);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, line.amount);
    }
}

} // namespace fuseboard
