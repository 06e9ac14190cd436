// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fuseboard {

/// "14 people", "1 person": counts with their noun, right in English without a translation loaded.
QString peopleText(std::int64_t count);
QString agentsText(std::int64_t count);
QString keysText(std::int64_t count);
QString daysText(std::int64_t count);
QString requestsText(std::int64_t count);
QString placesText(std::int64_t count);
QString othersText(std::int64_t count);

} // namespace fuseboard
