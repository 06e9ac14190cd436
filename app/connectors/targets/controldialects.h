// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/controldialect.h"

namespace fuseboard {

/// The control half of a kind of source in `sources.toml`. Null: that kind has no lever of this sort. `account` is the
/// source's: of some kinds it stands in the paths.
std::shared_ptr<const ControlDialect> controlDialectOf(std::string_view kind, const std::string& account);

} // namespace fuseboard
