// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fuseboard {

enum class ServiceTier { standard, batch, flex, priority };

/// In a line item: its source sells it at prices of its own, and did not tell this one.
inline constexpr std::string_view unpricedWord = "price unknown";

/// What the price of usage depends on beside its model and its classes of tokens. A row of counted usage carries it as its
/// line item, so that rows of different terms stay apart: `batch, us, above 200k`; empty where all is usual or unknown.
struct UsageTerms {
    ServiceTier tier = ServiceTier::standard;
    bool fast = false; ///< the provider's faster, dearer mode
    std::string region; ///< where it was asked to be processed: `us`, `eu`; empty: anywhere
    /// The longest of the prompt lengths at which prices change that every call of the row is above; 0: none.
    std::int64_t promptAbove = 0;
    bool otherMedia = false; ///< some of the tokens are `audio` or `image`, which cost otherwise than text
    bool untold = false; ///< `unpricedWord`
    std::string otherTier {}, otherSpeed {}; ///< that no price list knows, in the provider's word: what it costs is not known

    /// Words that are none of ours are passed over.
    static UsageTerms parse(std::string_view text);
    /// By a provider's words for service tier and speed. None, `standard` and `default` are the usual ones.
    static UsageTerms told(std::string_view tier, std::string_view speed);
    [[nodiscard]] bool hasPrice() const { return !otherMedia && !untold && otherTier.empty() && otherSpeed.empty(); }
    [[nodiscard]] std::string text() const;
    bool operator==(const UsageTerms&) const = default;
};

/// Where price lists change their prices (`contracts/PROVIDERS.md` 7.1). Calls between two of them cost alike, so a row
/// that holds only such calls is priced exactly by their mean.
std::int64_t promptThresholdBelow(std::int64_t promptTokens);

} // namespace fuseboard
