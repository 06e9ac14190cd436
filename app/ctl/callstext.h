// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"

namespace fuseboard {

/// What the owner is asked for.
QJsonObject callsRequest(const QString& scope = QStringLiteral("organisation/all"));
/// `fuseboardctl calls`: a line for each call, the longest first, and one for each place that does not tell.
QString callsText(const QJsonObject& answer);

/// The request that ends the call, out of the owner's list; empty where nobody lists it.
QJsonObject cutRequest(const QJsonObject& calls, const QString& id, const QString& reason, const QString& confirm);
/// Says of a call that nobody lists whether it may be running all the same.
QString noSuchCallText(const QJsonObject& calls, const QString& id);
/// `fuseboardctl cut`
QString cutText(const QJsonObject& answer, const QString& id);
ExitCode cutCode(const QJsonObject& answer);

} // namespace fuseboard
