// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourcetrial.h"

#include <QString>

namespace fuseboard {

/// What a source that was tried may be read of, in sentences on one line.
QString rightsText(const std::string& name, bool hasKey, const KeyRights& rights);

} // namespace fuseboard
