// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "owner/documentfields.h"

namespace fuseboard {

/// How a source is doing; what `sourceViewOf` reads is exactly what was written.
QJsonObject sourceDocument(const SourceView& source);
SourceView sourceViewOf(const DocumentFields& fields);

/// Null where nothing waits.
QJsonValue allocationDocument(const std::optional<Progress>& job);
std::optional<Progress> allocationOf(const DocumentFields& fields, QLatin1StringView name);

} // namespace fuseboard
