// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/doorright.h"
#include "connectors/sharedkeys.h"

namespace fuseboard {

/// What we show at a gateway's admin door: nothing (a socket trusts our uid), one token for all, or one for each right.
/// Copies share them.
class DoorTokens {
public:
    DoorTokens() = default;
    /// For all rights; whether the token has them, only the gateway knows.
    explicit DoorTokens(const QByteArray& token) { setForAll(token); }
    void setForAll(const QByteArray& token)
    {
        for (const DoorRight right : allDoorRights)
            m_tokens.set(right, token);
    }
    /// From now on the rights that have no token of their own are lacking.
    void requireEach() { m_each = true; }
    void set(DoorRight right, const QByteArray& token) { m_tokens.set(right, token); }

    [[nodiscard]] bool lacks(DoorRight right) const { return m_each && !m_tokens.contains(right); }
    /// Empty: none is shown.
    [[nodiscard]] QByteArray of(DoorRight right) const { return m_tokens.of(right); }

private:
    SharedKeys<DoorRight> m_tokens;
    bool m_each = false;
};

} // namespace fuseboard
