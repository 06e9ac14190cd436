// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <cstdint>
#include <vector>

namespace fuseboard {

/// The end of the audit log as it once was. Who knows it sees a cut tail and a log that was written anew as a whole,
/// which the chain alone can't show.
struct AuditHead {
    std::int64_t sequence = 0;
    std::string hash;
    bool operator==(const AuditHead&) const = default;
};

/// A place outside the history that remembers heads: a file, a keyring, another manager's computer.
class AuditHeads {
public:
    virtual ~AuditHeads() = default;
    /// What people know the place by.
    [[nodiscard]] virtual std::string name() const = 0;
    /// In any order, the same one perhaps twice; none where nothing was remembered yet.
    [[nodiscard]] virtual Result<std::vector<AuditHead>> all() const = 0;
    /// Durable on return. What was remembered before stays.
    virtual Result<void> remember(const AuditHead& head) = 0;
};

} // namespace fuseboard
