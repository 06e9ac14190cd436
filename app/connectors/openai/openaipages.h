// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "domain/usagerow.h"

#include <set>
#include <vector>

namespace fuseboard {

/// A list of buckets at OpenAI (`contracts/PROVIDERS.md` 1.1, 1.2).
enum class OpenAiSeries { completions, embeddings, costs };

/// Path and query of a page, from `/organization` on. The period lies on bucket boundaries: a start between them would
/// give a first bucket that starts there, under a key of its own.
std::string openAiPath(OpenAiSeries series, Period period, std::string_view page);

struct OpenAiPage {
    std::vector<UsageRow> rows;
    bool hasMore = false;
    std::string nextPage;
};

/// Usage becomes hourly rows without cost, costs become daily rows that are reported. `period` is what was asked for; a
/// bucket outside it is an error.
Result<OpenAiPage> parseOpenAiPage(
    OpenAiSeries series, Period period, std::string_view json, const std::string& sourceId, const std::string& account);

/// Keeps paging finite (SAFETY RQ4): 500 pages, 200 MB, no cursor twice.
class OpenAiPaging {
public:
    /// The cursor of the next page, empty at the end.
    Result<std::string> next(const OpenAiPage& page, std::size_t bytes);

private:
    std::set<std::string> m_seen;
    std::size_t m_pages = 0;
    std::size_t m_bytes = 0;
};

/// The same row twice is one; two values for one bucket and dimensions contradict each other and are an error.
Result<std::vector<UsageRow>> withoutRepeats(std::vector<UsageRow> rows);

} // namespace fuseboard
