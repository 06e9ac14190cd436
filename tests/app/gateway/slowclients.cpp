// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slowclients.h"

#include "crash/figures.h"
#include "fountain.h"

namespace fuseboard::test {
namespace {

constexpr int steps = 100; // of a second
constexpr int readersRoom = 4096;

} // namespace

struct SlowClients::Client {
    Slow what = Slow::idle;
    RawSocket socket {};
    Stopwatch sinceOpen {};
};

SlowClients::SlowClients(std::uint16_t port, std::vector<Kind> kinds)
    : m_port(port)
    , m_kinds(std::move(kinds))
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

int SlowClients::count() const
{
    int count = 0;
    for (const Kind& kind : m_kinds)
        count += kind.count;
    return count;
}

std::vector<double> SlowClients::cutAfter(Slow what) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<double> seconds;
    for (const auto& [kind, after] : m_cuts)
        if (kind == what)
            seconds.push_back(after);
    return seconds;
}

void SlowClients::open(Client& client) const
{
    client.socket = RawSocket::tcp(m_port, client.what == Slow::reader ? readersRoom : 0);
    client.sinceOpen = {};
    const std::string whole = Fountain::request();
    if (client.what == Slow::head)
        client.socket.send("P"); // its time begins with the first byte
    else if (client.what == Slow::body)
        client.socket.send(whole.substr(0, whole.find("\r\n\r\n") + 4));
    else if (client.what == Slow::reader)
        client.socket.send(whole);
}

/// False: it was cut.
bool SlowClients::goOn(Client& client)
{
    char byte = 0;
    const auto came = ::recv(client.socket.fd(), &byte, 1, MSG_DONTWAIT);
    if (client.what == Slow::reader)
        return true;
    if (came >= 0 || errno != EAGAIN) // it is told so, or not
        return false;
    if (client.what != Slow::idle)
        ::send(client.socket.fd(), client.what == Slow::head ? "O" : " ", 1, MSG_DONTWAIT | MSG_NOSIGNAL);
    return true;
}

void SlowClients::run(const std::stop_token& stop)
{
    std::vector<Client> clients;
    for (const Kind& kind : m_kinds)
        for (int i = 0; i < kind.count && !stop.stop_requested(); ++i)
            open(clients.emplace_back(Client {kind.what}));
    m_open = true;
    for (std::size_t step = 0; !stop.stop_requested(); step = (step + 1) % steps) {
        for (std::size_t i = step; i < clients.size(); i += steps)
            if (Client& client = clients[i]; client.socket.isOpen() && !goOn(client)) {
                client.socket.close();
                const std::lock_guard lock(m_mutex);
                m_cuts.emplace_back(client.what, client.sinceOpen.seconds());
            }
        std::this_thread::sleep_for(std::chrono::milliseconds(1000 / steps));
    }
}

} // namespace fuseboard::test
