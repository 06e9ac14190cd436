// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <format>
#include <random>
#include <string>
#include <vector>

namespace fuseboard::test {

using Dice = std::mt19937_64;

inline std::int64_t upTo(Dice& dice, std::int64_t most)
{
    return static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(most + 1));
}
inline bool oneIn(Dice& dice, int n) { return upTo(dice, n - 1) == 0; }
template <class T, std::size_t many>
const T& oneOf(Dice& dice, const std::array<T, many>& all)
{
    return all[static_cast<std::size_t>(upTo(dice, many - 1))];
}

/// Members of an object in any order, with strangers among them.
class Members {
public:
    explicit Members(Dice& dice)
        : m_dice(dice)
    {
    }
    void add(const std::string& name, const std::string& json) { m_members.push_back(std::format("\"{}\":{}", name, json)); }
    void count(const std::string& name, std::int64_t value) { add(name, std::to_string(value)); }
    void text(const std::string& name, const std::string& value) { add(name, std::format("\"{}\"", value)); }
    void list(const std::string& name, const std::vector<std::string>& items)
    {
        std::string all;
        for (const std::string& item : items)
            all += (all.empty() ? "" : ",") + item;
        add(name, "[" + all + "]");
    }
    /// There, null, or absent; answers what a reader has to see.
    std::string maybe(const std::string& name, const std::string& value)
    {
        switch (upTo(m_dice, 3)) {
        case 0: return {};
        case 1: add(name, "null"); return {};
        default: text(name, value); return value;
        }
    }
    std::int64_t maybeCount(const std::string& name, std::int64_t value)
    {
        if (oneIn(m_dice, 3))
            return 0;
        count(name, value);
        return value;
    }
    std::string json()
    {
        static constexpr std::array strangers {R"("colour":"\u00e9\"}")", R"("later":{"a":[1,2,{"amount":5}]})",
            R"("ratio":1.5e-300)", R"("flags":[true,false,null])", R"("nothing":{})"};
        if (oneIn(m_dice, 3))
            m_members.emplace_back(oneOf(m_dice, strangers));
        std::ranges::shuffle(m_members, m_dice);
        std::string out = "{";
        for (const std::string& member : m_members)
            out += (out.size() > 1 ? "," : "") + member;
        return out + "}";
    }

private:
    Dice& m_dice;
    std::vector<std::string> m_members;
};

/// An amount of nano-units as a provider may write it, `digits` fraction digits making one.
inline std::string amountText(Dice& dice, std::int64_t nano, int digits)
{
    const bool negative = nano < 0;
    std::string all = std::to_string(negative ? -nano : nano);
    if (all.size() <= static_cast<std::size_t>(digits))
        all.insert(0, static_cast<std::size_t>(digits) + 1 - all.size(), '0');
    std::string text = (negative ? "-" : "") + all.substr(0, all.size() - static_cast<std::size_t>(digits)) + "."
        + all.substr(all.size() - static_cast<std::size_t>(digits));
    switch (upTo(dice, 4)) {
    case 0: text += std::to_string(upTo(dice, 4)); break; // below a nano-unit, to be rounded away
    case 1: text = std::format("{}{}e-{}", negative ? "-" : "", negative ? -nano : nano, digits); break;
    case 2: text.erase(text.find_last_not_of('0') + 1); break;
    default: break;
    }
    if (text.ends_with('.'))
        text += '0';
    return oneIn(dice, 2) ? "\"" + text + "\"" : text;
}

} // namespace fuseboard::test
