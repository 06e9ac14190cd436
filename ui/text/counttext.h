// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace fuseboard {

/// "14 people", "1 person": counts with their noun, right in English without a translation loaded.
QString peopleText(std::int64_t count);
QString agentsText(std::int64_t count);
QString keysText(std::int64_t count);
QString daysText(std::int64_t count);
QString requestsText(std::int64_t count);
QString mergedText(std::int64_t count); ///< "31 merged requests"
QString placesText(std::int64_t count);
QString othersText(std::int64_t count);
/// A sentence for a source whose answers have such fields, each safe to show; at least one.
QString unknownFieldsText(const QString& source, const QStringList& fields);

} // namespace fuseboard
