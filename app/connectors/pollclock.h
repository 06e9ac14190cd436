// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <QElapsedTimer>

#include <optional>

namespace fuseboard {

/// What time it is during one poll: this computer's, until the server's first answer says otherwise. Goes on steadily,
/// whatever happens to the wall clock meanwhile.
class PollClock {
public:
    /// `local`: this computer's time now.
    explicit PollClock(Instant local);

    /// Before each request; a slow answer is not a wrong clock.
    void sending();
    /// The answer's Date, if it has one; only the first of a poll counts.
    void heard(const std::optional<Instant>& serverDate);

    [[nodiscard]] Instant now() const;
    /// When the poll began: what it reads is complete up to then.
    [[nodiscard]] Instant begun() const;
    /// By how much the server is ahead of this computer, zero where the answer fits both; empty: it has not said.
    [[nodiscard]] std::optional<std::chrono::seconds> skew() const { return m_skew; }
    /// More than can be shrugged off (SAFETY HI6).
    [[nodiscard]] bool isOff() const;

private:
    [[nodiscard]] Instant local() const;

    Instant m_start, m_sent;
    QElapsedTimer m_elapsed;
    std::optional<std::chrono::seconds> m_skew;
};

} // namespace fuseboard
