// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace fuseboard {

/// "github.com/acme/shop" of any spelling of a remote's address; never with a user, a password or a port.
std::string plainRemote(std::string_view url);

/// The address of `origin`, else of the first remote, of the repository a directory lies in; empty where there is none.
/// Reads git's files and runs nothing.
std::string gitRemoteOf(const std::filesystem::path& directory);

} // namespace fuseboard
