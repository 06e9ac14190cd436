// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/doorright.h"

#include <QByteArray>

#include <map>

namespace fuseboard {

/// What we show at a gateway's admin door: nothing (a socket trusts our uid), one token for all, or one for each right.
class DoorTokens {
public:
    DoorTokens() = default;
    /// For all rights; whether the token has them, only the gateway knows.
    explicit DoorTokens(QByteArray token) { setForAll(std::move(token)); }
    void setForAll(QByteArray token)
    {
        for (const DoorRight right : allDoorRights)
            m_tokens[right] = token;
    }
    /// From now on the rights that have no token of their own are lacking.
    void requireEach() { m_each = true; }
    void set(DoorRight right, QByteArray token) { m_tokens[right] = std::move(token); }

    [[nodiscard]] bool lacks(DoorRight right) const { return m_each && !m_tokens.contains(right); }
    /// Empty: none is shown.
    [[nodiscard]] QByteArray of(DoorRight right) const
    {
        const auto found = m_tokens.find(right);
        return found == m_tokens.end() ? QByteArray() : found->second;
    }

private:
    std::map<DoorRight, QByteArray> m_tokens;
    bool m_each = false;
};

} // namespace fuseboard
