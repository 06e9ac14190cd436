// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace fuseboard::test {

/// Tokens as the tree's own books count them: input, cache read, 5 minute writes, 1 hour writes, output.
using ClassCounts = std::array<std::int64_t, 5>;

struct TreeSum {
    ClassCounts tokens {};
    std::int64_t responses = 0;
    std::int64_t nano = 0; ///< in nano-dollars; of a model without a price zero
    bool operator==(const TreeSum&) const = default;
};

/// What a made-up tree of transcripts holds, as the one who wrote it knows it.
struct TreeTotals {
    std::map<std::pair<std::string, std::string>, TreeSum> byDayAndModel; ///< "2026-07-04", "claude-opus-5"
    std::int64_t files = 0, bytes = 0, lines = 0;
    std::int64_t usageLines = 0; ///< tell of a response, copies included
    std::int64_t broken = 0; ///< lines that are no JSON
    std::int64_t passedOver = 0; ///< whole lines that tell a usage which is no response of the provider's
    [[nodiscard]] std::int64_t duplicates() const;
    [[nodiscard]] TreeSum all() const;
};

/// The one model of the tree that no list has a price for.
inline constexpr const char* treeModelWithoutPrice = "claude-experimental-9";

/// Writes `projects/**.jsonl` under `home` as Claude Code does: several lines a response, of which only the last tells all
/// of its output; resumed sessions that repeat an earlier one; subagents that replay their parent; 5 minute and 1 hour
/// writes, old lines that tell only their sum; long contexts, fast and regional calls; tool results from a few bytes to a
/// megabyte, some of which look like usage; cut and senseless lines. `bytes`: at least; a little more is written.
TreeTotals writeTranscriptTree(const std::filesystem::path& home, std::int64_t bytes, std::uint64_t seed);

} // namespace fuseboard::test
