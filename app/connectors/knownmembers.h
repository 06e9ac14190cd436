// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fuseboard {

/// Fields beyond these are not told one by one: an answer may have any number of them.
constexpr std::size_t mostUnknownFields = 50;

/// Takes `more` into `fields`, up to the most that are told.
void addUnknownFields(std::set<std::string>& fields, const std::set<std::string>& more);

/// The members that a provider's contract names, whether we read them or not, as a shape: names, and behind a name in
/// parentheses what is inside, as in `data(id owner(name)) has_more`. Elements of a list have the shape of the list; `*` is
/// any name, and what is named without parentheses may have anything inside.
class KnownMembers {
public:
    /// `shape` is one of the program's own, and outlives this.
    explicit KnownMembers(std::string_view shape);

    /// What a document has beside it, each place once, without what is inside: `data[].colour`. Text that is no JSON has
    /// nothing. At most `mostUnknownFields`.
    [[nodiscard]] std::set<std::string> strangersIn(std::string_view json) const;

    struct Member {
        std::string_view name;
        std::vector<Member> inside;
    };

private:
    std::vector<Member> m_members;
};

} // namespace fuseboard
