// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "sandbox/company/companymodel.h"

#include <filesystem>

namespace fuseboard::sandbox {

/// Somebody who calls: a token and how they usually call.
struct Caller {
    std::string token, team, label;
    bool isPerson = false;
    CallHabit habit;
};

/// The callers of a company.json (`setup.h`) that belong to a team; only `keys` of it is read. A label the company
/// does not know gets the habits of a small chat agent.
Result<std::vector<Caller>> readKeysFile(const std::filesystem::path& path);

} // namespace fuseboard::sandbox
