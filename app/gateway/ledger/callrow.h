// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "domain/instant.h"
#include "domain/tokens.h"

#include <optional>

namespace fuseboard::gateway {

enum class CallStatus {
    completed,
    failed, ///< the provider answered with an error, or not at all
    cut, ///< ended before it was whole; `cut` says by whom
};

/// One call, as the ledger keeps it and `/v1/usage` shows it (`contracts/ADMIN.md`).
template <class Text>
struct BasicCallRow {
    std::int64_t seq = 0;
    Text callId;
    Instant at, endedAt;
    Text team, token, person, agent, session;
    Text dialect, route, modelAsked, modelUsed;
    CallStatus status = CallStatus::completed;
    Text reason; ///< why it failed; a code, never a text of the provider's
    TokenCounts tokens;
    std::optional<Money> cost; ///< empty: no price for the model
    std::int64_t unsettledNano = 0; ///< stays set aside beside the cost, because nobody knows the outcome
    Text priceVersion;
    bool counted = false; ///< our count, not the provider's word
    Text upstream;
    std::int64_t durationMs = 0;
    std::optional<std::int64_t> firstByteMs;
    Text cut; ///< freeze, order, client, upstream, deadline; empty: was not cut
    Text modelSent; ///< where a tier's model served it instead of the one asked for; else empty
    Text tier; ///< empty: none
    /// Whose budgets count it.
    [[nodiscard]] const Text& modelCounted() const { return modelSent.empty() ? modelAsked : modelSent; }
    bool operator==(const BasicCallRow&) const = default;
};
using CallRow = BasicCallRow<std::string>;
/// Its texts stand elsewhere: a call's row is told twice, and copying sixteen texts each time would be dear.
using CallView = BasicCallRow<std::string_view>;

const char* toText(CallStatus status);
void write(JsonWriter& out, const CallRow& row);

} // namespace fuseboard::gateway
