// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/keptcaller.h"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace fuseboard::test {

/// A short call with its nonce, answered by a TallyProvider that way.
std::string callOf(const std::string& model, const std::string& token, const std::string& nonce = "nonce-1");

/// Callers with a connection each, who call again as soon as they are answered, and knock where nobody is there.
class SteadyCallers {
public:
    SteadyCallers(std::uint16_t port, std::string request, int callers);

    std::atomic<int> served = 0, refused = 0, otherwise = 0; ///< 200, 403, and any other status
    std::atomic<int> lost = 0; ///< calls whose connection ended before their answer did
    std::atomic<int> knocks = 0; ///< in vain
    /// Of each call that was served since this was asked last: how long it took.
    std::vector<double> milliseconds();

private:
    void run(const std::stop_token& stop);
    void call(KeptCaller& caller);

    std::uint16_t m_port;
    std::string m_request;
    std::mutex m_mutex;
    std::vector<double> m_milliseconds;
    std::vector<std::jthread> m_threads; ///< last: they use all the others
};

} // namespace fuseboard::test
