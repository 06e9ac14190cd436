// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QByteArray>

namespace fuseboard {

/// The plain bytes of a gzip body. Stops at `maxBytes` of them (`tooLarge`), so that a bomb costs no more than that; a
/// body without its end is `cutOff`, one that is no gzip or goes on behind its end is `badAnswer`.
Result<QByteArray> gunzip(const QByteArray& packed, qint64 maxBytes);

} // namespace fuseboard
