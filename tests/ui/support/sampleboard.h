// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

#include <cmath>

/// The made-up company of the pictures: Monday 23 November 2026, 14:20 in Berlin.
namespace fuseboard::sample {

inline constexpr std::int64_t unit = 1'000'000'000;

inline Instant at(const char* text) { return *parseInstant(text); }
inline Calendar calendar() { return *Calendar::make("Europe/Berlin"); }
inline Instant now() { return at("2026-11-23T13:20:00Z"); }

/// Hourly spending from the period's start to now: quiet nights and weekends, `total` units in the end.
inline std::vector<SpendPoint> spending(const Period& period, Instant end, std::int64_t total, double wobble = 0)
{
    const Calendar berlin = calendar();
    std::vector<double> sums;
    std::vector<Instant> times;
    double sum = 0;
    for (Instant t = period.start; t <= end; t += std::chrono::hours(1)) {
        times.push_back(t);
        sums.push_back(sum);
        const auto day = berlin.dayAt(t);
        const double hour = static_cast<double>((t - day.start).count()) / 3.6e9;
        const double daily = berlin.isWeekend(t) ? 0.2 : 1.0 + wobble * std::sin(static_cast<double>(times.size()) / 40.0);
        sum += daily * (hour > 7 && hour < 20 ? 1.6 : 0.15);
    }
    std::vector<SpendPoint> points;
    for (std::size_t i = 0; i < times.size(); ++i)
        points.push_back({times[i], static_cast<std::int64_t>(sums[i] / sum * static_cast<double>(total)) * unit});
    points.push_back({end, total * unit});
    return points;
}

inline TeamBoard team(const char* name, const char* id, std::int64_t budget, std::int64_t spent, double wobble = 0)
{
    TeamBoard out;
    out.id = id;
    out.name = name;
    out.input.period = calendar().periodAt(now(), PeriodKind::month);
    out.input.now = now();
    out.input.dataSince = at("2026-09-01T00:00:00Z");
    if (budget > 0)
        out.input.budget = {{out.input.period.start, budget * unit}};
    out.input.spent = spending(out.input.period, now(), spent, wobble);
    out.burn = burnDown(out.input, calendar());
    out.perHourNano = out.burn.ratePerDayNano.value_or(0) / 24;
    return out;
}

/// Payments: $20,000 since the 10th ($18,000 before), $15,940 spent, running out early.
inline TeamBoard payments()
{
    TeamBoard out = team("Payments", "team-payments", 18'000, 15'940, 0.25);
    out.input.budget.push_back({at("2026-11-10T09:00:00Z"), 20'000 * unit});
    out.burn = burnDown(out.input, calendar());
    out.people = 14;
    out.agents = 9;
    out.keys = 11;
    const Period october {at("2026-10-31T23:00:00Z"), at("2026-11-30T23:00:00Z")};
    out.lastPeriod = spending(october, october.end, 17'000, -0.4);
    return out;
}

inline Board board()
{
    Board out;
    out.asOf = now();
    out.period = calendar().periodAt(now(), PeriodKind::month);
    out.periodLabel = "2026-11";
    out.currency = Currency::usd();
    out.all = team("All teams", "", 96'000, 68'940);
    out.all.people = 61;
    out.all.agents = 42;
    out.all.keys = 38;
    out.unallocated.name = "Unallocated";
    out.unallocated.keys = 3;
    out.unallocated.burn.spentNano = 880 * unit;
    out.teams = {payments(), team("Search & Ranking", "team-search-ranking", 18'000, 12'460),
        team("Platform", "team-platform", 16'000, 11'210), team("Mobile", "team-mobile", 12'000, 9'710),
        team("Data Science", "team-data-science", 14'000, 10'630), team("Support Bots", "team-support-bots", 10'000, 6'480),
        team("Growth", "team-growth", 6'000, 1'630)};
    SourceView gateway;
    gateway.id = "gateway";
    gateway.name = "Gateway";
    gateway.kind = "gateway";
    gateway.canFreeze = true;
    gateway.lastAnswer = now();
    gateway.interval = std::chrono::seconds(2);
    SourceView openai;
    openai.id = "openai";
    openai.name = "OpenAI";
    openai.kind = "openai";
    openai.lastAnswer = now();
    openai.interval = std::chrono::seconds(300);
    out.sources = {gateway, openai};
    return out;
}

} // namespace fuseboard::sample
