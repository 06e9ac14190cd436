// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/restatedmarks.h"

#include "collector/saturated.h"

#include <map>

namespace fuseboard {
namespace {

struct Change {
    std::int64_t nano = 0;
    bool uncounted = false; ///< of money that is in no sum
    [[nodiscard]] bool isAny() const { return nano != 0 || uncounted; }
};

using Changes = std::map<std::pair<Instant, Instant>, Change>; ///< by day, and when

Instant dateOf(Instant utcDay, const Calendar& calendar)
{
    return std::chrono::sys_days(calendar.date(utcDay + std::chrono::hours(12)));
}

Changes changesOf(const std::optional<TeamId>& team, const std::vector<Restatement>& restatements, const ExchangeRates& rates,
    const Board& board, const Calendar& calendar)
{
    Changes out;
    for (const Restatement& each : restatements) {
        if ((team && each.team != *team) || !board.period.contains(each.day + std::chrono::hours(12)))
            continue;
        Change& change = out[{dateOf(each.day, calendar), each.at}];
        std::optional<std::int64_t> nano = each.change.nano;
        if (each.change.currency != board.currency) {
            const auto rate = rates.find(each.change.currency, board.currency, each.day);
            const auto converted = rate ? convert(each.change, *rate, board.currency) : fail(ErrorCode::overflow);
            nano = converted ? std::optional(converted->nano) : std::nullopt;
        }
        change.nano = saturated(Int128 {change.nano} + nano.value_or(0));
        change.uncounted = change.uncounted || !nano;
    }
    std::erase_if(out, [](const auto& each) { return !each.second.isAny(); });
    return out;
}

} // namespace

void markRestated(TeamBoard& row, const std::optional<TeamId>& team, const std::vector<Restatement>& restatements,
    const ExchangeRates& rates, const Board& board, const Calendar& calendar)
{
    const Changes changes = changesOf(team, restatements, rates, board, calendar);
    if (changes.empty())
        return;
    std::map<Instant, RestatedDay> days;
    const Instant close = board.period.end + costSettlesAfter;
    std::int64_t sinceClose = 0;
    bool closedAndChanged = false;
    for (const auto& [when, change] : changes) {
        const auto& [day, at] = when;
        RestatedDay& mark = days[day];
        mark.day = day;
        mark.beforeNano = saturated(Int128 {mark.beforeNano} - change.nano);
        mark.at = std::max(mark.at, at);
        if (board.asOf >= close && at >= close) {
            sinceClose = saturated(Int128 {sinceClose} + change.nano);
            closedAndChanged = true;
        }
    }
    for (const DayCost& cost : board.costs)
        if (const auto mark = days.find(dateOf(cost.day, calendar)); mark != days.end() && (!team || cost.team == *team))
            mark->second.nowNano += cost.countedNano.value_or(0);
    for (auto& [day, mark] : days) {
        mark.beforeNano = saturated(Int128 {mark.beforeNano} + mark.nowNano);
        row.restated.push_back(mark);
    }
    if (closedAndChanged)
        row.spentAtCloseNano = saturated(Int128 {row.burn.spentNano} - sinceClose);
}

} // namespace fuseboard
