// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/profile.h"

namespace fuseboard::bench {

/// Ends the benchmark with a sentence on standard error.
[[noreturn]] void giveUp(const QString& why);

/// A profile with all hours of the benchmarks' company up to now, whose source answers nothing; how many rows. One that is
/// there already is used again.
std::int64_t fill(const Profile& profile);

/// Of a process: a line of `/proc/PID/status` that tells kB, as megabytes.
double megabytesOf(qint64 process, const QByteArray& line);

} // namespace fuseboard::bench
