// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history.h"

#include <QByteArray>
#include <QString>

namespace fuseboard {

/// What the sandbox's `company.json` says of its company and its provider.
struct CompanyDocument {
    QString account; ///< also the name of the upstream
    QString adminKeyFile, upstreamKeyFile;
    Organisation organisation; ///< teams, callers' keys, budgets and rules
};

/// `since`: from when on the budgets hold. A document that breaks its contract is a `badDocument` that names the member.
Result<CompanyDocument> parseCompany(const QByteArray& json, Instant since);

} // namespace fuseboard
