// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/chartonpaper.h"

#include "charts/burndownchart.h"
#include "charts/chartreading.h"
#include "charts/chartwords.h"
#include "charts/markglyph.h"
#include "print/paper.h"

#include <QCoreApplication>
#include <QPainter>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChartOnPaper)
};

constexpr qreal sampleWidth = 26;
constexpr qreal gap = 6;
constexpr qreal markRadius = 7;
constexpr Ink title {TypeRole::Section, Tone::plain};
constexpr Ink small {TypeRole::Secondary, Tone::secondary};

/// The head says what the legend of a window can leave to its buttons.
QString rangeText(ChartRange range)
{
    switch (range) {
    case ChartRange::period: break;
    case ChartRange::sevenDays: return Words::tr("the last 7 days");
    case ChartRange::day: return Words::tr("the last 24 hours");
    }
    return {};
}

void drawLegend(const Paper& paper, QRectF place, const BurnDownChart& chart)
{
    for (const BurnDownChart::Line line : drawnLines(chart)) {
        const QString name = lineName(line, chart.view());
        const qreal words = paper.width(name, small) + 1;
        paper.painter().setPen(chart.samplePen(line));
        paper.painter().drawLine(
            QPointF(place.left(), place.center().y()), QPointF(place.left() + sampleWidth, place.center().y()));
        place.setLeft(place.left() + sampleWidth + gap);
        paper.line({place.left(), place.top(), words, place.height()}, name, small);
        place.setLeft(place.left() + words + 3 * gap);
    }
    paper.line(place, chartNote(chart.view()), small);
}

QColor markColour(const Tokens& colours, ChartMarkKind kind)
{
    switch (kind) {
    case ChartMarkKind::freeze: return colours.textFrozen;
    case ChartMarkKind::incident: return colours.textWarn;
    case ChartMarkKind::budgetChange: break;
    }
    return colours.textUnknown;
}

/// Nobody can point at a mark on paper: each one is named, the newest first.
void drawMarks(const Paper& paper, QRectF place, const BurnDownChart& chart)
{
    const BurnDownView& view = chart.view();
    for (auto mark = view.marks.rbegin(); mark != view.marks.rend(); ++mark) {
        if (!chart.plot().shown.contains(mark->at) || mark->at > view.input.now)
            continue;
        const QString words = Words::tr("%1: %2", "when, what").arg(stopText(view.calendar, mark->at), mark->text);
        const qreal width = paper.width(words, small) + 1;
        if (place.width() < 2 * markRadius + gap + width)
            return;
        drawMark(paper.painter(), mark->kind, {place.left() + markRadius, place.center().y()}, markRadius,
            markColour(paper.colours(), mark->kind), paper.colours().surface);
        place.setLeft(place.left() + 2 * markRadius + gap);
        paper.line({place.left(), place.top(), width, place.height()}, words, small);
        place.setLeft(place.left() + width + 3 * gap);
    }
}

} // namespace

void drawChart(const Paper& paper, const QRectF& place, const BurnDownView& view, const ChartLook& look)
{
    BurnDownChart chart;
    chart.setOnPaper(paper.base());
    chart.setLastPeriodShown(look.lastPeriod);
    chart.setView(view);
    chart.setRange(look.range);

    const qreal head = paper.lineHeight(title) + 2;
    const qreal row = paper.lineHeight(small) + 4;
    const QString range = rangeText(look.range);
    paper.line({place.left(), place.top(), place.width(), head},
        range.isEmpty() ? chartTitle(view) : Words::tr("%1, %2", "title, range").arg(chartTitle(view), range), title);
    drawLegend(paper, {place.left(), place.top() + head, place.width(), row}, chart);
    const qreal above = head + row + 4;
    const qreal below = view.marks.empty() ? 0 : row;
    chart.drawOn(paper.painter(),
        {place.left(), place.top() + above, std::floor(place.width()), std::floor(place.height() - above - below)});
    if (below > 0)
        drawMarks(paper, {place.left(), place.bottom() - row, place.width(), row}, chart);
}

} // namespace fuseboard
