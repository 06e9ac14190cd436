// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace fuseboard::bench {

/// Seconds that the work takes, by the steady clock.
double secondsOf(const std::function<void()>& work);

double median(std::vector<double> values);
/// The value below which that share of them lies, 0 to 1.
double quantile(std::vector<double> values, double share);

/// Ends a benchmark: `RATIO <name> <value> <goal> ok|short`. False where it is short.
enum class Goal { atLeast, atMost };
bool ratio(const std::string& name, double value, Goal goal, double limit);

} // namespace fuseboard::bench
