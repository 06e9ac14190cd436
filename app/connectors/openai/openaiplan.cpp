// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openai/openaiplan.h"

#include <algorithm>
#include <format>

namespace fuseboard {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr days backfill {62};
constexpr hours usageReread {48};
constexpr days costsReread {3};
/// Costs change slowly: hourly where usage is asked for every five minutes.
constexpr int intervalsBetweenCosts = 12;

Instant firstOfPreviousMonth(Instant now)
{
    const std::chrono::year_month_day today(std::chrono::floor<days>(now));
    return std::chrono::sys_days((today.year() / today.month() - std::chrono::months(1)) / std::chrono::day(1));
}

std::optional<Instant> member(std::string_view text, std::string_view name)
{
    const std::string tag = std::format("{}=", name);
    const auto at = text.find(tag);
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto value = text.substr(at + tag.size());
    const auto instant = parseInstant(value.substr(0, value.find(' ')));
    return instant ? std::optional(*instant) : std::nullopt;
}

} // namespace

OpenAiCursor OpenAiCursor::parse(std::string_view text)
{
    return {.usage = member(text, "usage"), .costs = member(text, "costs"), .month = member(text, "month")};
}

std::string OpenAiCursor::text() const
{
    std::string out;
    const auto put = [&](std::string_view name, const std::optional<Instant>& at) {
        if (at)
            out += std::format("{}{}={}", out.empty() ? "" : " ", name, toText(*at));
    };
    put("usage", usage);
    put("costs", costs);
    put("month", month);
    return out;
}

OpenAiPlan planOpenAiPoll(const OpenAiCursor& cursor, Instant now, std::chrono::seconds interval)
{
    const Instant usageEnd = std::chrono::floor<hours>(now) + hours(1);
    const Instant costsEnd = dayOf(now) + days(1);
    // A clock that was set back must not leave a gap.
    const Instant usageSince = std::min(cursor.usage.value_or(now), now) - usageReread;
    const Instant costsSince = std::min(cursor.costs.value_or(now), now) - costsReread;
    OpenAiPlan plan;
    plan.after = cursor;
    Instant from = usageSince;
    Instant costsFrom = costsSince;
    bool costsToo = !cursor.costs || now < *cursor.costs || now - *cursor.costs >= intervalsBetweenCosts * interval;
    if (!cursor.usage || !cursor.month || dayOf(*cursor.month) != dayOf(now)) {
        const Instant whole = cursor.usage ? firstOfPreviousMonth(now) : dayOf(now) - backfill;
        from = std::min(usageSince, whole);
        costsFrom = std::min(costsSince, whole);
        costsToo = true;
        plan.after.month = now;
    }
    const Period usagePeriod {std::chrono::floor<hours>(from), usageEnd};
    plan.tasks = {{OpenAiSeries::completions, usagePeriod}, {OpenAiSeries::embeddings, usagePeriod}};
    plan.after.usage = now;
    if (costsToo) {
        plan.tasks.push_back({OpenAiSeries::costs, {dayOf(costsFrom), costsEnd}});
        plan.after.costs = now;
    }
    return plan;
}

} // namespace fuseboard
