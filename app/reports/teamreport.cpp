// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/teamreport.h"

#include "reports/csv.h"

#include <algorithm>
#include <array>
#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono;

constexpr auto columns = std::to_array<std::string_view>({"Period", "PeriodStart", "PeriodEnd", "AsOf", "CostCenterId",
    "CostCenterName", "TeamId", "TeamName", "OwnerName", "Currency", "Budget", "Direct", "SharedAllocated", "Credits", "Actual",
    "Remaining", "PercentUsed", "Variance", "VariancePercent", "ElapsedPercent", "RunRatePerDay", "Forecast", "ForecastLow",
    "ForecastHigh", "ForecastVariance", "ForecastMethod", "ExhaustionDate", "Status", "EstimatedPercent", "Requests",
    "InputTokens", "CacheReadTokens", "CacheWriteTokens", "OutputTokens", "CostPerMillionTokens", "CostPerRequest",
    "MergedPullRequests", "CostPerMergedPullRequest", "AnomalyCount", "AnomalyImpact", "FreezeState", "Notes"});
static_assert(columns.size() == 42);

constexpr int moneyDigits = 2;

std::string money(std::int64_t nano) { return Money {nano, {}}.rounded(moneyDigits); }
std::string money(std::optional<std::int64_t> nano) { return nano ? money(*nano) : std::string(); }

/// 100 × part ÷ whole with two digits; empty where the whole is nothing.
std::string percent(Int128 part, Int128 whole)
{
    if (whole == 0)
        return {};
    const Int128 scaled = part * 100 * 1'000'000'000;
    const Int128 half = (scaled < 0) != (whole < 0) ? -(whole / 2) : whole / 2;
    return Money {static_cast<std::int64_t>((scaled + half) / whole), {}}.rounded(2);
}

/// amount × factor ÷ by in cents, rounded once, half away from zero; empty where `by` is nothing.
std::string ratio(std::int64_t nano, std::int64_t factor, std::int64_t by)
{
    if (by <= 0)
        return {};
    constexpr std::int64_t nanoPerCent = 10'000'000;
    const Int128 exact = static_cast<Int128>(nano) * factor;
    const Int128 unit = static_cast<Int128>(by) * nanoPerCent;
    const Int128 cents = (exact + (exact < 0 ? -(unit / 2) : unit / 2)) / unit;
    return money(static_cast<std::int64_t>(cents * nanoPerCent));
}

/// When the newest data used was read; before any, the board's own time.
Instant newestData(const Board& board)
{
    std::optional<Instant> newest;
    for (const SourceView& source : board.sources)
        if (source.tellsUsage)
            newest = std::max(newest, source.lastAnswer);
    return newest.value_or(board.asOf);
}

std::string isoDate(year_month_day date)
{
    return std::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()));
}

std::string status(const TeamBoard& team, const FreezeView* freeze)
{
    if (freeze && freeze->stage == FreezeStage::frozen)
        return "Stopped";
    if (!team.burn.budgetNano)
        return "NoBudget";
    if (*team.burn.remainingNano < 0)
        return "Over";
    return team.burn.pace == Pace::runsOutEarly ? "AtRisk" : "OnTrack";
}

std::string freezeState(const FreezeView* freeze)
{
    switch (freeze ? freeze->stage : FreezeStage::allowed) {
    case FreezeStage::allowed:
    case FreezeStage::resumed: return "Allowed";
    case FreezeStage::requested:
    case FreezeStage::freezing: return "Freezing";
    case FreezeStage::frozen: return "Frozen";
    case FreezeStage::partlyProved: return "PartlyProved";
    case FreezeStage::notProved: return "NotProved";
    case FreezeStage::changedOutside: return "ChangedOutside";
    case FreezeStage::resumeRequested: return "Resuming";
    }
    return {};
}

std::string exhaustionDate(const TeamBoard& team, const Period& period, const Calendar& calendar)
{
    return team.burn.runsOut && *team.burn.runsOut < period.end ? isoDate(calendar.date(*team.burn.runsOut)) : std::string();
}

/// What is in the board's own currency needs no rate.
std::string whyLeftOut(const Board& board, const OtherCurrency& other)
{
    return other.currency == board.currency ? "past what a sum can hold" : "no rate, not converted";
}

std::string notes(const Board& board, const TeamBoard& team)
{
    std::string out = board.sandbox ? "Sandbox: not your money" : "";
    const auto add = [&](const std::string& note) { out += (out.empty() ? "" : "; ") + note; };
    for (const OtherCurrency& other : team.otherCurrencies) {
        const std::string code = other.currency.text();
        if (other.convertedNano != 0 || other.countedNano != 0)
            add(std::format("includes {} {} converted at the day's rate", code, money(other.convertedNano)));
        if (other.hasGap)
            add(std::format("without {} {}: {}", code, money(other.gapNano), whyLeftOut(board, other)));
    }
    return out;
}

struct Identity {
    const Board& board;
    const TeamBoard& team;
    const Calendar& calendar;

    /// The first ten columns.
    [[nodiscard]] std::vector<CsvField> fields(Currency currency) const
    {
        const auto text = [](std::string value) { return CsvField::text(std::move(value)); };
        return {text(board.periodLabel), text(isoDate(calendar.date(board.period.start))),
            text(isoDate(calendar.date(board.period.end - seconds(1)))), text(toText(floor<seconds>(newestData(board)))),
            text(team.costCenterId), text(team.costCenterName), text(team.id),
            text(team.id.empty() ? "Unallocated" : team.name), text(team.owner), text(currency.text())};
    }
};

/// What a team has in a currency that could not be converted.
std::string gapRow(const Identity& identity, const OtherCurrency& other, const FreezeView* freeze)
{
    auto fields = identity.fields(other.currency);
    fields.resize(columns.size());
    const auto at = [&](std::string_view column) -> CsvField& {
        return fields[static_cast<std::size_t>(std::ranges::find(columns, column) - columns.begin())];
    };
    at("Direct") = at("Actual") = CsvField::number(money(other.gapNano));
    at("Status") = CsvField::text(freeze && freeze->stage == FreezeStage::frozen ? "Stopped" : "NoBudget");
    at("FreezeState") = CsvField::text(freezeState(freeze));
    at("Notes") = CsvField::text(std::string(identity.board.sandbox ? "Sandbox: not your money; " : "")
        + (other.currency == identity.board.currency ? "not counted: past what a sum can hold" : "not converted: no rate"));
    return csvRow(fields);
}

std::string row(const Board& board, const TeamBoard& team, const FreezeView* freeze, const Calendar& calendar)
{
    const BurnDown& burn = team.burn;
    const Instant now = std::min(board.asOf, board.period.end);
    const microseconds elapsed = now - board.period.start;
    const std::int64_t cacheWrites = team.tokens.cacheWrite5m + team.tokens.cacheWrite1h;
    const std::optional<std::int64_t> variance =
        burn.budgetNano ? std::optional(burn.spentNano - *burn.budgetNano) : std::nullopt;
    const auto text = [](std::string value) { return CsvField::text(std::move(value)); };
    const auto number = [](std::string value) { return CsvField::number(std::move(value)); };
    const auto empty = [] { return CsvField(); };
    const Identity identity {board, team, calendar};
    auto fields = identity.fields(board.currency);
    const std::vector<CsvField> figures {number(money(burn.budgetNano)), number(money(burn.spentNano)), empty(), empty(),
        number(money(burn.spentNano)), number(money(burn.remainingNano)),
        number(percent(burn.spentNano, burn.budgetNano.value_or(0))), number(money(variance)),
        number(percent(variance.value_or(0), burn.budgetNano.value_or(0))),
        number(percent(elapsed.count(), board.period.length().count())),
        number(elapsed >= hours(1)
                ? ratio(burn.spentNano, duration_cast<seconds>(days(1)).count(), floor<seconds>(elapsed).count())
                : std::string()),
        empty(), empty(), empty(), empty(), empty(), text(exhaustionDate(team, board.period, calendar)),
        text(status(team, freeze)), number(percent(team.estimatedNano, burn.spentNano)), number(std::to_string(team.requests)),
        number(std::to_string(team.tokens.input)), number(std::to_string(team.tokens.cacheRead)),
        number(std::to_string(cacheWrites)), number(std::to_string(team.tokens.output)),
        number(ratio(burn.spentNano, 1'000'000, team.tokens.total())), number(ratio(burn.spentNano, 1, team.requests)),
        number(team.mergedRequests ? std::to_string(*team.mergedRequests) : std::string()),
        number(ratio(burn.spentNano, 1, team.mergedRequests.value_or(0))), empty(), empty(), text(freezeState(freeze)),
        text(notes(board, team))};
    fields.insert(fields.end(), figures.begin(), figures.end());
    std::string out = csvRow(fields);
    for (const OtherCurrency& other : team.otherCurrencies)
        if (other.hasGap)
            out += gapRow(identity, other, freeze);
    return out;
}

} // namespace

std::span<const std::string_view> teamReportColumns() { return columns; }

std::string teamReport(const Board& board, const FreezeBoard& freezes, const Calendar& calendar)
{
    std::vector<CsvField> header;
    for (const std::string_view column : columns)
        header.push_back(CsvField::text(std::string(column)));
    std::string out = std::string(byteOrderMark) + csvRow(header);
    for (const TeamBoard& team : board.teams)
        out += row(board, team, freezes.forTeam(team.id), calendar);
    return out + row(board, board.unallocated, freezes.forTeam({}), calendar);
}

Result<WrittenReport> writeTeamReport(
    const std::filesystem::path& file, const Board& board, const FreezeBoard& freezes, const Calendar& calendar)
{
    auto gaps = std::ranges::count_if(board.unallocated.otherCurrencies, &OtherCurrency::hasGap);
    for (const TeamBoard& team : board.teams)
        gaps += std::ranges::count_if(team.otherCurrencies, &OtherCurrency::hasGap);
    return writeReport(reportTarget(file, board.sandbox), teamReport(board, freezes, calendar),
        static_cast<int>(std::ssize(board.teams) + 1 + gaps));
}

} // namespace fuseboard
