// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QString>

namespace fuseboard {

/// The right to own a profile: held while the object lives, given back by the system when the process dies.
class OwnerLock {
public:
    /// Fails with `historyBusy`, whose detail names the process that holds it.
    static Result<OwnerLock> take(const QString& file);
    OwnerLock(OwnerLock&& other) noexcept;
    OwnerLock& operator=(OwnerLock&& other) noexcept;
    ~OwnerLock();

private:
    explicit OwnerLock(int descriptor);
    int m_descriptor = -1;
};

} // namespace fuseboard
