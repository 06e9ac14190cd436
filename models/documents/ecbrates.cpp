// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/ecbrates.h"

#include "domain/iso4217.h"
#include "domain/utcdate.h"

#include <algorithm>
#include <format>
#include <ranges>

namespace fuseboard {
namespace {

using Cells = std::vector<std::string_view>;

/// The bank ends its lines with a comma; after it there is nothing.
Cells cellsOf(std::string_view line)
{
    Cells out;
    for (const auto part : line | std::views::split(','))
        out.emplace_back(part.begin(), part.end());
    if (out.size() > 1 && out.back().empty())
        out.pop_back();
    return out;
}

class EcbReader {
public:
    explicit EcbReader(const std::string& name)
        : m_name(name)
    {
    }

    Result<void> read(std::string_view line)
    {
        ++m_line;
        const Cells cells = cellsOf(line);
        if (m_line == 1)
            return readHeader(cells);
        if (cells.size() != m_currencies.size() + 1)
            return bad(std::format("it has {} cells, the header has {}", cells.size(), m_currencies.size() + 1));
        const auto day = parseUtcDate(cells.front());
        if (!day)
            return bad(std::format("'{}' is no day like 2026-11-23", cells.front().substr(0, 40)));
        if (m_last && *day >= *m_last)
            return bad("its day is not before the one of the line above");
        m_last = *day;
        for (std::size_t i = 0; i < m_currencies.size(); ++i) {
            const std::string_view cell = cells[i + 1];
            if (cell == "N/A")
                continue;
            auto rate = withRate({.from = *Currency::parse("EUR"),
                                     .to = m_currencies[i],
                                     .day = *day,
                                     .holdsDays = dailyRateHolds,
                                     .source = "ECB"},
                cell);
            if (!rate)
                return bad(std::format("'{}' is no rate of {}: {}", cell.substr(0, 40), m_currencies[i].text(),
                    rate.error().detail.empty() ? "it is no decimal number" : rate.error().detail));
            m_rates.push_back(*std::move(rate));
        }
        return {};
    }

    Result<std::vector<ExchangeRate>> take() &&
    {
        ++m_line;
        if (m_rates.empty())
            return bad("the file ends there, and has no rate");
        return std::move(m_rates);
    }

private:
    Result<void> readHeader(const Cells& cells)
    {
        if (cells.size() < 2 || cells.front() != "Date")
            return bad("it is no header like Date,USD,JPY");
        for (const std::string_view cell : cells | std::views::drop(1)) {
            const auto currency = Currency::parse(cell);
            if ((!minorDigits(cell) && !isPastCurrency(cell)) || cell == "EUR")
                return bad(std::format("'{}' is no currency against the euro", cell.substr(0, 40)));
            if (std::ranges::contains(m_currencies, *currency))
                return bad(std::format("{} is there twice", cell));
            m_currencies.push_back(*currency);
        }
        return {};
    }

    [[nodiscard]] std::unexpected<Error> bad(std::string what) const
    {
        return fail(ErrorCode::badDocument, std::format("{}, line {}", m_name, m_line), std::move(what));
    }

    const std::string& m_name;
    int m_line = 0;
    std::vector<Currency> m_currencies;
    std::optional<Instant> m_last;
    std::vector<ExchangeRate> m_rates;
};

} // namespace

Result<std::vector<ExchangeRate>> parseEcbRates(std::string_view text, const std::string& name)
{
    EcbReader reader(name);
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (auto read = reader.read(line); !read)
            return std::unexpected(read.error());
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::move(reader).take();
}

} // namespace fuseboard
