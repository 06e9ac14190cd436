// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/focus/focusrows.h"

#include "connectors/focus/focuscharge.h"
#include "documents/csvreader.h"

#include <algorithm>
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

/// A far date is a slip of who wrote the file; days in between would be looked at one by one ever after.
Result<void> mustBeNear(const FocusCharge& charge, std::optional<Instant> now)
{
    using namespace std::chrono;
    constexpr days month {31};
    const Instant earliest = sys_days(year(2015) / January / 1);
    const auto far = [](FocusColumn column, const char* why) {
        return fail(ErrorCode::badDocument, std::string(nameOf(column)), why);
    };
    if (charge.billing.start < earliest)
        return far(FocusColumn::billingPeriodStart, "it is before 2015");
    if (charge.period.start < earliest)
        return far(FocusColumn::chargePeriodStart, "it is before 2015");
    if (now && charge.billing.end > *now + days(2 * 366))
        return far(FocusColumn::billingPeriodEnd, "it is more than two years ahead");
    if (now && charge.period.end > *now + days(2 * 366))
        return far(FocusColumn::chargePeriodEnd, "it is more than two years ahead");
    if (charge.period.start < charge.billing.start - 13 * month)
        return far(FocusColumn::chargePeriodStart, "it is more than 13 months before the billing period");
    if (charge.period.end > charge.billing.end + 2 * month)
        return far(FocusColumn::chargePeriodEnd, "it is more than 2 months after the billing period");
    return {};
}

class File {
public:
    explicit File(const FocusReading& how)
        : m_how(how)
    {
        m_file.source = how.source;
    }

    Result<void> add(const FocusCharge& charge)
    {
        ++m_file.charges;
        const std::string id = std::format(
            "{}/{:%F}/{}", m_how.source, std::chrono::floor<std::chrono::days>(charge.billing.start), charge.account);
        const auto [at, isNew] = m_file.bills.try_emplace(id, charge.account, charge.billing);
        Period& billing = at->second.billing;
        billing = {std::min(billing.start, charge.billing.start), std::max(billing.end, charge.billing.end)};
        if (!m_how.allServices && charge.serviceCategory != ourServices) {
            ++m_file.otherServices;
            return {};
        }
        if (auto near = mustBeNear(charge, m_how.now); !near)
            return near;
        Sum& sum = m_sums[id].try_emplace(keyOf(charge), Sum {.first = charge}).first->second;
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
        for (auto& [id, sums] : m_sums)
            for (const auto& [key, sum] : sums)
                m_file.bills[id].rows.push_back(rowOf(sum, id));
        return std::move(m_file);
    }
    FocusFile& file() { return m_file; }

private:
    const FocusReading& m_how;
    FocusFile m_file;
    std::map<std::string, std::map<Key, Sum>> m_sums; ///< by id of the bill
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
