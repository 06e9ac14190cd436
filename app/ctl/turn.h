// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/ownerlock.h"
#include "owner/profile.h"

#include <QElapsedTimer>

namespace fuseboard {

/// A command's wait for its turn, where another one owns the profile for a moment: ten seconds at most, and after one it says
/// on standard error what it waits for.
class Turn {
public:
    Turn();
    /// Waits a little, and then it is worth another try. False: that was long enough.
    bool wait(const Error& busy);

private:
    QElapsedTimer m_since;
    bool m_said = false;
};

/// The profile's lock, once other commands have let go of it. The window, which keeps it, is not waited for.
Result<OwnerLock> lockInTurn(const Profile& profile);

} // namespace fuseboard
