// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/logevent.h"

#include <span>
#include <unordered_map>

namespace fuseboard {

/// The responses of one UTC hour that agree in everything a row tells.
struct LogBucket {
    std::int64_t hour = 0; ///< since 1970
    std::uint32_t project = 0, model = 0, terms = 0, person = 0;
    std::uint32_t sidechain = 0; ///< 1: of subagents
    std::uint32_t unused = 0; ///< no byte of a stored bucket is left to chance
    TokenCounts tokens;
    std::int64_t responses = 0;
    std::uint64_t changedIn = 0; ///< the generation that changed it last
    bool operator==(const LogBucket&) const = default;
};

/// A response that counts, as it is kept to know its copies by.
struct KeptResponse {
    std::uint64_t group = 0, member = 0, origin = 0;
    std::int64_t millis = 0;
    TokenCounts tokens;
    std::uint32_t bucket = 0;
    std::uint32_t next = 0; ///< of the same group; 0: none, else its place + 1
    std::uint32_t namesSpeed = 0;
    std::uint32_t gone = 0; ///< 1: counts no more
};

/// Counts each response once, however often and in whatever order its copies come (`contracts/PROVIDERS.md` 6.1): copies
/// of one request are one; a subagent's copy is one with any copy of the same response. Of two the one that is not a
/// subagent's counts, then the one with more tokens, the dearer, the one that names its speed, the earlier.
class LogTally {
public:
    /// Everything changed from now on is of this generation.
    void begin(std::uint64_t generation) { m_generation = generation; }
    void add(const LogBatch& batch);
    /// A file was replaced: what only its places identified is counted no more.
    void forget(std::uint64_t origin);
    /// What `begin`, `add` and `forget` had made of an earlier run.
    void restore(NameTable& names, std::vector<LogBucket> buckets, std::vector<KeptResponse> kept);

    [[nodiscard]] const NameTable& names() const { return m_names; }
    [[nodiscard]] NameTable& names() { return m_names; }
    [[nodiscard]] std::span<const LogBucket> buckets() const { return m_buckets; }
    [[nodiscard]] std::span<const KeptResponse> kept() const { return m_kept; }
    [[nodiscard]] std::uint64_t generation() const { return m_generation; }
    [[nodiscard]] std::int64_t responses() const { return m_responses; }

private:
    void take(const LogEvent& event);
    [[nodiscard]] KeptResponse made(const LogEvent& event);
    [[nodiscard]] bool isBetter(const KeptResponse& candidate, const KeptResponse& kept) const;
    std::uint32_t bucketOf(const LogEvent& event);
    void count(const KeptResponse& response, std::int64_t sign);
    void replace(KeptResponse& kept, const KeptResponse& better);
    void indexBucket(std::uint32_t place);

    NameTable m_names;
    std::vector<LogBucket> m_buckets;
    std::vector<KeptResponse> m_kept;
    std::unordered_map<std::uint64_t, std::uint32_t> m_groups; ///< to the first of its kept
    std::unordered_multimap<std::uint64_t, std::uint32_t> m_bucketIndex;
    std::uint64_t m_generation = 0;
    std::int64_t m_responses = 0;
};

} // namespace fuseboard
