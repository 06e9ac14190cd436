// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QByteArray>
#include <QString>

namespace fuseboard {

/// The content of a file that nobody else can read or change (ACCEPTANCE E6): refuses (`badConfig`) one that is a symbolic
/// link, no regular file, somebody else's, has rights for others, or is larger. `fileUnreadable` where it can't be opened.
Result<QByteArray> readPrivateFile(const QString& file, qint64 maxBytes);
/// As that, for what is no secret but decides where keys are sent: others may read it, not change it.
Result<QByteArray> readOwnFile(const QString& file, qint64 maxBytes);
/// Whole or not at all, mode 0600 whatever the umask; `fileUnwritable`.
Result<void> writePrivateFile(const QString& file, const QByteArray& content);

} // namespace fuseboard
