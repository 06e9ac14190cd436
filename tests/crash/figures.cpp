// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/figures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <format>
#include <iostream>

namespace fuseboard::test {
namespace {

std::vector<std::string>& lines()
{
    static std::vector<std::string> kept;
    return kept;
}

bool allWell = true;

} // namespace

void figure(const std::string& name, double value, double atMost)
{
    const bool well = value <= atMost;
    EXPECT_TRUE(well) << name << " is " << value << ", at most " << atMost;
    allWell = allWell && well;
    lines().push_back(std::format("RATIO {} {:.4g} {:g} {}", name, value, atMost, well ? "ok" : "short"));
}

bool printFigures()
{
    for (const std::string& line : lines())
        std::cout << line << "\n";
    return allWell;
}

std::mt19937 seeded(unsigned usual)
{
    const char* given = std::getenv("FUSEBOARD_SEED");
    const unsigned seed = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : usual;
    std::cout << "seed " << seed << "\n";
    return std::mt19937(seed);
}

double percentile99(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values[(values.size() * 99 + 99) / 100 - 1];
}

} // namespace fuseboard::test
