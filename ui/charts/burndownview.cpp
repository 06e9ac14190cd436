// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndownview.h"

#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BurnDownView)
};

bool spendsNothing(const FreezeView* freeze)
{
    return freeze && freeze->stage != FreezeStage::allowed && freeze->stage != FreezeStage::resumed
        && freeze->stage != FreezeStage::notProved && freeze->stage != FreezeStage::changedOutside;
}

} // namespace

std::optional<Instant> BurnDownView::forecast() const
{
    if (frozen || staleSince || burn.pace == Pace::noData || burn.pace == Pace::tooEarly)
        return std::nullopt;
    return burn.runsOut;
}

const RestatedDay* BurnDownView::restatedAt(Instant at) const
{
    const Instant date = std::chrono::sys_days(calendar.date(at));
    const auto found = std::ranges::find(restated, date, &RestatedDay::day);
    return found == restated.end() ? nullptr : &*found;
}

BurnDownView burnDownView(const TeamBoard& team, const Calendar& calendar, Currency currency, const FreezeView* freeze,
    std::optional<Instant> staleSince)
{
    BurnDownView view;
    view.teamName = QString::fromStdString(team.name);
    view.calendar = calendar;
    view.currency = currency;
    view.input = team.input;
    view.burn = team.burn;
    view.lastPeriod = team.lastPeriod;
    if (!team.lastPeriod.empty())
        view.lastPeriodName = monthBeforeText(calendar, team.input.period);
    view.frozen = spendsNothing(freeze);
    view.staleSince = staleSince;
    view.restated = team.restated;
    for (std::size_t i = 1; i < team.input.budget.size(); ++i)
        view.marks.push_back({team.input.budget[i].from, ChartMarkKind::budgetChange, Words::tr("The budget was changed.")});
    if (freeze && freeze->stage != FreezeStage::allowed && freeze->stage != FreezeStage::resumed)
        view.marks.push_back({freeze->orderedAt,
            freeze->stage == FreezeStage::frozen ? ChartMarkKind::freeze
                                                 : ChartMarkKind::incident, // a snowflake means "is frozen", nothing else
            Words::tr("A freeze was ordered.")});
    std::ranges::stable_sort(view.marks, {}, &ChartMark::at);
    return view;
}

} // namespace fuseboard
