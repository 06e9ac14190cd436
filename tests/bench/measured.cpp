// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measured.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace fuseboard::bench {

double secondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double quantile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values.at(static_cast<std::size_t>(share * static_cast<double>(values.size() - 1)));
}

bool ratio(const std::string& name, double value, Goal goal, double limit)
{
    const bool ok = goal == Goal::atLeast ? value >= limit : value <= limit;
    std::printf("RATIO %s %.3f %.3f %s\n", name.c_str(), value, limit, ok ? "ok" : "short");
    return ok;
}

} // namespace fuseboard::bench
