// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keyring/storename.h"

#include <array>
#include <fstream>
#include <string_view>
#include <utility>

namespace fuseboard {

std::string storeName(pid_t process)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known {{
        {"gnome-keyring-d", "GNOME Keyring"}, // the kernel keeps 15 characters
        {"kwalletd5", "KWallet"},
        {"kwalletd6", "KWallet"},
        {"ksecretd", "KWallet"},
        {"keepassxc", "KeePassXC"},
    }};
    std::string name;
    std::ifstream comm("/proc/" + std::to_string(process) + "/comm");
    std::getline(comm, name);
    for (const auto& [program, title] : known)
        if (name == program)
            return std::string(title);
    return name.empty() ? "the keyring" : name;
}

} // namespace fuseboard
