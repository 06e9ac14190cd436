// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/decimate.h"

#include <algorithm>
#include <limits>

namespace fuseboard {
namespace {

void flush(QList<QPointF>& out, const QList<QPointF>& line, qsizetype low, qsizetype high)
{
    out.append(line[std::min(low, high)]);
    if (low != high)
        out.append(line[std::max(low, high)]);
}

} // namespace

QList<QPointF> decimate(const QList<QPointF>& line, qreal from, qreal to, int columns)
{
    if (line.size() < 3 || columns < 1 || to <= from)
        return line;
    const auto column = [&](qsizetype i) { return static_cast<qint64>((line[i].x() - from) / (to - from) * columns); };
    QList<QPointF> out {line.front()};
    qsizetype low = 1;
    qsizetype high = 1;
    for (qsizetype i = 1; i < line.size() - 1; ++i) {
        if (column(i) != column(low)) {
            flush(out, line, low, high);
            low = high = i;
        }
        if (line[i].y() < line[low].y())
            low = i;
        if (line[i].y() > line[high].y())
            high = i;
    }
    flush(out, line, low, high);
    out.append(line.back());
    return out;
}

QList<QPointF> withoutStraight(const QList<QPointF>& line, qreal tolerance)
{
    if (line.size() < 3)
        return line;
    constexpr qreal steepest = std::numeric_limits<qreal>::infinity();
    QList<QPointF> out {line.front()};
    qsizetype stays = 0;
    qreal lowest = -steepest, highest = steepest; // slopes from the last that stays which pass by all since
    for (qsizetype i = 1; i < line.size(); ++i) {
        QPointF reach = line[i] - line[stays];
        const bool passes = reach.x() > 0 && reach.y() >= lowest * reach.x() && reach.y() <= highest * reach.x();
        if (!passes && i - 1 > stays) {
            stays = i - 1;
            out.append(line[stays]);
            reach = line[i] - line[stays];
            lowest = -steepest;
            highest = steepest;
        }
        if (reach.x() > 0) {
            lowest = std::max(lowest, (reach.y() - tolerance) / reach.x());
            highest = std::min(highest, (reach.y() + tolerance) / reach.x());
        } else {
            lowest = steepest; // what is after a step does not pass by it
        }
    }
    out.append(line.back());
    return out;
}

} // namespace fuseboard
