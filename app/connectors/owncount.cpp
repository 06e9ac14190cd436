// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/owncount.h"

#include "domain/instant.h"

#include <algorithm>
#include <map>

namespace fuseboard {
namespace {

struct Told {
    std::int64_t requests = 0, tokens = 0, nano = 0;
};

std::string lowerCase(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// By start, then by person.
using ToldByBucket = std::map<Instant, std::map<std::string, Told>>;

ToldByBucket toldBy(const std::vector<UsageRow>& rows, Ledger ledger)
{
    ToldByBucket out;
    for (const UsageRow& row : rows)
        if (row.ledger == ledger) {
            Told& told = out[row.start][lowerCase(row.person)];
            told.requests += row.requests;
            told.tokens += row.tokens.total();
            told.nano += row.cost ? row.cost->nano : 0;
        }
    return out;
}

Told toldOf(const OwnCount& count, const ToldByBucket& told)
{
    Told out;
    const std::string person = lowerCase(count.person);
    for (auto bucket = told.lower_bound(count.period.start); bucket != told.end() && bucket->first < count.period.end; ++bucket)
        for (const auto& [who, part] : bucket->second)
            if (person.empty() || who == person) {
                out.requests += part.requests;
                out.tokens += part.tokens;
                out.nano += part.nano;
            }
    return out;
}

bool isClearlyMore(std::int64_t own, std::int64_t told)
{
    constexpr std::int64_t parts = 1'000;
    return own > told && (own - told) > told / parts;
}

bool isMore(const OwnCount& count, const Told& told)
{
    constexpr std::int64_t acrossMidnight = 3; // which a day's count and list may put on either side
    if (count.isOnlyAny)
        return count.requests.value_or(0) > acrossMidnight && told.requests == 0;
    return count.requests.value_or(0) > told.requests || isClearlyMore(count.tokens.value_or(0), told.tokens)
        || (count.cost && isClearlyMore(count.cost->nano, told.nano));
}

} // namespace

std::vector<Period> daysCountedMore(const std::vector<OwnCount>& counts, const std::vector<UsageRow>& rows, Ledger ledger)
{
    using std::chrono::days;
    const ToldByBucket told = toldBy(rows, ledger);
    std::vector<Period> out;
    for (const OwnCount& count : counts)
        if (isMore(count, toldOf(count, told)))
            for (Instant day = dayOf(count.period.start); day < count.period.end; day += days(1))
                out.push_back({day, day + days(1)});
    std::ranges::sort(out, {}, &Period::start);
    const auto again = std::ranges::unique(out);
    out.erase(again.begin(), again.end());
    return out;
}

} // namespace fuseboard
