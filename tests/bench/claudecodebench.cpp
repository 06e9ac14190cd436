// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast `fuseboardctl import claude-code` takes a made-up tree of transcripts, beside ccusage in the same run:
// bench_claude-code [MEGABYTES [SEED]]. Where ccusage is: CCUSAGE, else PATH; without it that part is skipped.
#include "bench/measured.h"
#include "owner/profile.h"
#include "support/transcripts/transcripttree.h"

#include <simdjson.h>

#include <algorithm>

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace fuseboard;
using namespace fuseboard::bench;
namespace fs = std::filesystem;

namespace {

constexpr int rounds = 3;

struct Ran {
    double seconds = 0, megabytes = 0;
    std::string output;
};

/// A program from start to end, with what it took: by the clock on the wall, and resident at most.
Ran run(std::vector<std::string> words, const fs::path& output)
{
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    Ran ran;
    int status = 0;
    rusage usage {};
    ran.seconds = secondsOf([&] {
        const pid_t child = ::fork();
        if (child == 0) {
            const int to = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
            ::dup2(to, STDOUT_FILENO);
            ::execvp(arguments[0], arguments.data());
            ::_exit(127);
        }
        ::wait4(child, &status, 0, &usage);
    });
    ran.megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "%s ended with %d\n", words[0].c_str(), status);
        std::exit(1);
    }
    ran.output = std::string(simdjson::padded_string::load(output.string()).value());
    return ran;
}

std::string ccusage()
{
    if (const char* named = std::getenv("CCUSAGE"))
        return ::access(named, X_OK) == 0 ? named : "";
    const std::string path = std::getenv("PATH") ? std::getenv("PATH") : "";
    for (std::size_t from = 0; from < path.size();) {
        const auto end = std::min(path.find(':', from), path.size());
        if (const fs::path program = fs::path(path.substr(from, end - from)) / "ccusage"; ::access(program.c_str(), X_OK) == 0)
            return program;
        from = end + 1;
    }
    return {};
}

/// Decimal text of dollars to nano-dollars, by arithmetic of the bench's own.
std::int64_t nanoOf(std::string_view text)
{
    const auto point = std::min(text.find('.'), text.size());
    std::string digits(text.substr(0, point));
    std::string fraction(point < text.size() ? text.substr(point + 1) : "");
    fraction.resize(9, '0');
    return std::strtoll((digits + fraction).c_str(), nullptr, 10);
}

/// How many figures of what the program printed are not those of the tree's writer.
std::int64_t differences(const std::string& json, const test::TreeTotals& expected)
{
    simdjson::dom::parser parser;
    const simdjson::dom::element root = parser.parse(json);
    std::map<std::pair<std::string, std::string>, test::TreeSum> found;
    for (const auto day : root["days"].get_array())
        for (const auto model : day["models"].get_array()) {
            test::TreeSum sum;
            constexpr std::array<const char*, 5> classes {"input", "cacheRead", "cacheWrite5m", "cacheWrite1h", "output"};
            for (std::size_t i = 0; i < classes.size(); ++i)
                sum.tokens[i] = model[classes[i]].get_int64();
            sum.responses = model["responses"].get_int64();
            std::string_view cost;
            if (model["cost"]["USD"].get(cost) == simdjson::SUCCESS)
                sum.nano = nanoOf(cost);
            found[{std::string(day["day"].get_string().value()), std::string(model["model"].get_string().value())}] = sum;
        }
    std::int64_t wrong = 0;
    for (const auto& [key, sum] : expected.byDayAndModel)
        wrong += found.contains(key) && found[key] == sum ? 0 : 1;
    for (const auto& [key, sum] : found)
        wrong += expected.byDayAndModel.contains(key) ? 0 : 1;
    const std::pair<const char*, std::int64_t> counts[] {{"files", expected.files}, {"lines", expected.lines},
        {"responses", expected.all().responses}, {"duplicates", expected.duplicates()}, {"passedOver", expected.passedOver},
        {"broken", expected.broken}};
    for (const auto& [name, count] : counts)
        wrong += root[name].get_int64().value() == count ? 0 : 1;
    return wrong;
}

class ClaudeCodeBench {
public:
    ClaudeCodeBench(std::int64_t bytes, std::uint64_t seed)
        : m_expected(test::writeTranscriptTree(fresh() / "home", bytes, seed))
    {
        ::setenv("CLAUDE_CONFIG_DIR", (m_directory / "home").c_str(), 1);
        std::printf("tree: %lld files, %.0f MB, %lld lines, %lld responses in %lld usage lines, %lld broken\n",
            static_cast<long long>(m_expected.files), static_cast<double>(m_expected.bytes) / 1e6,
            static_cast<long long>(m_expected.lines), static_cast<long long>(m_expected.all().responses),
            static_cast<long long>(m_expected.usageLines), static_cast<long long>(m_expected.broken));
    }
    ~ClaudeCodeBench() { fs::remove_all(m_directory); }
    bool measure();

private:
    [[nodiscard]] const fs::path& fresh() const
    {
        fs::remove_all(m_directory);
        fs::create_directories(m_directory);
        return m_directory;
    }
    [[nodiscard]] Ran import(const QString& profile) const
    {
        return run({FUSEBOARD_BIN "/fuseboardctl", "--profile", profile.toStdString(), "import", "claude-code", "--json"},
            m_directory / "ours.json");
    }

    fs::path m_directory = fs::absolute("build/bench-claude-code");
    test::TreeTotals m_expected;
};

bool ClaudeCodeBench::measure()
{
    const std::string other = ccusage();
    std::vector<double> ours, theirs, again, memory;
    std::int64_t wrong = 0;
    for (int round = 0; round < rounds; ++round) { // by turns, so that whatever else the machine does meets both
        if (!other.empty())
            theirs.push_back(run({other, "daily", "--offline", "--json"}, m_directory / "theirs.json").seconds);
        const QString place = QString::fromStdString((m_directory / ("profile" + std::to_string(round))).string());
        if (!Profile::under(place).create())
            return false;
        const Ran first = import(place), second = import(place);
        ours.push_back(first.seconds);
        again.push_back(second.seconds);
        memory.push_back(first.megabytes);
        wrong += differences(first.output, m_expected) + differences(second.output, m_expected);
    }
    const double size = static_cast<double>(m_expected.bytes) / 1e6;
    std::printf("\n%-44s %10s %10s %10s\n", "median of three", "seconds", "MB/s", "RSS MB");
    const auto row = [&](const char* what, const std::vector<double>& seconds, double megabytes) {
        std::printf("%-44s %10.3f %10.0f %10.0f\n", what, median(seconds), size / median(seconds), megabytes);
    };
    row("import claude-code: parse, price, store", ours, median(memory));
    row("the same again, nothing changed", again, 0);
    if (!other.empty())
        row("ccusage daily --offline --json", theirs, 0);
    else
        std::printf("skipped: ccusage is not here; set CCUSAGE to it\n");
    bool good = ratio("claude-code-differences", static_cast<double>(wrong), Goal::atMost, 0);
    good = ratio("claude-code-rss-mb", *std::ranges::max_element(memory), Goal::atMost, 150) && good;
    good = ratio("claude-code-again-seconds", median(again), Goal::atMost, 0.3) && good;
    if (!other.empty())
        good = ratio("claude-code-times-ccusage", median(theirs) / median(ours), Goal::atLeast, 2) && good;
    return good;
}

} // namespace

int main(int argc, char** argv)
{
    const std::int64_t megabytes = argc > 1 ? std::atoll(argv[1]) : 1000;
    if (megabytes < 1)
        return 2;
    ClaudeCodeBench bench(megabytes * 1'000'000, argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1);
    return bench.measure() ? 0 : 1;
}
