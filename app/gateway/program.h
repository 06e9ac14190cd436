// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <filesystem>
#include <string>

namespace fuseboard::gateway {

/// Makes `holds.db` and `ledger.db`; neither may be there already.
Result<void> initialise(const std::filesystem::path& directory);
/// Serves until SIGTERM or SIGINT, then lets running calls end.
Result<void> serve(const std::filesystem::path& configFile);
/// One sentence: what thing, what happened.
std::string sentence(const Error& error);

} // namespace fuseboard::gateway
