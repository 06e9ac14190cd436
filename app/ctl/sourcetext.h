// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace fuseboard {

/// An instant of the owner's, "–" where it is null.
QString localTime(const QString& utc, const QString& format);

/// What a person should know of a source beyond its last answer: its clock, its past, its last error. Lines that begin with
/// two spaces; empty where there is nothing.
QString sourceTroubles(const QJsonObject& source);
/// All sources of a status, each with all that is known of it.
QString sourcesText(const QJsonObject& status);
/// What was done to a source; empty where the request says it all.
QString sourceDoneText(const QString& request, const QJsonObject& answer);

} // namespace fuseboard
