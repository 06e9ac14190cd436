// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/organisation.h"

#include <QJsonObject>

namespace fuseboard {

/// An organisation whole, for the owner's socket; what `organisationOf` reads is exactly what was written.
QJsonObject organisationDocument(const Organisation& organisation);
/// `badDocument` where any of it is not understood, unknown members too: a part taken over in silence would be a change that
/// nobody asked for.
Result<Organisation> organisationOf(const QJsonValue& document);

} // namespace fuseboard
