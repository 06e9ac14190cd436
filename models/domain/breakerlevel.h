// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fuseboard {

/// How far a rule's evidence goes.
enum class BreakerLevel { none, warn, throttle, downgrade, open };

} // namespace fuseboard
