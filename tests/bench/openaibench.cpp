// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast OpenAI's usage comes from bytes into the history, as one back-fill of a company and at worst.
#include "bench/measured.h"
#include "bench/steadycompany.h"
#include "connectors/bucketrows.h"
#include "connectors/openai/openaidialect.h"
#include "store/history.h"

#include <cstdio>
#include <filesystem>
#include <format>

#include <unistd.h>

using namespace fuseboard;
using std::chrono::days;

namespace {

constexpr std::size_t enough = 100'000'000;
constexpr double goal = 150'000;
constexpr int rowsPerBucket = 60;
const Instant end = *parseInstant("2026-11-23T00:00:00Z");

struct Page {
    UsageTask task;
    test::MadeUpPage made;
};

/// Weeks of hourly completions, the newest first, as a back-fill asks for them.
template <class Make>
std::vector<Page> weeks(Make&& make)
{
    std::vector<Page> out;
    std::size_t bytes = 0;
    for (int week = 0; bytes < enough; ++week) {
        const UsageTask task {
            "completions", Ledger::providerUsage, std::chrono::hours(1), {end - days(7 * (week + 1)), end - days(7 * week)}};
        out.push_back({task, make(task)});
        bytes += out.back().made.json.size();
    }
    return out;
}

/// Bytes to committed rows; each page is a poll, and its rows are held against what it was made of.
class Reading {
public:
    explicit Reading(const std::vector<Page>& pages);
    [[nodiscard]] bool isGood(const std::string& name) const;

private:
    bool take(const Page& page, History& history);

    std::size_t m_pages = 0;
    std::int64_t m_rows = 0;
    double m_bytes = 0, m_parsing = 0, m_ordering = 0, m_storing = 0;
    bool m_sound = false;
};

Reading::Reading(const std::vector<Page>& pages)
    : m_pages(pages.size())
{
    const auto file = std::filesystem::current_path() / std::format("bench-openai-{}.db", ::getpid());
    if (const auto history = History::create(file))
        m_sound = std::ranges::all_of(pages, [&](const Page& page) { return take(page, **history); });
    for (const char* trace : {"", "-wal", "-shm"})
        std::filesystem::remove(file.string() + trace);
}

bool Reading::take(const Page& page, History& history)
{
    Result<UsagePage> read = fail(ErrorCode::badAnswer);
    m_parsing += bench::secondsOf([&] { read = OpenAiDialect().parse(page.task, page.made.json, {"openai", "acme"}); });
    if (!read)
        return false;
    Result<std::vector<UsageRow>> once = fail(ErrorCode::badAnswer);
    m_ordering += bench::secondsOf([&] { once = withoutRepeats(std::move(read->rows)).and_then(addUpParts); });
    if (!once || test::sumsOf(*once) != page.made.sums)
        return false;
    m_rows += std::ssize(*once);
    m_bytes += static_cast<double>(page.made.json.size());
    bool applied = false;
    m_storing += bench::secondsOf([&] {
        applied = history
                      .apply({.source = "openai",
                          .account = "acme",
                          .rows = *std::move(once),
                          .rereads = {{Ledger::providerUsage, page.task.period}},
                          .cursor = toText(page.task.period.start),
                          .at = end,
                          .completeUpTo = end})
                      .has_value();
    });
    return applied;
}

bool Reading::isGood(const std::string& name) const
{
    const double seconds = m_parsing + m_ordering + m_storing;
    std::printf(
        "%lld rows of %.0f MB in %zu pages, from bytes to committed in %.2f s: parsing %.2f, ordering %.2f, storing %.2f\n",
        static_cast<long long>(m_rows), m_bytes / 1e6, m_pages, seconds, m_parsing, m_ordering, m_storing);
    if (!m_sound)
        std::puts("a page was refused, or its rows are not what it was made of");
    return bench::ratio(name, m_sound ? static_cast<double>(m_rows) / seconds : 0, bench::Goal::atLeast, goal);
}

} // namespace

int main()
{
    const bench::SteadyCompany company(1);
    const Reading steady(weeks([&](const UsageTask& task) { return company.page(task); }));
    const test::MadeUpPages madeUp(test::MadeUpProvider::openAi, 1, rowsPerBucket);
    const Reading newSeries(weeks([&](const UsageTask& task) { return madeUp.page(task, task.period.start, 168); }));
    std::printf("steady company: the same %zu combinations of project, key, person, model and tier week after week\n",
        company.combinations());
    const bool good = steady.isGood("openai_rows_per_second");
    std::puts("worst case: nearly every row is a combination that was never there before, with members left out at random");
    return newSeries.isGood("openai_new_series_rows_per_second") && good ? 0 : 1;
}
