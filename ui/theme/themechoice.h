// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fuseboard {

/// Which scheme the user wants.
enum class ThemeChoice { system, light, dark };

} // namespace fuseboard
