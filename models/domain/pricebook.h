// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricelist.h"

#include <span>

namespace fuseboard {

/// What was agreed with a provider for one account: a part off the list, or rates of its own.
struct OwnRate {
    std::string account; ///< empty: all accounts
    std::string model; ///< as price lists look it up; empty: all models
    std::optional<Instant> from, until; ///< starts of UTC days, `until` exclusive; empty: no bound
    std::int64_t percentOff = 0; ///< of the list's price, 0..100
    std::optional<ModelPrice> committed; ///< instead of the list's price; nothing is taken off it
    Currency currency; ///< of `committed`
    bool operator==(const OwnRate&) const = default;
};

/// A charge and the words its row keeps to say by which prices: "2026-08-01", "2026-08-01, 12% off", "own rates".
struct BookCharge {
    Charge charge;
    std::string version;
    bool operator==(const BookCharge&) const = default;
};

/// All price lists that ever counted, each from its day on, and what was agreed beside them. A past day costs what it cost:
/// usage of a day is priced by the list in force on that day. A model that list does not have is priced by the first later
/// list that has it, else by the last earlier one; the version that the row keeps tells so.
///
/// Precedence: the account's own rates for the model, for all its models, then of all accounts; of those equally close the
/// last; then the lists.
class PriceBook {
public:
    PriceBook() = default;
    PriceBook(PriceList list); ///< one list, since ever
    PriceBook(std::vector<PriceList> lists, std::vector<OwnRate> rates);

    /// Ascending by the day from which they count.
    [[nodiscard]] const std::vector<PriceList>& lists() const { return m_lists; }
    /// The list of a moment; before the first one's day the first. Null only in an empty book.
    [[nodiscard]] const PriceList* inForce(Instant at) const;
    /// The list that prices a model's usage of a moment; null where none knows the model.
    [[nodiscard]] const PriceList* listFor(std::string_view model, Instant at) const;
    /// What was agreed beside the lists, as it was given.
    [[nodiscard]] const std::vector<OwnRate>& rates() const { return m_rates; }
    /// What an account pays for a model's tokens in the standard tier; empty where that is not known in the currency.
    [[nodiscard]] std::optional<TokenPrices> pricesOf(
        std::string_view account, std::string_view model, Instant at, Currency currency) const;
    [[nodiscard]] Result<BookCharge> charge(std::string_view account, std::string_view model, const TokenCounts& tokens,
        Instant at, std::int64_t requests = 1, const UsageTerms& terms = {}) const;

private:
    [[nodiscard]] const OwnRate* rateFor(std::string_view account, std::string_view model, Instant at) const;
    [[nodiscard]] std::size_t placeOf(Instant at) const;

    std::vector<PriceList> m_lists;
    std::vector<OwnRate> m_rates;
};

/// One price that a list changes.
struct PriceChange {
    std::string model;
    std::string what; ///< "input", "cacheRead above 200k", "batch output", "times fast"
    std::optional<UnitPrice> before, after; ///< empty: none then. Of "times …" millionths
    /// In hundredths of a percent, rounded half away from zero; empty where one side is missing or was zero.
    [[nodiscard]] std::optional<std::int64_t> percentHundredths() const;
    bool operator==(const PriceChange&) const = default;
};

/// What a list changes against those before it (ascending, as in a book), by model and then by price. A model that it does not
/// have goes on at the price that the last of them has for it, so nothing ever loses its price.
std::vector<PriceChange> changesBy(const PriceList& list, std::span<const PriceList> before);

/// Each price of a model with its name, as `PriceChange::what` has it.
std::map<std::string, UnitPrice> namedPrices(const ModelPrice& price);

} // namespace fuseboard
