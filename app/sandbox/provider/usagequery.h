// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/provider/apifault.h"
#include "sandbox/provider/usagefact.h"

#include <expected>
#include <string_view>

namespace fuseboard::sandbox {

/// Which endpoint under /v1/organization is asked.
enum class Report { completions, embeddings, otherUsage, costs }; // nobody in the company has other usage

/// A request for usage or costs, checked as the provider checks it (`contracts/PROVIDERS.md` 1.1 and 1.2).
struct UsageQuery {
    Report report = Report::completions;
    std::int64_t start = 0, end = 0; ///< Unix seconds, [start, end)
    std::int64_t width = secondsPerDay; ///< seconds of a bucket
    int limit = 7; ///< buckets a page
    std::vector<std::string> groupBy;
    std::vector<std::string> projects, users, keys, models; ///< filters; empty: all
    std::optional<bool> batch;
    std::int64_t from = 0; ///< where this page begins; `start` on the first
    std::uint64_t signature = 0; ///< of everything but the page: a cursor belongs to its question

    [[nodiscard]] bool groups(std::string_view field) const;
    [[nodiscard]] bool wants(const UsageFact& fact) const;
    /// The cursor of the page that begins at a bucket.
    [[nodiscard]] std::string cursor(std::int64_t bucketStart) const;
};

/// Arrays may come with brackets (`group_by[]=model`, as the vendor's client sends them) or repeated plain.
std::expected<UsageQuery, ApiFault> parseUsageQuery(Report report, std::string_view query, std::int64_t now);

using QueryFields = std::vector<std::pair<std::string, std::string>>;
/// Percent-decoded fields of a query string; empty where it is malformed.
std::optional<QueryFields> queryFields(std::string_view query);
/// The whole number a text is, and nothing else.
std::optional<std::int64_t> wholeNumber(std::string_view text, int base = 10);

} // namespace fuseboard::sandbox
