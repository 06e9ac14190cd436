// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "owner/profile.h"

namespace fuseboard {

/// Takes the source of that id out of the file. Refused with `holdsFreeze` while something stopped at it has not been given
/// back: what was there before is recorded under the source's id, and nobody else can undo it; the scopes are the detail.
Result<SourceConfig> removeSource(const Profile& profile, const std::string& id);

} // namespace fuseboard
