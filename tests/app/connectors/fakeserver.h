// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

#include <functional>

namespace fuseboard::test {

/// An HTTP server on a free port of this machine that answers what it is told to, byte by byte if need be, and closes.
class FakeServer : public QTcpServer {
    Q_OBJECT
public:
    /// Gets the request's head; what it returns goes on the wire as it is.
    using Handler = std::function<QByteArray(const QByteArray& head)>;

    explicit FakeServer(Handler handler);
    [[nodiscard]] std::string url() const;
    [[nodiscard]] const QList<QByteArray>& heads() const { return m_heads; }
    /// Sends one byte each so many milliseconds, for ever after the end of the answer nothing.
    void setDrip(std::chrono::milliseconds each) { m_drip = each; }

    /// A well-formed answer.
    static QByteArray answer(int status, const QByteArray& body, const QByteArray& headers = {});

private:
    void serve(QTcpSocket* socket);
    void send(QTcpSocket* socket, const QByteArray& bytes);

    Handler m_handler;
    QList<QByteArray> m_heads;
    std::chrono::milliseconds m_drip {0};
};

} // namespace fuseboard::test
