// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/teamreport.h"

#include "reports/csvwriter.h"

#include <array>
#include <format>

namespace fuseboard {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 42> columns {"Period", "PeriodStart", "PeriodEnd", "AsOf", "CostCenterId",
    "CostCenterName", "TeamId", "TeamName", "OwnerName", "Currency", "Budget", "Direct", "SharedAllocated", "Credits", "Actual",
    "Remaining", "PercentUsed", "Variance", "VariancePercent", "ElapsedPercent", "RunRatePerDay", "Forecast", "ForecastLow",
    "ForecastHigh", "ForecastVariance", "ForecastMethod", "ExhaustionDate", "Status", "EstimatedPercent", "Requests",
    "InputTokens", "CacheReadTokens", "CacheWriteTokens", "OutputTokens", "CostPerMillionTokens", "CostPerRequest",
    "MergedPullRequests", "CostPerMergedPullRequest", "AnomalyCount", "AnomalyImpact", "FreezeState", "Notes"};

constexpr int moneyDigits = 2;
constexpr int unitCostDigits = 6;
constexpr std::int64_t tokensPerUnit = 1'000'000;
constexpr std::int64_t nanoPerUnit = 1'000'000'000;

std::string dateText(std::chrono::year_month_day date)
{
    return std::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()));
}

/// a × b ÷ c in nano-units, rounded half away from zero; empty where there is nothing to divide by.
std::string ratio(Int128 a, Int128 b, Int128 c, int digits)
{
    if (c == 0)
        return {};
    // Rounded once, at the last digit shown.
    Int128 step = 1;
    for (int i = digits; i < 9; ++i)
        step *= 10;
    const Int128 divisor = c * step;
    const Int128 product = a * b;
    const bool negative = (product < 0) != (divisor < 0);
    const Int128 magnitude = (product < 0 ? -product : product);
    const Int128 by = divisor < 0 ? -divisor : divisor;
    const Int128 value = (magnitude * 2 + by) / (by * 2) * step;
    return Money {static_cast<std::int64_t>(negative ? -value : value), {}}.rounded(digits);
}

std::string percent(std::int64_t part, std::int64_t whole)
{
    return ratio(part, static_cast<Int128>(100) * nanoPerUnit, whole, moneyDigits);
}

std::string money(std::int64_t nano) { return Money {nano, {}}.rounded(moneyDigits); }

std::string freezeWord(const FreezeView* view)
{
    if (!view)
        return "Allowed";
    switch (view->stage) {
    case FreezeStage::allowed:
    case FreezeStage::resumed: return "Allowed";
    case FreezeStage::requested:
    case FreezeStage::freezing: return "Freezing";
    case FreezeStage::frozen: return "Frozen";
    case FreezeStage::partlyProved: return "PartlyProved";
    case FreezeStage::notProved: return "NotProved";
    case FreezeStage::changedOutside: return "ChangedOutside";
    case FreezeStage::resumeRequested: break;
    }
    return "Resuming";
}

class RowWriter {
public:
    RowWriter(CsvWriter& csv, const Board& board, const FreezeBoard& freezes, const Calendar& calendar)
        : m_csv(csv)
        , m_board(board)
        , m_freezes(freezes)
        , m_calendar(calendar)
    {
    }

    void write(const TeamBoard& team)
    {
        writePeriodAndOwner(team);
        writeMoney(team);
        writeUse(team);
        m_csv.endRecord();
    }

private:
    void none(int count)
    {
        for (int i = 0; i < count; ++i)
            m_csv.plain({});
    }

    void writePeriodAndOwner(const TeamBoard& team)
    {
        m_csv.plain(m_board.periodLabel);
        m_csv.plain(dateText(m_calendar.date(m_board.period.start)));
        m_csv.plain(dateText(m_calendar.date(m_board.period.end - std::chrono::microseconds(1))));
        m_csv.plain(toText(std::chrono::floor<std::chrono::seconds>(newestData())));
        m_csv.text(team.costCenterId);
        m_csv.text(team.costCenterName);
        m_csv.plain(team.id);
        m_csv.text(team.id.empty() ? std::string("Unallocated") : team.name);
        m_csv.text(team.owner);
        m_csv.plain(m_board.currency.text());
    }

    void writeMoney(const TeamBoard& team)
    {
        const std::int64_t actual = team.burn.spentNano;
        const auto budget = team.burn.budgetNano;
        m_csv.plain(budget ? money(*budget) : "");
        m_csv.plain(money(actual)); // Direct: nothing is shared or credited yet
        none(2);
        m_csv.plain(money(actual));
        m_csv.plain(budget ? money(*budget - actual) : "");
        m_csv.plain(budget ? percent(actual, *budget) : "");
        m_csv.plain(budget ? money(actual - *budget) : "");
        m_csv.plain(budget ? percent(actual - *budget, *budget) : "");
        const auto elapsed = (team.input.now - m_board.period.start).count();
        m_csv.plain(percent(elapsed, m_board.period.length().count()));
        m_csv.plain(ratio(actual, std::chrono::microseconds(days(1)).count(), elapsed, moneyDigits));
        none(5); // forecast
        const bool runsOut = team.burn.runsOut && *team.burn.runsOut < m_board.period.end;
        m_csv.plain(runsOut ? dateText(m_calendar.date(*team.burn.runsOut)) : "");
        const FreezeView* freeze = freezeOf(team);
        m_csv.plain(statusOf(team, freeze));
        m_csv.plain(percent(team.estimatedNano, actual));
    }

    void writeUse(const TeamBoard& team)
    {
        m_csv.plain(std::to_string(team.requests));
        m_csv.plain(std::to_string(team.tokens.input));
        m_csv.plain(std::to_string(team.tokens.cacheRead));
        m_csv.plain(std::to_string(team.tokens.cacheWrite5m + team.tokens.cacheWrite1h));
        m_csv.plain(std::to_string(team.tokens.output));
        m_csv.plain(ratio(team.burn.spentNano, tokensPerUnit, team.tokens.total(), moneyDigits));
        m_csv.plain(ratio(team.burn.spentNano, 1, team.requests, unitCostDigits));
        none(4); // repositories, anomalies
        m_csv.plain(freezeWord(freezeOf(team)));
        m_csv.text(m_board.sandbox ? "Sandbox: not your money" : "");
    }

    /// Nobody can freeze what belongs to no team but by freezing everything.
    [[nodiscard]] const FreezeView* freezeOf(const TeamBoard& team) const { return m_freezes.forTeam(team.id); }

    static std::string_view statusOf(const TeamBoard& team, const FreezeView* freeze)
    {
        if (freeze && freeze->stage == FreezeStage::frozen)
            return "Stopped";
        if (!team.burn.budgetNano)
            return "NoBudget";
        if (team.burn.spentNano > *team.burn.budgetNano)
            return "Over";
        return team.burn.pace == Pace::runsOutEarly ? "AtRisk" : "OnTrack";
    }

    /// Of the newest answer; before any, the board's own time.
    [[nodiscard]] Instant newestData() const
    {
        std::optional<Instant> newest;
        for (const SourceView& source : m_board.sources)
            newest = std::max(newest, source.lastAnswer);
        return newest.value_or(m_board.asOf);
    }

    CsvWriter& m_csv;
    const Board& m_board;
    const FreezeBoard& m_freezes;
    const Calendar& m_calendar;
};

} // namespace

std::string teamReport(const Board& board, const FreezeBoard& freezes, const Calendar& calendar)
{
    CsvWriter csv;
    for (const std::string_view column : columns)
        csv.plain(column);
    csv.endRecord();
    RowWriter rows(csv, board, freezes, calendar);
    for (const TeamBoard& team : board.teams)
        rows.write(team);
    rows.write(board.unallocated);
    return csv.take();
}

std::string teamReportFileName(const Board& board)
{
    return std::format("fuseboard-{}teams-{}.csv", board.sandbox ? "sandbox-" : "", board.periodLabel);
}

} // namespace fuseboard
