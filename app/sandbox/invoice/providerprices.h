// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/invoice/meteredtokens.h"

#include <array>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fuseboard::sandbox {

/// USD 1e-12 per token. Every price per 1,000 tokens with up to nine decimals is a whole number of these.
using PicoPerToken = std::int64_t;

/// "0.00625" USD per 1,000 tokens → 6,250,000. Empty where it is no decimal, negative, or finer than nine decimals.
std::optional<PicoPerToken> picoPerToken(std::string_view usdPerThousandTokens);

/// What one call costs, in USD 1e-9: the total and its split over the meters, which adds up to it.
struct CallCost {
    std::int64_t nano = 0;
    std::array<std::int64_t, meters.size()> nanoByMeter {};
    bool operator==(const CallCost&) const = default;
};

/// The provider's own catalogue and arithmetic. It shares nothing with the product's price list, or the invoice would
/// agree with our own faults: this target sees no header of models/.
class ProviderPrices {
public:
    /// Reads resources/sandbox/provider-prices.json or a file like it; the error is one sentence.
    static std::expected<ProviderPrices, std::string> parse(std::string_view json);
    /// The catalogue the program was built with.
    static const ProviderPrices& builtIn();

    [[nodiscard]] bool has(std::string_view model) const { return m_models.contains(model); }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> modelsAndVendors() const;
    [[nodiscard]] std::string vendorOf(std::string_view model) const;
    /// Exact over all meters, rounded up once to the nano. A prompt longer than the model's long-context limit pays the
    /// long-context rates for every token. Empty: no such model, or more than 64 bits can hold.
    [[nodiscard]] std::optional<CallCost> cost(std::string_view model, const MeteredTokens& tokens) const;

private:
    using Rates = std::array<PicoPerToken, meters.size()>;
    struct Model {
        std::string vendor {};
        Rates rates {};
        std::optional<std::int64_t> longOver {}; ///< prompt tokens
        Rates longRates {};
    };
    std::map<std::string, Model, std::less<>> m_models;
};

} // namespace fuseboard::sandbox
