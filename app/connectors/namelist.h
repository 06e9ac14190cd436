// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

namespace fuseboard {

/// A page of things with `id` and `name` (a person without one is called by `email`), as several providers list them:
/// `{"data":[…],"has_more":…,"last_id":…}`, the next page being what follows `last_id`.
Result<UsagePage> parseNameList(IdentityName::Kind kind, std::string_view body);

} // namespace fuseboard
