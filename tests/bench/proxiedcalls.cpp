// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/proxiedcalls.h"

#include "support/rawsocket.h"

#include <algorithm>
#include <atomic>
#include <format>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

namespace fuseboard::bench {
namespace {

/// How many bytes a whole answer has, or 0 where its head is not complete yet.
std::size_t wholeLength(const std::string& answer)
{
    const auto head = answer.find("\r\n\r\n");
    if (head == std::string::npos)
        return 0;
    std::string lower = answer.substr(0, head);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (const auto at = lower.find("\r\ncontent-length:"); at != std::string::npos)
        return head + 4 + std::stoul(lower.substr(at + 17));
    const auto end = answer.find("\r\n0\r\n\r\n", head);
    return end == std::string::npos ? 0 : end + 7;
}

bool callOnce(test::RawSocket& connection, const std::string& request)
{
    std::string answer;
    if (!connection.send(request))
        return false;
    for (std::size_t whole = 0; whole == 0 || answer.size() < whole; whole = wholeLength(answer)) {
        const std::string more = connection.receive();
        if (more.empty())
            return false;
        answer += more;
    }
    return answer.starts_with("HTTP/1.1 200");
}

} // namespace

std::chrono::microseconds processorTime(pid_t process)
{
    std::ifstream file(std::format("/proc/{}/stat", process));
    std::string words;
    std::getline(file, words);
    words.erase(0, words.rfind(')') + 1); // the program's name may contain anything
    std::istringstream fields(words);
    std::string skipped;
    for (int i = 0; i < 11; ++i) // proc_pid_stat(5): utime is the 14th field, stime the 15th
        fields >> skipped;
    std::int64_t user = 0, system = 0;
    fields >> user >> system;
    return std::chrono::microseconds((user + system) * 1'000'000 / ::sysconf(_SC_CLK_TCK));
}

int call(const Proxy& proxy, int calls, int connections)
{
    std::atomic<int> left = calls, failed = 0;
    std::vector<std::jthread> callers;
    for (int i = 0; i < connections; ++i)
        callers.emplace_back([&] {
            test::RawSocket connection = test::RawSocket::tcp(proxy.port);
            while (left.fetch_sub(1) > 0) {
                if (callOnce(connection, proxy.request))
                    continue;
                ++failed;
                connection = test::RawSocket::tcp(proxy.port);
            }
        });
    callers.clear();
    return failed;
}

} // namespace fuseboard::bench
