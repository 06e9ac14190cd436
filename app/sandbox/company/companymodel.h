// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fuseboard::sandbox {

/// Which endpoint a caller uses.
enum class Api { chat, responses, embeddings, messages };
std::string_view nameOf(Api api);
std::string_view pathOf(Api api);

/// A typical call of one caller; real ones vary around it.
struct CallHabit {
    Api api = Api::chat;
    std::string model;
    int promptTokens = 0; ///< all of the prompt
    int cachedPercent = 0; ///< of the prompt, read from the cache
    int writtenPercent = 0; ///< of the prompt, written to the cache
    int outputTokens = 0;
    int reasoningPercent = 0; ///< of the output
    int streamedPercent = 0; ///< of the calls
};

/// A key somebody or something calls with.
struct CompanyKey {
    std::string label; ///< unique in the company: "checkout-agent"
    std::string agent, person; ///< who calls; either may be empty
    int sharePercent = 0; ///< of what its team spends
    CallHabit habit;

    [[nodiscard]] std::string id() const { return "key_" + label; }
    /// The provider's id of the person; empty for machines, as for a service account.
    [[nodiscard]] std::string userId() const;
};

struct CompanyTeam {
    std::string name; ///< empty: keys that nobody gave to a team
    std::string slug;
    std::string owner, costCenterId, costCenterName;
    std::int64_t budgetDollars = 0; ///< a month
    int usualPercent = 0; ///< of the budget, spent in a usual month
    std::vector<CompanyKey> keys;

    [[nodiscard]] std::string id() const { return name.empty() ? std::string() : "team-" + slug; }
    [[nodiscard]] std::string projectId() const { return "proj_" + slug; }
};

/// The made-up company: the teams and agents of the pictures in ui/.
const std::vector<CompanyTeam>& company();

/// The agent that runs away.
inline constexpr std::string_view runawayLabel = "checkout-agent";

} // namespace fuseboard::sandbox
