// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/keptcaller.h"

#include <array>
#include <charconv>
#include <strings.h>

namespace fuseboard::test {

void KeptCaller::forget()
{
    m_answer.clear();
    m_bodyAt = m_length = 0;
    m_chunked = m_busy = false;
}

bool KeptCaller::send(std::string_view request)
{
    forget();
    m_busy = true;
    m_sentAt = std::chrono::steady_clock::now();
    return m_socket.send(request);
}

bool KeptCaller::receive()
{
    std::array<char, 16 * 1024> bytes; // filled by recv
    const auto size = ::recv(m_socket.fd(), bytes.data(), bytes.size(), 0);
    m_receivedAt = std::chrono::steady_clock::now();
    if (size <= 0)
        return false;
    m_answer.append(bytes.data(), static_cast<std::size_t>(size));
    if (m_bodyAt == 0)
        readHead();
    m_busy = m_busy && !isWhole();
    return true;
}

void KeptCaller::readHead()
{
    const auto end = m_answer.find("\r\n\r\n");
    if (end == std::string::npos)
        return;
    m_bodyAt = end + 4;
    m_chunked = true; // our answers have one or the other
    for (auto at = m_answer.find("\r\n"); at < end; at = m_answer.find("\r\n", at + 2))
        if (::strncasecmp(m_answer.c_str() + at + 2, "content-length:", 15) == 0) {
            m_length = std::stoul(m_answer.substr(at + 17, 20));
            m_chunked = false;
        }
}

bool KeptCaller::isWhole() const
{
    if (m_bodyAt == 0)
        return false;
    return m_chunked ? m_answer.ends_with("\r\n0\r\n\r\n") : m_answer.size() >= m_bodyAt + m_length;
}

int KeptCaller::status() const
{
    int status = 0;
    if (m_answer.size() >= 12)
        std::from_chars(m_answer.data() + 9, m_answer.data() + 12, status);
    return status;
}

} // namespace fuseboard::test
