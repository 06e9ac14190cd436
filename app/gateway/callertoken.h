// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/headers.h"

namespace fuseboard::gateway {

/// The secret a caller shows, as Bearer or x-api-key in either dialect; empty where there is none or two differ.
std::string callerToken(const http::Headers& headers);

} // namespace fuseboard::gateway
