// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/knownmembers.h"

#include <simdjson.h>

#include <algorithm>

namespace fuseboard {
namespace {

using Member = KnownMembers::Member;

/// A name from outside, in a text for people.
constexpr std::size_t longestName = 60;

/// Members up to the closing parenthesis, or the end; takes them off `rest`.
std::vector<Member> readMembers(std::string_view& rest)
{
    std::vector<Member> out;
    for (;;) {
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        if (rest.empty())
            return out;
        if (rest.front() == ')') {
            rest.remove_prefix(1);
            return out;
        }
        const std::string_view name = rest.substr(0, rest.find_first_of(" ()"));
        rest.remove_prefix(name.size());
        out.push_back({name, {}});
        if (!rest.empty() && rest.front() == '(') {
            rest.remove_prefix(1);
            out.back().inside = readMembers(rest);
        }
    }
}

std::string shortened(std::string_view name)
{
    if (name.size() <= longestName)
        return std::string(name);
    std::size_t end = longestName;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) // not inside a character
        --end;
    return std::string(name.substr(0, end)) + "…";
}

class Search {
public:
    explicit Search(std::set<std::string>& found)
        : m_found(found)
    {
    }

    void look(const simdjson::dom::element& value, const std::vector<Member>& known, const std::string& path)
    {
        if (simdjson::dom::array list; value.get(list) == simdjson::SUCCESS) {
            const std::string inside = path + "[]";
            for (const simdjson::dom::element& each : list)
                look(each, known, inside);
        }
        if (simdjson::dom::object object; value.get(object) == simdjson::SUCCESS)
            for (const auto& [name, member] : object)
                lookAt(name, member, known, path);
    }

private:
    void lookAt(
        std::string_view name, const simdjson::dom::element& member, const std::vector<Member>& known, const std::string& path)
    {
        const auto told =
            std::ranges::find_if(known, [name](const Member& each) { return each.name == name || each.name == "*"; });
        const auto place = [&] { return (path.empty() ? path : path + ".") + shortened(name); };
        if (told != known.end()) {
            if (!told->inside.empty())
                look(member, told->inside, place());
        } else if (m_found.size() < mostUnknownFields) {
            m_found.insert(place());
        }
    }

    std::set<std::string>& m_found;
};

} // namespace

void addUnknownFields(std::set<std::string>& fields, const std::set<std::string>& more)
{
    for (const std::string& field : more)
        if (fields.size() < mostUnknownFields)
            fields.insert(field);
}

KnownMembers::KnownMembers(std::string_view shape)
    : m_members(readMembers(shape))
{
}

std::set<std::string> KnownMembers::strangersIn(std::string_view json) const
{
    std::set<std::string> out;
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.parse(simdjson::padded_string(json)).get(root) == simdjson::SUCCESS)
        Search(out).look(root, m_members, {});
    return out;
}

} // namespace fuseboard
