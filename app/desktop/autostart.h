// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QStringList>

namespace fuseboard {

/// Has the person's session start this program at login with these arguments, or no longer
/// (freedesktop.org's Desktop Application Autostart Specification). `fileUnwritable`.
Result<void> setAutostart(bool starts, const QStringList& arguments);

} // namespace fuseboard
