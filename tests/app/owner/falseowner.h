// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/ownerprotocol.h"
#include "support/rawsocket.h"

#include <QFile>
#include <QJsonDocument>

#include <atomic>
#include <functional>
#include <thread>

namespace fuseboard::test {

/// A program at a profile's owner.sock that says exactly what a test wants, in a thread of its own: this one may be busy. One
/// connection at a time; each ends with its script.
class FalseOwner {
public:
    using Script = std::function<void(RawSocket& peer)>;

    FalseOwner(const QString& path, Script script)
        : m_listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        QFile::remove(path);
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        path.toStdString().copy(address.sun_path, sizeof address.sun_path - 1);
        m_isListening = ::bind(m_listening, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0
            && ::listen(m_listening, 5) == 0;
        m_thread = std::thread([this, script = std::move(script)] {
            for (int fd = accept(); fd >= 0; fd = accept()) {
                RawSocket peer(fd);
                m_peer = fd;
                script(peer);
                m_peer = -1;
            }
        });
    }
    ~FalseOwner()
    {
        ::shutdown(m_listening, SHUT_RDWR);
        if (m_peer >= 0)
            ::shutdown(m_peer, SHUT_RDWR);
        m_thread.join();
        ::close(m_listening);
    }
    [[nodiscard]] bool isListening() const { return m_isListening; }
    [[nodiscard]] int connections() const { return m_connections; }

    static std::string line(const QJsonObject& object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n';
    }
    /// What an owner says first.
    static std::string introduction(int protocol = ownerProtocol)
    {
        const OwnerIntroduction owner {.protocol = protocol,
            .program = QStringLiteral("falseowner"),
            .version = QStringLiteral("9.9"),
            .process = 4711,
            .hasWindow = false,
            .stays = true,
            .zone = "Etc/UTC",
            .fiscalDay = 1,
            .currency = Currency::usd()};
        return line({{QStringLiteral("ok"), true}, {QStringLiteral("owner"), introductionDocument(owner)}});
    }

private:
    int accept()
    {
        const int fd = ::accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
        m_connections += fd >= 0 ? 1 : 0;
        return fd;
    }

    int m_listening;
    std::atomic<int> m_peer = -1, m_connections = 0;
    bool m_isListening = false;
    std::thread m_thread;
};

} // namespace fuseboard::test
