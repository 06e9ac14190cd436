// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartwords.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChartWords)
};

} // namespace

QString chartTitle(const BurnDownView& view)
{
    return view.hasBudget() ? Words::tr("Budget Burn-Down") : Words::tr("Spending");
}

QString chartNote(const BurnDownView& view)
{
    return view.hasBudget() ? QString()
                            : Words::tr("No budget is set, so there is nothing to burn down: this is what was spent.");
}

QString lineName(BurnDownChart::Line line, const BurnDownView& view)
{
    switch (line) {
    case BurnDownChart::Line::actual: return view.hasBudget() ? Words::tr("Remaining") : Words::tr("Spent");
    case BurnDownChart::Line::evenPace: return Words::tr("Even pace");
    case BurnDownChart::Line::forecast: return Words::tr("Current pace");
    case BurnDownChart::Line::lastPeriod: return view.lastPeriodName;
    }
    return {};
}

std::vector<BurnDownChart::Line> drawnLines(const BurnDownChart& chart)
{
    using enum BurnDownChart::Line;
    std::vector<BurnDownChart::Line> lines {actual};
    if (chart.view().hasBudget())
        lines.push_back(evenPace);
    if (!chart.plot().forecast.empty())
        lines.push_back(forecast);
    if (chart.isLastPeriodShown() && !chart.view().lastPeriod.empty())
        lines.push_back(lastPeriod);
    return lines;
}

} // namespace fuseboard
