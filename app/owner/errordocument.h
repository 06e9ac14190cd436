// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/documentfields.h"

namespace fuseboard {

/// `code`, `subject`, `detail`, and the `sentence` for people.
QJsonObject errorDocument(const Error& error);
/// A code that a newer program has made up becomes `badAnswer` with its sentence as detail.
Error errorOf(const DocumentFields& fields);
/// `{"ok":false,"error":{…}}`
QJsonObject refusal(const Error& error);

} // namespace fuseboard
