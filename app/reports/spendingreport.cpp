// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/spendingreport.h"

#include "domain/utcdate.h"
#include "reports/csv.h"

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

constexpr auto columns = std::to_array<std::string_view>({"Period", "Date", "CostCenterId", "CostCenterName", "TeamId",
    "TeamName", "Cost", "Currency", "CountedCost", "CountedCurrency", "Rate", "RateDate", "RateSource", "Notes"});

std::string notesOf(const Board& board, const DayCost& cost)
{
    std::string notes = board.sandbox ? "Sandbox: not your money" : "";
    if (!cost.countedNano)
        notes += std::string(notes.empty() ? "" : "; ")
            + (cost.cost.currency == board.currency ? "Not counted: past what a sum can hold"
                                                    : "Not converted: no rate holds on the day");
    return notes;
}

std::string row(const Board& board, const TeamBoard& team, const DayCost& cost)
{
    const auto text = [](std::string value) { return CsvField::text(std::move(value)); };
    const auto number = [](std::string value) { return CsvField::number(std::move(value)); };
    return csvRow({text(board.periodLabel), text(utcDateText(cost.day)), text(team.costCenterId), text(team.costCenterName),
        text(cost.team), text(cost.team.empty() ? "Unallocated" : team.name), number(cost.cost.text()),
        text(cost.cost.currency.text()), number(cost.countedNano ? Money {*cost.countedNano, {}}.text() : std::string()),
        text(cost.countedNano ? board.currency.text() : std::string()), number(cost.rate ? cost.rate->text() : std::string()),
        text(cost.rate ? utcDateText(cost.rate->day) : std::string()), text(cost.rate ? cost.rate->source : std::string()),
        text(notesOf(board, cost))});
}

} // namespace

std::span<const std::string_view> spendingReportColumns() { return columns; }

std::string spendingReport(const Board& board)
{
    std::vector<CsvField> header;
    for (const std::string_view column : columns)
        header.push_back(CsvField::text(std::string(column)));
    std::string out = std::string(byteOrderMark) + csvRow(header);
    for (const DayCost& cost : board.costs) {
        const auto team = std::ranges::find(board.teams, cost.team, &TeamBoard::id);
        out += row(board, team == board.teams.end() ? board.unallocated : *team, cost);
    }
    return out;
}

Result<WrittenReport> writeSpendingReport(const std::filesystem::path& file, const Board& board)
{
    return writeReport(reportTarget(file, board.sandbox), spendingReport(board), static_cast<int>(board.costs.size()));
}

} // namespace fuseboard
