// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <chrono>
#include <filesystem>
#include <vector>

namespace fuseboard::sandbox {

/// One call as it was measured elsewhere.
struct TraceCall {
    std::chrono::microseconds at {0}; ///< since the trace began
    std::int64_t promptTokens = 0;
    std::int64_t cachedTokens = 0; ///< of the prompt: a prefix that was sent before
    std::int64_t outputTokens = 0;
};

/// `azure`: azure-llm-2023-{code,conv}.csv together; `mooncake`: mooncake-conversation.jsonl. In time order.
Result<std::vector<TraceCall>> readTrace(std::string_view name, const std::filesystem::path& directory);

} // namespace fuseboard::sandbox
