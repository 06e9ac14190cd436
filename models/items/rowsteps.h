// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <vector>

namespace fuseboard {

/// One change of a list's rows.
struct RowStep {
    enum class Kind { remove, insert, move };
    Kind kind = Kind::insert;
    int from = 0; ///< row to remove or move
    int to = 0; ///< where to insert or move to; a move goes up
    bool operator==(const RowStep&) const = default;
};

/// How to make the keys `want` out of `have`, step by step: what is gone goes first, then each place is filled by a
/// move or an insertion. Keys may repeat.
template <class Key>
std::vector<RowStep> rowSteps(std::vector<Key> have, const std::vector<Key>& want)
{
    std::vector<RowStep> steps;
    if (have == want)
        return steps;
    std::vector<Key> sorted(want);
    std::ranges::sort(sorted);
    const auto offset = [&have](auto position) { return static_cast<int>(position - have.begin()); };
    for (auto key = have.end(); key != have.begin();) {
        --key;
        if (!std::ranges::binary_search(sorted, *key)) {
            steps.push_back({RowStep::Kind::remove, offset(key), 0});
            key = have.erase(key);
        }
    }
    for (int row = 0; row < static_cast<int>(want.size()); ++row) {
        const Key& key = want[static_cast<std::size_t>(row)];
        const auto found = std::find(have.begin() + std::min<std::ptrdiff_t>(row, std::ssize(have)), have.end(), key);
        if (found == have.end()) {
            steps.push_back({RowStep::Kind::insert, 0, row});
            have.insert(have.begin() + row, key);
        } else if (const int from = offset(found); from != row) {
            steps.push_back({RowStep::Kind::move, from, row});
            std::rotate(have.begin() + row, found, found + 1);
        }
    }
    for (int row = static_cast<int>(have.size()) - 1; row >= static_cast<int>(want.size()); --row)
        steps.push_back({RowStep::Kind::remove, row, 0});
    return steps;
}

} // namespace fuseboard
