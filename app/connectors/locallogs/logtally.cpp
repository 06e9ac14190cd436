// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logtally.h"

#include "connectors/locallogs/loghash.h"

#include <tuple>

namespace fuseboard {
namespace {

constexpr std::int64_t hourMillis = 3'600'000;

std::int64_t hourOf(std::int64_t millis) { return millis / hourMillis - (millis % hourMillis < 0 ? 1 : 0); }

/// As the provider's price classes stand to each other (a read a tenth of the input, writes 1.25 and 2 times, output five
/// times), so that of two copies with as many tokens the dearer is found without a price list.
std::int64_t weight(const TokenCounts& t)
{
    return 20 * t.input + 2 * t.cacheRead + 25 * t.cacheWrite5m + 40 * t.cacheWrite1h + 100 * t.output;
}

auto keyOf(const LogBucket& b) { return std::tie(b.hour, b.project, b.model, b.terms, b.person, b.sidechain); }

std::uint64_t hashOf(const LogBucket& b)
{
    const std::array<std::int64_t, 6> key {b.hour, b.project, b.model, b.terms, b.person, b.sidechain};
    return logHash({reinterpret_cast<const char*>(key.data()), sizeof key});
}

TokenCounts negative(const TokenCounts& t)
{
    return {-t.input, -t.cacheRead, -t.cacheWrite5m, -t.cacheWrite1h, -t.output, -t.reasoning};
}

} // namespace

void LogTally::add(const LogBatch& batch)
{
    std::vector<std::uint32_t> known(batch.names.size());
    for (std::uint32_t i = 0; i < batch.names.size(); ++i)
        known[i] = m_names.idOf(batch.names.textOf(i));
    for (LogEvent event : batch.events) {
        for (auto* name : {&event.project, &event.model, &event.terms, &event.person})
            *name = known[*name];
        take(event);
    }
}

void LogTally::take(const LogEvent& event)
{
    KeptResponse candidate = made(event);
    const auto [head, isNew] = m_groups.try_emplace(event.group, 0);
    if (!isNew && head->second != 0) {
        KeptResponse& first = m_kept[head->second - 1];
        const bool keptSidechain = m_buckets[first.bucket].sidechain != 0;
        // A group holds either one response that only subagents told, or none of theirs.
        if (event.sidechain && !keptSidechain)
            return;
        if (keptSidechain) {
            if (!event.sidechain || isBetter(candidate, first))
                replace(first, candidate);
            return;
        }
        for (std::uint32_t at = head->second; at != 0; at = m_kept[at - 1].next)
            if (KeptResponse& kept = m_kept[at - 1]; kept.member == event.member) {
                if (isBetter(candidate, kept))
                    replace(kept, candidate);
                return;
            }
    }
    candidate.next = head->second;
    m_kept.push_back(candidate);
    head->second = static_cast<std::uint32_t>(m_kept.size());
    count(candidate, 1);
}

KeptResponse LogTally::made(const LogEvent& event)
{
    return {.group = event.group,
        .member = event.member,
        .origin = event.origin,
        .millis = event.millis,
        .tokens = event.tokens,
        .bucket = bucketOf(event),
        .namesSpeed = event.namesSpeed ? 1U : 0U};
}

bool LogTally::isBetter(const KeptResponse& candidate, const KeptResponse& kept) const
{
    // Earlier times and, at last, names decide what nothing else does, so that the order of files never does.
    const auto rank = [](const KeptResponse& r) {
        return std::tuple(r.tokens.total(), weight(r.tokens), r.namesSpeed, -r.millis);
    };
    if (rank(candidate) != rank(kept))
        return rank(candidate) > rank(kept);
    const auto words = [this](const KeptResponse& r) {
        const LogBucket& b = m_buckets[r.bucket];
        return std::tie(m_names.textOf(b.project), m_names.textOf(b.model), m_names.textOf(b.terms), m_names.textOf(b.person),
            r.tokens.reasoning, r.member);
    };
    return candidate.bucket != kept.bucket && words(candidate) < words(kept);
}

void LogTally::replace(KeptResponse& kept, const KeptResponse& better)
{
    count(kept, -1);
    const auto next = kept.next;
    kept = better;
    kept.next = next;
    count(kept, 1);
}

void LogTally::count(const KeptResponse& response, std::int64_t sign)
{
    LogBucket& bucket = m_buckets[response.bucket];
    bucket.tokens += sign > 0 ? response.tokens : negative(response.tokens);
    bucket.responses += sign;
    bucket.changedIn = m_generation;
    m_responses += sign;
}

std::uint32_t LogTally::bucketOf(const LogEvent& event)
{
    const LogBucket bucket {.hour = hourOf(event.millis),
        .project = event.project,
        .model = event.model,
        .terms = event.terms,
        .person = event.person,
        .sidechain = event.sidechain ? 1U : 0U};
    const auto [first, last] = m_bucketIndex.equal_range(hashOf(bucket));
    for (auto it = first; it != last; ++it)
        if (keyOf(m_buckets[it->second]) == keyOf(bucket))
            return it->second;
    m_buckets.push_back(bucket);
    const auto place = static_cast<std::uint32_t>(m_buckets.size() - 1);
    indexBucket(place);
    return place;
}

void LogTally::indexBucket(std::uint32_t place) { m_bucketIndex.emplace(hashOf(m_buckets[place]), place); }

void LogTally::forget(std::uint64_t origin)
{
    for (KeptResponse& kept : m_kept) {
        if (kept.origin != origin || kept.gone != 0)
            continue;
        count(kept, -1);
        kept.gone = 1;
        m_groups[kept.group] = 0; // such a group has no other
    }
}

void LogTally::restore(NameTable& names, std::vector<LogBucket> buckets, std::vector<KeptResponse> kept)
{
    for (std::uint32_t i = 0; i < names.size(); ++i)
        m_names.idOf(names.textOf(i));
    m_buckets = std::move(buckets);
    m_kept = std::move(kept);
    m_groups.reserve(m_kept.size() * 2);
    for (std::uint32_t i = 0; i < m_kept.size(); ++i)
        if (m_kept[i].gone == 0) {
            m_groups[m_kept[i].group] = i + 1; // the latest heads its chain, as it was built
            ++m_responses;
        }
    for (std::uint32_t i = 0; i < m_buckets.size(); ++i)
        indexBucket(i);
}

} // namespace fuseboard
