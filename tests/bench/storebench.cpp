// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the history takes rows beside a bare table, and answers from fifty million: bench_store [MILLION_ROWS]
#include "bench/barestore.h"
#include "bench/benchcompany.h"
#include "bench/measured.h"
#include "store/history.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace fuseboard;
using namespace fuseboard::bench;
using std::chrono::days;

namespace {

constexpr std::int64_t million = 1'000'000, batchesPerMillion = million / batchRows;

/// Seconds of `take` alone over some batches; making them does not count.
double taking(std::int64_t first, std::int64_t count, std::int64_t statement, const std::function<void(const Poll&)>& take)
{
    double seconds = 0;
    for (std::int64_t n = first; n < first + count; ++n) {
        const Poll poll = batch(n, statement);
        seconds += secondsOf([&] { take(poll); });
    }
    return seconds;
}

template <class T>
T must(Result<T> result)
{
    if (result)
        return *std::move(result);
    std::fprintf(stderr, "%s: %s\n", result.error().subject.c_str(), result.error().detail.c_str());
    std::exit(1);
}

class StoreBench {
public:
    explicit StoreBench(std::filesystem::path directory)
        : m_directory(std::move(directory))
    {
        std::filesystem::remove_all(m_directory);
        std::filesystem::create_directories(m_directory);
    }
    ~StoreBench() { std::filesystem::remove_all(m_directory); }

    void compareWithBare();
    void grow(std::int64_t millions);
    double more(History& history); ///< a million rows; seconds
    void compareSizes(History& large);
    void ask();
    void allocateAnew();
    [[nodiscard]] bool conclude() const;

private:
    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return m_directory / name; }
    std::unique_ptr<History> make(const std::string& name) const
    {
        auto history = must(History::create(path(name)));
        if (!history->setOrganisation(organisation(), "bench", firstHour()))
            std::exit(1);
        return history;
    }
    void evict() const;
    void time(const std::string& name, double& warm, double& cold, const std::function<void(const History&)>& question);

    std::filesystem::path m_directory;
    double m_fresh = 0, m_restated = 0, m_atSize = 0, m_bytes = 0, m_open = 0, m_allocate = 0;
    double m_warm = 0, m_cold = 0; ///< of the slowest question, milliseconds
    std::int64_t m_batches = 0;
};

void StoreBench::compareWithBare()
{
    std::vector<double> fresh, restated;
    std::printf("%-8s %22s %22s %22s %22s\n", "round", "bare fresh rows/s", "history fresh rows/s", "bare restated rows/s",
        "history restated rows/s");
    for (int round = 0; round < 4; ++round) {
        double bareFresh = 0, bareRestated = 0, ownFresh = 0, ownRestated = 0;
        const auto bare = [&] {
            BareStore store(path("bare.db"));
            const auto take = [&](const Poll& poll) { store.upsert(poll); };
            bareFresh = taking(0, batchesPerMillion, 1, take);
            bareRestated = taking(0, batchesPerMillion, 2, take);
        };
        const auto own = [&] {
            const auto history = make("own.db");
            const auto take = [&](const Poll& poll) { must(history->apply(poll)); };
            ownFresh = taking(0, batchesPerMillion, 1, take);
            ownRestated = taking(0, batchesPerMillion, 2, take);
            if (must(history->restatements()) != million)
                std::exit(1);
        };
        if (round % 2 == 0) {
            bare();
            own();
        } else {
            own();
            bare();
        }
        std::printf("%-8d %22.0f %22.0f %22.0f %22.0f\n", round + 1, million / bareFresh, million / ownFresh,
            million / bareRestated, million / ownRestated);
        fresh.push_back(bareFresh / ownFresh);
        restated.push_back(bareRestated / ownRestated);
        for (const auto& entry : std::filesystem::directory_iterator(m_directory))
            std::filesystem::remove(entry);
    }
    m_fresh = median(fresh);
    m_restated = median(restated);
}

void StoreBench::grow(std::int64_t millions)
{
    const auto history = make("history.db");
    for (std::int64_t n = 0; n < millions; ++n) {
        const double seconds = more(*history);
        if (n < 3 || n + 3 >= millions || n % 10 == 9)
            std::printf("%3lld million rows: %8.0f rows/s\n", static_cast<long long>(n + 1), million / seconds);
        std::fflush(stdout);
    }
    m_bytes = static_cast<double>(std::filesystem::file_size(path("history.db"))) / static_cast<double>(millions * million);
    compareSizes(*history);
}

double StoreBench::more(History& history)
{
    const double seconds = taking(m_batches, batchesPerMillion, 1, [&](const Poll& poll) { must(history.apply(poll)); });
    m_batches += batchesPerMillion;
    return seconds;
}

/// One million more at size and the second million of a young history, in pairs: what else the machine does hits both.
void StoreBench::compareSizes(History& large)
{
    std::vector<double> ratios;
    std::printf("%-8s %22s %22s\n", "round", "at 1 million rows/s", "at size rows/s");
    for (int round = 0; round < 5; ++round) {
        auto young = make("young.db");
        const auto take = [&](const Poll& poll) { must(young->apply(poll)); };
        taking(0, batchesPerMillion, 1, take);
        double small = 0, size = 0;
        const auto first = [&] { small = taking(batchesPerMillion, batchesPerMillion, 1, take); };
        if (round % 2 == 0)
            first();
        size = more(large);
        if (round % 2 != 0)
            first();
        ratios.push_back(small / size);
        std::printf("%-8d %22.0f %22.0f\n", round + 1, million / small, million / size);
        std::fflush(stdout);
        young.reset();
        for (const char* part : {"", "-wal", "-shm"})
            std::filesystem::remove(path(std::string("young.db") + part));
    }
    m_atSize = median(ratios);
}

/// The file's pages leave memory, as after a start of the machine.
void StoreBench::evict() const
{
    const int file = ::open(path("history.db").c_str(), O_RDONLY);
    ::fdatasync(file);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

void StoreBench::time(const std::string& name, double& warm, double& cold, const std::function<void(const History&)>& question)
{
    std::vector<double> colds, warms;
    for (int i = 0; i < 5; ++i) {
        evict();
        const auto history = must(History::open(path("history.db"), HistoryMode::viewer));
        colds.push_back(1000 * secondsOf([&] { question(*history); }));
        for (int j = 0; j < 5; ++j)
            warms.push_back(1000 * secondsOf([&] { question(*history); }));
    }
    std::printf("%-44s warm %8.3f ms   cold %8.3f ms\n", name.c_str(), median(warms), median(colds));
    warm = std::max(warm, median(warms));
    cold = std::max(cold, median(colds));
}

void StoreBench::ask()
{
    const Instant end = dayOf(firstHour() + std::chrono::hours(m_batches * hoursPerBatch));
    const auto usd = Currency::usd();
    std::vector<double> opens;
    for (int i = 0; i < 5; ++i) {
        evict();
        opens.push_back(1000 * secondsOf([&] {
            const auto history = must(History::open(path("history.db"), HistoryMode::owner));
            if (must(history->teamTotals({end - days(30), end}, usd)).empty())
                std::exit(1);
        }));
    }
    m_open = median(opens);
    std::printf("%-44s %8.3f ms\n", "open as owner to the first answer, cold", m_open);
    time("burn-down of one team over a year", m_warm, m_cold,
        [&](const History& history) { must(history.teamDays("team-07", {end - days(365), end}, usd)); });
    time("top 20 models of 30 days", m_warm, m_cold,
        [&](const History& history) { must(history.modelTotals({end - days(30), end}, usd)); });
    time("all teams of 30 days", m_warm, m_cold,
        [&](const History& history) { must(history.teamTotals({end - days(30), end}, usd)); });
    time("all teams of a year", m_warm, m_cold,
        [&](const History& history) { must(history.teamTotals({end - days(365), end}, usd)); });
}

void StoreBench::allocateAnew()
{
    const auto history = make("allocated.db");
    taking(0, batchesPerMillion, 1, [&](const Poll& poll) { must(history->apply(poll)); });
    const Period all {firstHour(), firstHour() + days(400)};
    const auto total = [&] {
        std::int64_t sum = 0;
        for (const NamedSum& team : must(history->teamTotals(all, Currency::usd())))
            sum += team.nano;
        return sum;
    };
    const std::int64_t before = total();
    Organisation changed = organisation();
    std::ranges::rotate(changed.rules, changed.rules.begin() + 1);
    for (std::size_t i = 0; i < changed.rules.size(); ++i)
        changed.rules[i].team = changed.teams[i].id;
    changed.rules.front().shares = {{"team-00", 333'333}, {"team-01", 666'667}};
    changed.rules.front().team.clear();
    double longest = 0;
    m_allocate = secondsOf([&] {
        if (!history->setOrganisation(changed, "bench", firstHour()))
            std::exit(1);
        while (must(history->waitingForAllocation()).days)
            longest = std::max(longest, secondsOf([&] { must(history->allocateSome(14)); }));
    });
    std::printf("%-44s %8.3f s, longest step %.3f s\n", "allocate a million rows anew", m_allocate, longest);
    if (total() != before) {
        std::printf(
            "the totals differ: %lld before, %lld after\n", static_cast<long long>(before), static_cast<long long>(total()));
        std::exit(1);
    }
}

bool StoreBench::conclude() const
{
    bool ok = ratio("store-ingest-fresh", m_fresh, Goal::atLeast, 0.45);
    ok &= ratio("store-ingest-restated", m_restated, Goal::atLeast, 0.25);
    ok &= ratio("store-rate-at-size", m_atSize, Goal::atLeast, 0.85);
    ok &= ratio("store-bytes-a-row", m_bytes, Goal::atMost, 75);
    ok &= ratio("store-question-warm-ms", m_warm, Goal::atMost, 16);
    ok &= ratio("store-question-cold-ms", m_cold, Goal::atMost, 100);
    ok &= ratio("store-open-ms", m_open, Goal::atMost, 150);
    ok &= ratio("store-allocate-million-s", m_allocate, Goal::atMost, 10);
    return ok;
}

} // namespace

int main(int count, char** arguments)
{
    const std::int64_t millions = count > 1 ? std::atoll(arguments[1]) : 50;
    if (millions < 1) {
        std::fprintf(stderr, "bench_store takes a number of millions of rows, from 1 on.\n");
        return 2;
    }
    StoreBench bench("build/bench-store");
    bench.compareWithBare();
    bench.grow(millions);
    bench.ask();
    bench.allocateAnew();
    return bench.conclude() ? 0 : 1;
}
