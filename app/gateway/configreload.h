// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/config.h"

namespace fuseboard::gateway {

/// `gateway.toml`, read anew for a gateway that runs. What takes a restart stays as it runs, and `warnings` names it.
Result<Config> rereadConfig(const Config& running);

} // namespace fuseboard::gateway
