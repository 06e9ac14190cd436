// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace fuseboard::bench {

/// A whole request with that body, and such fields too.
std::string post(const std::string& body, const std::string& fields = {});
/// A small call that is answered at once.
std::string wholeCall(const std::string& fields = {});

} // namespace fuseboard::bench
