// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <sys/types.h>

namespace fuseboard {

/// What people call the keyring that a process is: "KWallet", "GNOME Keyring"; a stranger by its program's name.
std::string storeName(pid_t process);

} // namespace fuseboard
