// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "steadycallers.h"

#include <format>

namespace fuseboard::test {

std::string callOf(const std::string& model, const std::string& token, const std::string& nonce)
{
    const std::string body = std::format(R"({{"model":"{}","stream":{},"messages":[{{"role":"user","content":"{}"}}]}})", model,
        model == "ends" ? "true" : "false", nonce);
    return std::format("POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer {}\r\n"
                       "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        token, body.size(), body);
}

SteadyCallers::SteadyCallers(std::uint16_t port, std::string request, int callers)
    : m_port(port)
    , m_request(std::move(request))
{
    for (int i = 0; i < callers; ++i)
        m_threads.emplace_back([this](const std::stop_token& stop) { run(stop); });
}

std::vector<double> SteadyCallers::milliseconds()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_milliseconds, {});
}

void SteadyCallers::run(const std::stop_token& stop)
{
    KeptCaller caller;
    while (!stop.stop_requested()) {
        if (caller.fd() < 0)
            caller.connect(m_port);
        if (caller.fd() >= 0) {
            call(caller);
        } else {
            ++knocks;
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
    }
}

void SteadyCallers::call(KeptCaller& caller)
{
    bool stands = caller.send(m_request);
    while (stands && caller.isBusy())
        stands = caller.receive();
    if (!stands) {
        ++lost;
        caller.socket().close();
        return;
    }
    const int status = caller.status();
    ++(status == 200 ? served : status == 403 ? refused : otherwise);
    if (status != 200)
        return;
    const std::lock_guard lock(m_mutex);
    m_milliseconds.push_back(std::chrono::duration<double, std::milli>(caller.receivedAt() - caller.sentAt()).count());
}

} // namespace fuseboard::test
