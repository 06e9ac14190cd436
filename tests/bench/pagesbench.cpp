// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measured.h"
#include "connectors/anthropic/anthropicdialect.h"
#include "connectors/openai/openaidialect.h"
#include "support/madeuppages.h"

#include <cstdio>
#include <format>

using namespace fuseboard;
using test::MadeUpPages;
using test::MadeUpProvider;

namespace {

constexpr int pagesOfEach = 10'000;
const RowOrigin origin {"s", "acme"};
const Instant end = *parseInstant("2026-11-23T00:00:00Z");

/// Made-up pages of a provider's lists in turn: how many were refused or summed up wrong. And of each a copy with a byte
/// changed: how many were refused without a path.
bool tryPages(const char* name, const UsageDialect& dialect, MadeUpProvider provider)
{
    std::vector<UsageTask> tasks;
    for (const LedgerLists& ledger : dialect.rules().ledgers)
        for (const UsageList& list : ledger.lists)
            tasks.push_back({list.name, ledger.ledger, list.width, {end - std::chrono::days(7), end}});
    std::mt19937_64 dice(1);
    int wrong = 0, nameless = 0, refused = 0;
    std::size_t bytes = 0;
    const double seconds = bench::secondsOf([&] {
        for (int i = 0; i < pagesOfEach; ++i) {
            const UsageTask& task = tasks[static_cast<std::size_t>(i) % tasks.size()];
            auto made = MadeUpPages(provider, static_cast<std::uint64_t>(i), 4).page(task, task.period.start, 24);
            bytes += made.json.size();
            const auto page = dialect.parse(task, made.json, origin);
            wrong += page && test::sumsOf(page->rows) == made.sums ? 0 : 1;
            made.json[dice() % made.json.size()] = static_cast<char>(dice());
            const auto broken = dialect.parse(task, made.json, origin);
            refused += broken ? 0 : 1;
            nameless += !broken && !broken.error().subject.starts_with("$") ? 1 : 0;
        }
    });
    std::printf("%s: %d pages, %.0f MB, made and read twice in %.1f s; %d of the damaged ones refused\n", name, pagesOfEach,
        static_cast<double>(bytes) / 1e6, seconds, refused);
    const bool sums = bench::ratio(std::format("{}_pages_wrong", name), wrong, bench::Goal::atMost, 0);
    return bench::ratio(std::format("{}_refusals_without_a_path", name), nameless, bench::Goal::atMost, 0) && sums;
}

} // namespace

int main()
{
    const bool openAi = tryPages("openai", OpenAiDialect(), MadeUpProvider::openAi);
    const bool anthropic = tryPages("anthropic", AnthropicDialect(), MadeUpProvider::anthropic);
    return openAi && anthropic ? 0 : 1;
}
