// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/figures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace fuseboard::test {
namespace {

std::vector<Figure>& kept()
{
    static std::vector<Figure> all;
    return all;
}

} // namespace

void figure(const std::string& name, double value, double atMost)
{
    if (isTimed || atMost == 0) {
        EXPECT_LE(value, atMost) << name;
    }
    kept().push_back({name, value, atMost});
}

const std::vector<Figure>& figures() { return kept(); }

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
