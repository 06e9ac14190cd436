// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <string_view>
#include <vector>

namespace fuseboard::gateway {

/// Why a text is not JSON, for whoever wrote it: "is not JSON: line 3, column 14: what stands there is not as JSON has it". It
/// shows nothing of the text. Empty: it is JSON.
std::string jsonFault(std::string_view text);
/// The same in place of the parser's own words, where the document as a whole is at fault.
std::vector<Error> explained(std::vector<Error> faults, std::string_view text);

} // namespace fuseboard::gateway
