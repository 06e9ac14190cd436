// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/api.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fuseboard::test::loops {

struct ToolCall {
    std::string tool;
    std::string arguments; ///< a JSON object
    std::string result;
    bool failed = false;
};

/// What the model answered, and what it was told next.
struct Turn {
    std::string said;
    std::vector<ToolCall> calls;
    std::string asked; ///< by a person or a script; empty: only results came back
};

struct Conversation {
    std::string system, task;
    std::vector<Turn> turns;
    std::string agent; ///< of a sub-agent whose client says so, its id; empty: it says nothing
    std::string parent; ///< that agent's parent
};

/// A request as its client sends it: the conversation so far.
struct Call {
    std::size_t conversation = 0;
    std::size_t turns = 0;
    std::chrono::milliseconds at {0}; ///< since the session began
    bool fails = false; ///< its provider answers with an error, at once
    std::chrono::milliseconds takes {1500}; ///< until its answer is whole
};

/// A session of which it is known whether it runs away.
struct LabelledSession {
    std::string pattern;
    unsigned seed = 0;
    gateway::Api api = gateway::Api::messages;
    std::string kind = "code assistant"; ///< whose costs are alike
    std::string session; ///< as the client names it; empty: it does not
    std::int64_t priceFactor = 1; ///< of its model, against the plain one
    std::vector<Conversation> conversations;
    std::vector<Call> calls;
    std::optional<std::size_t> stuckFrom; ///< index of the first call that makes no progress; empty: honest

    [[nodiscard]] bool isRunaway() const { return stuckFrom.has_value(); }
    [[nodiscard]] std::string body(const Call& call) const;
};

/// What a call with such a body costs, in nano-USD: 3 USD a million tokens in and 400 tokens out at 15 USD.
std::int64_t costNano(const LabelledSession& session, std::size_t bodyBytes);

} // namespace fuseboard::test::loops
