// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/auditwriters.h"

#include "models/store/auditmutations.h"
#include "store/auditheadfile.h"

#include <array>
#include <csignal>
#include <poll.h>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

namespace fuseboard::test {
namespace {

struct Told {
    int number;
    std::int64_t sequence;
};

struct Writer {
    pid_t process = -1;
    int pipe = -1;
    int left = 0; ///< rows until it is killed
};

std::string requestOf(int number) { return "writer-" + std::to_string(number); }

/// In a child: appends rows and tells the number each got.
[[noreturn]] void append(const std::filesystem::path& file, const std::filesystem::path& heads, int from, int pipe)
{
    auto history = History::open(file, HistoryMode::owner);
    if (!history || !(*history)->rememberAuditIn(std::make_shared<AuditHeadFile>(heads)))
        _exit(2);
    for (int number = from;; ++number) {
        AuditEntry entry = auditSample(number);
        entry.requestId = requestOf(number);
        const auto sequence = (*history)->audit(entry);
        if (!sequence || (*history)->auditNotRemembered())
            _exit(3);
        const Told told {number, *sequence};
        if (::write(pipe, &told, sizeof told) != sizeof told)
            _exit(0);
    }
}

Writer start(const std::filesystem::path& file, const std::filesystem::path& heads, int from, int rows)
{
    std::array<int, 2> pipe {};
    if (::pipe(pipe.data()) != 0)
        return {};
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGPIPE, SIG_IGN); // the end of the test
        ::close(pipe[0]);
        append(file, heads, from, pipe[1]);
    }
    ::close(pipe[1]);
    return {child, pipe[0], rows};
}

/// False: killed by us is all it may end by.
bool end(Writer& writer)
{
    ::kill(writer.process, SIGKILL);
    int status = 0;
    const bool known = ::waitpid(writer.process, &status, 0) == writer.process;
    ::close(writer.pipe);
    return known && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

} // namespace

WritersSeen appendFromSeveralProcesses(
    const std::filesystem::path& history, const std::filesystem::path& heads, int writers, int rows, int killAfter)
{
    constexpr int numbersEach = 1'000'000;
    std::mt19937 random(3);
    WritersSeen seen;
    int started = 0;
    const auto patience = [&] {
        return killAfter > 0 ? 1 + static_cast<int>(random() % static_cast<unsigned>(2 * killAfter)) : rows * 2;
    };
    std::vector<Writer> running;
    for (int i = 0; i < writers; ++i)
        running.push_back(start(history, heads, ++started * numbersEach, patience()));
    bool sound = true;
    while (sound && std::ssize(seen.acknowledged) < rows) {
        std::vector<pollfd> waits;
        for (const Writer& writer : running)
            waits.push_back({writer.pipe, POLLIN, 0});
        sound = ::poll(waits.data(), waits.size(), 30'000) > 0; // far beyond what any row takes
        for (std::size_t i = 0; i < running.size(); ++i) {
            Told told {};
            if (waits[i].revents == 0)
                continue;
            sound = sound && ::read(running[i].pipe, &told, sizeof told) == sizeof told;
            seen.acknowledged[requestOf(told.number)] = told.sequence;
            if (--running[i].left > 0)
                continue;
            sound = sound && end(running[i]);
            ++seen.kills;
            running[i] = start(history, heads, ++started * numbersEach, patience());
        }
    }
    for (Writer& writer : running)
        sound = end(writer) && sound;
    if (!sound)
        seen.acknowledged.clear(); // no writer may end by itself
    return seen;
}

std::int64_t missing(const History& history, const WritersSeen& seen)
{
    std::map<std::string, std::int64_t> written;
    for (std::int64_t after = 0;;) {
        const auto page = history.auditEntries(after, 1000);
        if (!page || page->empty())
            break;
        after = page->back().sequence;
        for (const AuditEntry& entry : *page)
            written[entry.requestId] = entry.sequence;
    }
    std::int64_t out = 0;
    for (const auto& [request, sequence] : seen.acknowledged)
        out += written.contains(request) && written[request] == sequence ? 0 : 1;
    return out;
}

} // namespace fuseboard::test
