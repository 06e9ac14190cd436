// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzztrial.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <format>
#include <mutex>
#include <set>
#include <thread>
#include <unistd.h>

namespace fuseboard::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double allowedMs = 100; // ACCEPTANCE G4
constexpr double suspectMs = 10; // from here on it is read again: others use the machine too
constexpr auto hungAfter = std::chrono::seconds(10);
constexpr std::size_t shownBytes = 2000;

std::string escaped(std::string_view input)
{
    std::string out;
    for (const char c : input.substr(0, shownBytes))
        out += c >= ' ' && c < 0x7f && c != '"' && c != '\\' ? std::string(1, c)
                                                             : std::format("\\{:03o}", static_cast<unsigned char>(c));
    return input.size() > shownBytes ? out + std::format("… ({} bytes)", input.size()) : out;
}

/// What is read now, for the last words of a process that it ends.
std::atomic<const std::string*> current = nullptr;

/// In a handler of a signal: nothing but the system's own write.
void tell(std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(2, text.data(), text.size());
        if (written <= 0)
            return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

extern "C" void tellCurrent(int number)
{
    constexpr std::string_view digits = "0123456789abcdef";
    tell("\nthe input that ended it, in hex: ");
    if (const std::string* input = current)
        for (const char c : *input) {
            const auto byte = static_cast<unsigned char>(c);
            tell(digits.substr(byte >> 4U, 1));
            tell(digits.substr(byte & 15U, 1));
        }
    tell("\n");
    std::signal(number, SIG_DFL);
    std::raise(number);
}

/// Ends the process where the count stands still.
class Watchdog {
public:
    explicit Watchdog(const std::atomic<std::size_t>& count)
        : m_thread([this, &count](const std::stop_token& stop) {
            std::unique_lock lock(m_mutex);
            for (std::size_t last = count; !m_changed.wait_for(lock, stop, hungAfter, [&] { return stop.stop_requested(); });) {
                if (count == last)
                    std::abort();
                last = count;
            }
        })
    {
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::jthread m_thread; ///< last: it uses the others
};

class Trial {
public:
    explicit Trial(const FuzzTarget& target)
        : m_target(target)
    {
        for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
            std::signal(number, tellCurrent);
    }
    ~Trial()
    {
        for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
            std::signal(number, SIG_DFL);
    }
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    /// Whether it was accepted in a way that none was before.
    bool tryOne(const std::string& input)
    {
        current = &input;
        double took = 0;
        const Reading reading = read(input, took);
        for (int again = 0; again < 2 && took > suspectMs; ++again) {
            double once = 0;
            read(input, once);
            took = std::min(took, once);
        }
        current = nullptr;
        m_out.slowestMs = std::max(m_out.slowestMs, took);
        if (!reading.fault.empty())
            note(reading.fault, input);
        if (took > allowedMs)
            note(std::format("{:.0f} ms", took), input);
        m_out.accepted += reading.accepted ? 1 : 0;
        m_count = ++m_out.inputs;
        return m_kinds.insert(reading.kind).second && reading.accepted;
    }
    Fuzzed done() &&
    {
        m_out.kinds = m_kinds.size();
        return std::move(m_out);
    }

private:
    Reading read(const std::string& input, double& ms) const
    {
        const auto start = Clock::now();
        Reading out;
        try {
            out = m_target.read(input);
        } catch (const std::exception& thrown) {
            out = {.kind = "thrown", .fault = std::string("throws: ") + thrown.what()};
        }
        ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
        return out;
    }
    void note(const std::string& fault, const std::string& input)
    {
        if (m_faults.insert(fault).second && m_out.findings.size() < 20)
            m_out.findings.push_back(m_target.name + ": " + fault + ": \"" + escaped(input) + "\"");
    }

    const FuzzTarget& m_target;
    Fuzzed m_out;
    std::set<std::string> m_kinds, m_faults;
    std::atomic<std::size_t> m_count = 0;
    Watchdog m_watchdog {m_count};
};

} // namespace

Fuzzed fuzz(const FuzzTarget& target, unsigned seed, std::size_t most, std::chrono::seconds longest)
{
    Trial trial(target);
    Mutator mutator(target.inputs, seed);
    const auto start = Clock::now();
    for (const std::string& input : target.inputs.corpus)
        trial.tryOne(input);
    for (std::size_t i = target.inputs.corpus.size(); i < most && Clock::now() - start < longest; ++i)
        if (std::string input = mutator.next(); trial.tryOne(input))
            mutator.keep(std::move(input));
    Fuzzed out = std::move(trial).done();
    out.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return out;
}

} // namespace fuseboard::test
