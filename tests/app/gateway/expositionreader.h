// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace fuseboard::test {

/// A text in Prometheus' exposition format 0.0.4, read strictly.
struct Exposition {
    using Labels = std::map<std::string, std::string>;
    struct Family {
        std::string type, help;
    };
    struct Sample {
        std::string name;
        Labels labels;
        double value = 0;
    };
    std::map<std::string, Family> families;
    std::vector<Sample> samples;
    std::vector<std::string> faults; ///< what a scraper would refuse or misread, each with its line

    /// The sum of the samples of that name with at least these labels.
    [[nodiscard]] double sum(const std::string& name, const Labels& labels = {}) const;
};

Exposition readExposition(const std::string& text);

} // namespace fuseboard::test
