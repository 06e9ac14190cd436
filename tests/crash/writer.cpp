// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/writer.h"

#include <array>
#include <csignal>
#include <exception>
#include <iostream>
#include <limits>
#include <poll.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace fuseboard::test {
namespace {

constexpr auto longest = std::chrono::seconds(30);

[[noreturn]] void workApart(const std::function<void(const Acknowledge&)>& work, int pipe)
{
    int code = 0;
    try {
        work([pipe](std::int64_t act) {
            if (::write(pipe, &act, sizeof act) != sizeof act)
                ::_exit(4);
        });
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << std::endl;
        code = 3;
    }
    ::_exit(code);
}

/// Whether there was one more, before the end of the pipe and of the time.
bool readOne(int pipe, std::vector<std::int64_t>& into, std::chrono::steady_clock::time_point until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd waiting {pipe, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
        return false;
    std::int64_t act = 0;
    if (::read(pipe, &act, sizeof act) != sizeof act)
        return false;
    into.push_back(act);
    return true;
}

} // namespace

bool Ending::wasKilled() const { return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL; }

int Ending::exitCode() const { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

Ending runAndKill(const std::function<void(const Acknowledge&)>& work, std::size_t acts, std::chrono::microseconds more)
{
    std::array<int, 2> pipe {};
    if (::pipe(pipe.data()) != 0)
        return {.acknowledged = {}, .status = -1};
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(pipe[0]);
        workApart(work, pipe[1]);
    }
    ::close(pipe[1]);
    Ending ended;
    const auto until = std::chrono::steady_clock::now() + longest;
    while (ended.acknowledged.size() < acts && readOne(pipe[0], ended.acknowledged, until)) { }
    std::this_thread::sleep_for(more);
    ::kill(child, SIGKILL);
    ::waitpid(child, &ended.status, 0);
    while (readOne(pipe[0], ended.acknowledged, until)) { }
    ::close(pipe[0]);
    return ended;
}

Ending runApart(const std::function<void(const Acknowledge&)>& work)
{
    return runAndKill([&](const Acknowledge& acknowledge) { work(acknowledge); }, std::numeric_limits<std::size_t>::max(), {});
}

} // namespace fuseboard::test
