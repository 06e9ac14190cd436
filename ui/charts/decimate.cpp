// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/decimate.h"

#include <algorithm>

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

} // namespace fuseboard
