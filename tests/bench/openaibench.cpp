// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measured.h"
#include "connectors/bucketrows.h"
#include "connectors/openai/openaidialect.h"
#include "store/history.h"
#include "support/madeuppages.h"

#include <cstdio>
#include <filesystem>
#include <format>

#include <unistd.h>

using namespace fuseboard;
using std::chrono::days;

namespace {

constexpr std::size_t enough = 100'000'000;
constexpr int rowsPerBucket = 60;
const Instant end = *parseInstant("2026-11-23T00:00:00Z");

struct Page {
    UsageTask task;
    std::string json;
};

/// Weeks of hourly completions, the newest first, as a back-fill asks for them.
std::vector<Page> manyPages()
{
    const test::MadeUpPages pages(test::MadeUpProvider::openAi, 1, rowsPerBucket);
    std::vector<Page> out;
    std::size_t bytes = 0;
    for (int week = 0; bytes < enough; ++week) {
        const UsageTask task {
            "completions", Ledger::providerUsage, std::chrono::hours(1), {end - days(7 * (week + 1)), end - days(7 * week)}};
        out.push_back({task, pages.page(task, task.period.start, 168).json});
        bytes += out.back().json.size();
    }
    return out;
}

} // namespace

int main()
{
    const auto pages = manyPages();
    const auto file = std::filesystem::current_path() / std::format("bench-openai-{}.db", ::getpid());
    auto history = History::create(file);
    std::size_t rows = 0, bytes = 0;
    double parsing = 0, ordering = 0, storing = 0;
    bool sound = history.has_value();
    const double seconds = bench::secondsOf([&] {
        for (const Page& page : pages) {
            Result<UsagePage> read = fail(ErrorCode::badAnswer);
            parsing += bench::secondsOf([&] { read = OpenAiDialect().parse(page.task, page.json, {"openai", "acme"}); });
            Result<std::vector<UsageRow>> once = fail(ErrorCode::badAnswer);
            ordering += bench::secondsOf([&] {
                if (read)
                    once = withoutRepeats(std::move(read->rows)).and_then(addUpParts);
            });
            sound = sound && once;
            if (!sound)
                return;
            rows += once->size();
            bytes += page.json.size();
            storing += bench::secondsOf([&] {
                sound = (*history)
                            ->apply({.source = "openai",
                                .account = "acme",
                                .rows = *std::move(once),
                                .rereads = {{Ledger::providerUsage, page.task.period}},
                                .cursor = toText(page.task.period.start),
                                .at = end,
                                .completeUpTo = end})
                            .has_value();
            });
        }
    });
    history = fail(ErrorCode::fileUnreadable); // closes it
    for (const char* trace : {"", "-wal", "-shm"})
        std::filesystem::remove(file.string() + trace);
    std::printf("%zu rows of %.0f MB in %zu pages, from bytes to committed in %.2f s\n", rows, static_cast<double>(bytes) / 1e6,
        pages.size(), seconds);
    std::printf("parsing %.2f s, ordering %.2f s, storing %.2f s\n", parsing, ordering, storing);
    if (!sound)
        std::puts("a page was refused");
    return bench::ratio(
               "openai_rows_per_second", sound ? static_cast<double>(rows) / seconds : 0, bench::Goal::atLeast, 150'000)
        ? 0
        : 1;
}
