// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"
#include "owner/profile.h"
#include "store/spending.h"

#include <QJsonArray>

#include <vector>

namespace fuseboard {

/// By model: source, account, calls, tokens, first and last UTC day.
QJsonArray unpricedDocument(const std::vector<UnpricedUsage>& unpriced);
/// The same as a table for a terminal, with what it means; empty where all has a price.
QString unpricedText(const QJsonArray& unpriced);

/// Adds the usage without a price of the status's period, read beside the owner: `unpriced`, or null and `unpricedFault` where
/// it can't be read.
void addUnpriced(QJsonObject& status, const Profile& profile);

/// `prices show --unpriced`: of a month, by UTC days. Reads only; needs no owner.
ExitCode showUnpriced(const CommandLine& line, const Profile& profile);

} // namespace fuseboard
