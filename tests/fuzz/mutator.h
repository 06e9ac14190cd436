// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace fuseboard::test {

/// What inputs of a parser look like.
struct Inputs {
    std::vector<std::string> corpus; ///< where the changes start; not empty
    std::vector<std::string> dictionary; ///< what the parser looks for
    std::size_t longest = 4096; ///< bytes
    bool keepsSize = false; ///< a file of pages: what is inserted would only move them
};

/// Changes inputs one to a few times each, by its seed alone: the same seed makes the same inputs everywhere.
class Mutator {
public:
    Mutator(Inputs inputs, unsigned seed);

    [[nodiscard]] std::string next();
    /// The input was accepted in a way that none was before: others start from it.
    void keep(std::string input);
    [[nodiscard]] const std::vector<std::string>& corpus() const { return m_inputs.corpus; }
    /// Below so much; 0 of none.
    std::size_t below(std::size_t count);

private:
    void changeInPlace(std::string& input);
    void changeSize(std::string& input);
    void flip(std::string& input);
    void replaceLetter(std::string& input);
    void replaceNumber(std::string& input);
    void putToken(std::string& input, bool over);
    void splice(std::string& input);
    void repeat(std::string& input);
    [[nodiscard]] const std::string& any(const std::vector<std::string>& of) { return of[below(of.size())]; }

    Inputs m_inputs;
    std::mt19937_64 m_random;
    std::size_t m_given; ///< of the corpus; what was kept stands behind
};

} // namespace fuseboard::test
