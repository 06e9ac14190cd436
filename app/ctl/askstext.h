// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"

namespace fuseboard {

QJsonObject asksRequest();
/// `fuseboardctl asks`: a line for each request, those that wait first, and one for each place that does not tell.
QString asksText(const QJsonObject& answer);

/// The request that answers one, out of the owner's list; empty where nobody lists it.
QJsonObject answerRequest(const QJsonObject& asks, const CommandLine& line);
/// Says of a request that nobody lists whether it may be waiting all the same.
QString noSuchAskText(const QJsonObject& asks, const QString& id);
/// `fuseboardctl allow` and `keep`: what is so now.
QString answeredText(const QJsonObject& answer);

} // namespace fuseboard
