// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"

class QJsonObject;

namespace fuseboard {

/// The key it is read with. One for freezing stays; other rights of a gateway of ours go.
void readWith(SourceConfig& source, const KeyReference& key);
/// The key a freeze and its resume use; it also reads where no other does.
void freezeWith(SourceConfig& source, const KeyReference& key);

/// Puts into a source what a request says of it, and leaves what it does not speak of: `name`, `key`, `freezeKey` (both
/// references), `interval` (seconds), `workers`, `doors` (a list of addresses), `canaries` (references by team; an empty one
/// takes the team's away). Teams stand as they are written there.
Result<void> change(SourceConfig& source, const QJsonObject& request);

} // namespace fuseboard
