// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/focus/focusrows.h"

#include "connectors/focus/focuscharge.h"
#include "domain/calendar.h"
#include "documents/csvreader.h"

#include <format>
#include <limits>
#include <tuple>

namespace fuseboard {
namespace {

constexpr std::string_view ourServices = "AI and Machine Learning";
constexpr Int128 perNano = 1'000'000'000; ///< units of a charge's cost

/// What rows of one source are told apart by.
using Key =
    std::tuple<Instant, Instant, std::string, std::string, std::string, std::string, std::string, std::string, std::string>;

struct Sum {
    FocusCharge first; ///< for its dimensions
    Int128 cost = 0;
    TokenCounts tokens;
    std::int64_t requests = 0;
    CostBasis basis = CostBasis::invoiced; ///< the weakest of its charges
};

Key keyOf(const FocusCharge& charge)
{
    return {charge.period.start, charge.period.end, charge.account, charge.project, charge.key, charge.person, charge.model,
        charge.service, charge.tag};
}

std::int64_t toNano(Int128 cost)
{
    const Int128 half = cost < 0 ? -perNano / 2 : perNano / 2;
    return static_cast<std::int64_t>((cost + half) / perNano);
}

bool fits(Int128 cost)
{
    constexpr Int128 most = std::numeric_limits<std::int64_t>::max() * perNano;
    return cost < most && cost > -most;
}

UsageRow rowOf(const Sum& sum, const std::string& source)
{
    const FocusCharge& charge = sum.first;
    return {.start = charge.period.start,
        .width = std::chrono::floor<std::chrono::seconds>(charge.period.length()),
        .source = source,
        .account = charge.account,
        .ledger = Ledger::providerCost,
        .project = charge.project,
        .key = charge.key,
        .person = charge.person,
        .model = charge.model,
        .lineItem = charge.service,
        .tag = charge.tag,
        .tokens = sum.tokens,
        .requests = sum.requests,
        .cost = Money {toNano(sum.cost), charge.currency},
        .basis = sum.basis};
}

class File {
public:
    explicit File(const FocusReading& how)
        : m_how(how)
    {
    }

    Result<void> add(const FocusCharge& charge)
    {
        ++m_file.charges;
        if (!m_how.allServices && charge.serviceCategory != ourServices) {
            ++m_file.otherServices;
            return {};
        }
        m_file.accounts.insert(charge.account);
        const std::string month = std::format(
            "{}/{}", m_how.source, Calendar::utc().label(Calendar::utc().periodAt(charge.billing.start, PeriodKind::month)));
        m_file.months[month].billing = charge.billing;
        Sum& sum = m_sums[month].try_emplace(keyOf(charge), Sum {.first = charge}).first->second;
        if (sum.first.currency != charge.currency)
            return fail(ErrorCode::currencyMismatch, "BillingCurrency",
                sum.first.currency.text() + " and " + charge.currency.text() + " for the same charge period and service");
        sum.cost += charge.cost;
        sum.tokens += charge.tokens;
        sum.requests += charge.requests;
        sum.basis = std::max(sum.basis, charge.basis);
        if (!fits(sum.cost))
            return fail(ErrorCode::overflow, "EffectiveCost");
        return {};
    }

    FocusFile take() &&
    {
        for (auto& [source, sums] : m_sums)
            for (const auto& [key, sum] : sums)
                m_file.months[source].rows.push_back(rowOf(sum, source));
        return std::move(m_file);
    }
    FocusFile& file() { return m_file; }

private:
    const FocusReading& m_how;
    FocusFile m_file;
    std::map<std::string, std::map<Key, Sum>> m_sums; ///< by source
};

std::unexpected<Error> at(int line, const Error& error)
{
    return fail(error.code, std::format("line {}, {}", line, error.subject), error.detail);
}

} // namespace

Result<FocusFile> readFocus(std::string_view csv, const FocusReading& how)
{
    CsvReader reader(csv);
    const auto inFile = [](const Error& error) {
        return fail(error.code, std::format("line {}", error.subject), error.detail);
    };
    const auto first = reader.next();
    if (!first)
        return inFile(first.error());
    if (!*first)
        return fail(ErrorCode::badDocument, "line 1", "the file is empty");
    const auto header = readFocusHeader((*first)->fields);
    if (!header)
        return at(1, header.error());
    if (!how.lenient && !header->unknown.empty())
        return fail(ErrorCode::badDocument, "line 1, " + header->unknown.front(), "FOCUS has no such column");
    File file(how);
    file.file().version = header->version;
    file.file().unknownColumns = header->unknown;
    while (true) {
        const auto record = reader.next();
        if (!record)
            return inFile(record.error());
        if (!*record)
            return std::move(file).take();
        const auto charge = readCharge((*record)->fields, *header, how);
        if (!charge)
            return at((*record)->line, charge.error());
        if (const auto added = file.add(*charge); !added)
            return at((*record)->line, added.error());
    }
}

} // namespace fuseboard
