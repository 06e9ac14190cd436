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

/// Ends a benchmark: `RATIO <name> <value> <goal> ok|short`. False where it is short.
enum class Goal { atLeast, atMost };
bool ratio(const std::string& name, double value, Goal goal, double limit);

} // namespace fuseboard::bench
