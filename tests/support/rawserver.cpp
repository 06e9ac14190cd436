// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rawserver.h"

#include <sys/socket.h>

namespace fuseboard::test {

void RawServer::reset(QIODevice& connection)
{
    auto& socket = dynamic_cast<QTcpSocket&>(connection);
    const linger hard {.l_onoff = 1, .l_linger = 0};
    setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    socket.abort();
}

void RawServer::read(QIODevice& connection)
{
    QByteArray& buffer = m_buffers[&connection];
    buffer += connection.readAll();
    const qsizetype head = buffer.indexOf("\r\n\r\n");
    if (head < 0)
        return;
    const QByteArray lower = buffer.first(head).toLower();
    const qsizetype field = lower.indexOf("content-length:");
    qsizetype end = head + 4;
    if (field >= 0) {
        const qsizetype value = field + 15;
        end +=
            lower.mid(value, lower.indexOf('\r', value) < 0 ? -1 : lower.indexOf('\r', value) - value).trimmed().toLongLong();
    }
    if (buffer.size() < end)
        return;
    const QByteArray request = buffer.first(end);
    buffer.remove(0, end);
    m_requests.append(request);
    m_handler(connection, request);
}

} // namespace fuseboard::test
