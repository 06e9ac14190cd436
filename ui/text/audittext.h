// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditentry.h"

#include <QString>

namespace fuseboard {

/// The first row of the audit log that is not as it was written, and what is wrong with it.
QString faultText(const AuditFault& fault);
/// What a check of the whole log found. `place` is where heads are remembered.
QString checkText(const AuditCheck& check, const QString& place);
/// How an act ended. The log's own words, which scripts read, become a person's; what follows them stays as it was told.
QString resultText(const std::string& result, int longest);
/// As it was written, and a place outside the log vouches for its end; an empty log too.
bool isGood(const AuditCheck& check);

} // namespace fuseboard
