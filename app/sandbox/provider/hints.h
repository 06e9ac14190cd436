// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/json/object.hpp>

#include <map>
#include <string>

namespace fuseboard::sandbox {

/// Name without prefix → text.
using Hints = std::map<std::string, std::string, std::less<>>;

/// What a request tells the sandbox (`ModelCall`); unknown names are kept, so that a caller can be told of them.
Hints hintsOf(const boost::json::object& request);

} // namespace fuseboard::sandbox
