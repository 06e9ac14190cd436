// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "domain/money.h"

#include <optional>
#include <variant>
#include <vector>

namespace fuseboard {

/// So much of a provider's own unit, which is no money.
struct UnitQuantity {
    std::int64_t nano = 0; ///< billionths of the unit
    std::string unit; ///< in the provider's words: `credits`
    bool operator==(const UnitQuantity&) const = default;
};

using LimitAmount = std::variant<Money, UnitQuantity>;

/// What a provider or gateway itself keeps as a limit, as it tells it. Shown beside our budgets; part of no sum.
struct ProviderLimit {
    enum class Holder { organisation, team, project, key, person };
    enum class Kind {
        credit, ///< paid for or granted beforehand, and used up
        budget,
    };
    Holder holder = Holder::organisation;
    std::string holderId, holderName; ///< in the provider's words; a name may be empty, an organisation's id too
    Kind kind = Kind::budget;
    std::string covers {}; ///< which of the holder's use, in the provider's words; empty: all of it
    std::optional<LimitAmount> limit {}, used {}; ///< empty: not told, which is never 0
    std::string period {}; ///< in the provider's words: `monthly`, `30d`; empty: not told
    std::optional<Instant> resetsAt {};
    std::optional<bool> refusesBeyond {}; ///< what is asked for beyond it, as the provider says; empty: it does not say
    bool operator==(const ProviderLimit&) const = default;
};

/// A source's list of limits: what it told last, and what became of asking for it since.
struct LimitList {
    enum class Answer {
        told,
        refused, ///< the key may not read it
        absent, ///< the server does not know such a list, or hides it from the key
        failed,
    };
    std::string name; ///< in the connector's words: `budgets`
    Answer answer = Answer::told; ///< the last
    std::string detail {}; ///< what was said, where it was not told
    std::optional<Instant> askedAt {}, toldAt {}; ///< empty: never
    std::vector<ProviderLimit> limits {}; ///< all of them, as of `toldAt`
    bool operator==(const LimitList&) const = default;
};

} // namespace fuseboard
