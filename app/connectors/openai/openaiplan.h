// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/openai/openaipages.h"

#include <optional>

namespace fuseboard {

/// What an OpenAI source has read, as its cursor says it.
struct OpenAiCursor {
    std::optional<Instant> usage, costs; ///< when each was last read to its end
    std::optional<Instant> month; ///< when all since the first of the previous month was last read

    /// Text that is none starts at the beginning.
    static OpenAiCursor parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const OpenAiCursor&) const = default;
};

/// One list to fetch from its first page to its last.
struct OpenAiTask {
    OpenAiSeries series = OpenAiSeries::completions;
    Period period;
    bool operator==(const OpenAiTask&) const = default;
};

struct OpenAiPlan {
    std::vector<OpenAiTask> tasks;
    OpenAiCursor after; ///< once all of them are stored
    bool operator==(const OpenAiPlan&) const = default;
};

/// The first poll reads 62 days; later ones 48 hours of usage and, every twelfth interval, three days of costs, counted
/// from the last that was stored; once a UTC day everything from the first of the previous month (PROVIDERS 9, SAFETY
/// HI5).
OpenAiPlan planOpenAiPoll(const OpenAiCursor& cursor, Instant now, std::chrono::seconds interval);

} // namespace fuseboard
