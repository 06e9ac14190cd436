// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace fuseboard::loops {

/// A keyed hash: equal texts have equal ones within a process, and nothing else is to be learnt from it. 0: there is no text.
using Fingerprint = std::uint64_t;

/// A text as it can be compared without being kept.
struct TextPrint {
    Fingerprint exact = 0;
    Fingerprint steady = 0; ///< without what changes by itself: times, durations, long ids, numbers of tries
    Fingerprint shape = 0; ///< without any number
    std::int64_t bytes = 0;
    bool operator==(const TextPrint&) const = default;
};

/// The smallest hashes of a text's words, ascending; 0 where it has fewer.
using WordSketch = std::array<std::uint32_t, 8>;

/// A tool that was used, with what and to what end.
struct ToolUse {
    std::string tool; ///< its name, at most 64 of A-Z a-z 0-9 _ . : -; empty: only the result was sent
    Fingerprint name = 0;
    TextPrint arguments, result;
    WordSketch words {}; ///< of the arguments' values
    bool failed = false;
};

/// What a request has beside the conversation before it.
struct TurnDigest {
    std::vector<ToolUse> uses;
    TextPrint said; ///< by the model
    TextPrint asked; ///< by a person or a script, beside results
    std::int64_t promptBytes = 0;
};

/// A request as part of a conversation.
struct ConversationPrint {
    std::string token; ///< whose it is
    std::string session; ///< as the client names it; empty: it does not
    std::string agent, parent; ///< of a sub-agent whose client says so
    std::string kind; ///< whose costs are alike
    /// Of the conversation's first items, one more each; the first is that of none. Equal where the items are.
    std::vector<Fingerprint> prefixes;
    bool answeredBefore = false; ///< there is an answer of the model in it
    std::vector<Fingerprint> task; ///< of the sentences of its first message, ascending; only of a conversation's first request
    [[nodiscard]] std::size_t items() const { return prefixes.size() - 1; }
};

} // namespace fuseboard::loops
