// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/pinnedprogram.h"

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <format>
#include <fstream>
#include <sched.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace fuseboard::bench {
namespace {

std::chrono::nanoseconds timeOf(const std::filesystem::path& task)
{
    std::int64_t running = 0; // the first figure (Documentation/scheduler/sched-stats.rst)
    std::ifstream(task / "schedstat") >> running;
    return std::chrono::nanoseconds(running);
}

std::filesystem::directory_iterator threadsOf(pid_t pid)
{
    return std::filesystem::directory_iterator(std::format("/proc/{}/task", pid));
}

} // namespace

void pinThisThread(int processor)
{
    if (processor == anyProcessor)
        return;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(static_cast<std::size_t>(processor), &set);
    ::sched_setaffinity(0, sizeof set, &set);
}

PinnedProgram::PinnedProgram(const std::vector<std::string>& command, int processor, const std::string& until, std::string* out)
{
    std::vector<std::string> words = command;
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    int ends[2] = {};
    if (::pipe2(ends, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    m_pid = ::fork();
    if (m_pid == 0) {
        pinThisThread(processor);
        ::dup2(ends[1], 1);
        ::execvp(argv[0], argv.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    char piece[4096];
    while (out && !out->contains(until)) {
        const auto size = ::read(ends[0], piece, sizeof piece);
        if (size <= 0)
            break;
        out->append(piece, static_cast<std::size_t>(size));
    }
    ::close(ends[0]);
}

PinnedProgram::~PinnedProgram()
{
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

std::chrono::nanoseconds PinnedProgram::processorTime() const
{
    std::chrono::nanoseconds sum {};
    for (const auto& thread : threadsOf(m_pid))
        sum += timeOf(thread.path());
    return sum;
}

std::chrono::nanoseconds PinnedProgram::busiestThread() const
{
    std::chrono::nanoseconds most {};
    for (const auto& thread : threadsOf(m_pid))
        most = std::max(most, timeOf(thread.path()));
    return most;
}

double PinnedProgram::residentMiB() const
{
    std::ifstream file(std::format("/proc/{}/status", m_pid));
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("VmRSS:"))
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

std::ptrdiff_t PinnedProgram::descriptors() const
{
    return std::distance(
        std::filesystem::directory_iterator(std::format("/proc/{}/fd", m_pid)), std::filesystem::directory_iterator());
}

} // namespace fuseboard::bench
