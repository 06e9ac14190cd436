// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace fuseboard::test {

/// Two managers freeze and resume, somebody else meddles, places die and forget, requests get lost: 25 events drawn by the
/// seed, then quiet. Empty, or what did not end as `contracts/ADMIN.md` says.
std::string interleavingFault(unsigned seed);

} // namespace fuseboard::test
