// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string>
#include <vector>

namespace fuseboard::test {

/// Connections' bytes: calls that a gateway of GatewayProcess passes on, and such that servers may read in two ways. The same
/// seed makes the same bytes.
class OddRequests {
public:
    explicit OddRequests(std::mt19937 random)
        : m_random(std::move(random))
    {
    }

    /// One to three requests, in the pieces in which they are to be written, and some more that end the connection.
    std::vector<std::string> next();

private:
    struct Made;
    Made plain();
    void vary(Made& made);
    void spoil(Made& made);
    void spoilFirstLine(Made& made);
    void spoilLength(Made& made);
    void spoilCoding(Made& made);
    void spoilFields(Made& made);
    void spoilChunks(Made& made);
    void scratch(std::string& bytes);
    std::string inChunks(const std::string& body);
    std::string request();
    std::string last();

    std::size_t below(std::size_t count) { return m_random() % count; }
    bool oneIn(std::size_t count) { return below(count) == 0; }
    template <class List>
    const auto& any(const List& list)
    {
        return list[below(std::size(list))];
    }

    std::mt19937 m_random;
    int m_number = 0; ///< no two prompts are the same
};

} // namespace fuseboard::test
