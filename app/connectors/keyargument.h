// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fuseboard {

/// Whether somebody gave a key or a passphrase as an argument, where every program on the computer can read it (ACCEPTANCE
/// E7). Such a line is refused before anything repeats it.
bool hasKeyArgument(int argc, const char* const* argv);

} // namespace fuseboard
