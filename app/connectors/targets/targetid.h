// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"

namespace fuseboard {

/// An id that can stand in a path. A fault where it is empty, or `.` or `..`, which would lead to another path.
std::string targetId(json::Object& object, std::string_view name, const std::string& path);

} // namespace fuseboard
