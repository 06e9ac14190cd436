// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loops/conversation.h"

#include <filesystem>
#include <functional>

namespace fuseboard::test::loops {

/// Sessions that run away, each pattern of incidents with each seed from first to last. None shares a figure with the
/// detector: the set was written first. Tune on odd seeds, report on even ones.
std::vector<LabelledSession> runaways(unsigned firstSeed, unsigned lastSeed, unsigned step);
/// Honest sessions that look much like them.
std::vector<LabelledSession> honestOnes(unsigned firstSeed, unsigned lastSeed, unsigned step);

/// One call of a real trace, in its order.
struct TraceCall {
    std::size_t session = 0, call = 0; ///< indices
};

/// Chats rebuilt from the shared prefixes of a public trace (`mooncake-conversation.jsonl`), all of one key.
struct TraceSessions {
    std::vector<LabelledSession> sessions;
    std::vector<TraceCall> order;
};
/// The first `most` calls of the trace; empty where it is absent.
TraceSessions rebuildTrace(const std::filesystem::path& file, std::size_t most);

} // namespace fuseboard::test::loops
