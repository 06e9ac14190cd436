// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace fuseboard {

/// Of a file with a JSON object on each line, in order. A file that is missing has none; lines that are none are passed over.
std::vector<QJsonObject> readJsonLines(const QString& file);
/// On a line of its own, also after one that broke off. `fileUnwritable`: it may be there in part.
Result<void> appendJsonLine(const QString& file, const QJsonObject& document);

} // namespace fuseboard
