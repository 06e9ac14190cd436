// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/team.h"

#include <QByteArray>
#include <QString>

namespace fuseboard {

/// The profile's secret from which each team's probe token is made, so that no token needs to be kept.
class ProbeKey {
public:
    /// Reads `state/probe.key`, or makes it (32 bytes of chance, 0600). One of another length, or that others can read, is
    /// refused: it is never replaced, as gateways know its tokens.
    static Result<ProbeKey> open(const QString& file);
    explicit ProbeKey(QByteArray secret);

    /// `fbp-` and 48 hex digits.
    [[nodiscard]] QByteArray token(const TeamId& team) const;
    /// The token as a policy lists it: by its SHA-256, marked as a probe.
    [[nodiscard]] CallerKey callerKey(const TeamId& team) const;

private:
    QByteArray m_secret;
};

} // namespace fuseboard
