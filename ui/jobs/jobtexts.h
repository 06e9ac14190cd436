// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/jobbook.h"

#include <QString>

namespace fuseboard {

/// "Loading the history of OpenAI"
QString jobTitle(const Job& job);
/// "12 of 90 days", "Paused at 12 of 90 days", or what it waits for; empty where nothing is known of how far it is.
QString jobProgressText(const Job& job);
/// What became of one, in one sentence.
QString jobEndText(const EndedJob& ended);
/// For the foot of the window: "Loading history: 12 of 90 days", "3 jobs run", "Jobs".
QString jobsSummary(const JobBook& book);

} // namespace fuseboard
