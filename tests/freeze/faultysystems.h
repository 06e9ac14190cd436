// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "freeze/leverfaults.h"
#include "switchboard/lever.h"

#include <QString>

#include <functional>
#include <memory>

namespace fuseboard {
class HttpClient;
}

namespace fuseboard::test {

/// A system over real sockets that a lever of ours controls, and that goes wrong when it is told to.
class FaultySystem {
public:
    virtual ~FaultySystem() = default;
    /// Asked for in the switchboard's thread. `directory` keeps what the lever must remember.
    [[nodiscard]] virtual std::unique_ptr<Lever> lever(HttpClient& http, const QString& directory) const = 0;
    /// Whether a call of Payments would be let through now.
    [[nodiscard]] virtual bool serves() = 0;
    virtual void begin(LeverFault fault) = 0;
    virtual void strike(LeverFault fault, unsigned dice) = 0;
    virtual void mend() = 0;
    /// What it was asked that its contract does not know.
    [[nodiscard]] virtual QString complaints() const = 0;

    /// `directory` is its own, and exists.
    static std::unique_ptr<FaultySystem> make(LeverKind kind, const QString& directory);
};

} // namespace fuseboard::test
