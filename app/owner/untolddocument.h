// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/untold.h"
#include "owner/documentfields.h"

#include <QJsonArray>

namespace fuseboard {

/// What `untoldOf` reads from the member `untold` is exactly what was written.
QJsonArray untoldDocument(const UntoldDays& untold);
UntoldDays untoldOf(const DocumentFields& fields);

} // namespace fuseboard
