// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loops/dice.h"

namespace fuseboard::test::loops {
namespace {

const std::vector<std::string> syllables {"ba", "cor", "den", "fi", "gra", "hol", "in", "jo", "ker", "lum", "mar", "net", "or",
    "pra", "qui", "ros", "sel", "tar", "ul", "ver", "wen", "xi", "yor", "zet"};
const std::vector<std::string> folders {"src", "lib", "tests", "app", "core", "web", "api", "tools"};
const std::vector<std::string> endings {".cpp", ".py", ".ts", ".go", ".md", ".rs", ".json"};

} // namespace

std::string Dice::hex(std::size_t digits)
{
    std::string out;
    for (std::size_t i = 0; i < digits; ++i)
        out += "0123456789abcdef"[m_engine() % 16];
    return out;
}

std::string Dice::word()
{
    std::string out;
    for (std::size_t i = number(1, 3); i > 0; --i)
        out += pick(syllables);
    return out;
}

std::string Dice::words(std::size_t count)
{
    std::string out = word();
    for (std::size_t i = 1; i < count; ++i)
        out += " " + word();
    return out;
}

std::string Dice::text(std::size_t bytes)
{
    std::string out;
    while (out.size() < bytes) {
        std::string sentence = words(number(5, 14));
        sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
        out += (out.empty() ? "" : " ") + sentence + ".";
    }
    return out;
}

std::string Dice::path() { return pick(folders) + "/" + word() + "/" + name() + pick(endings); }

std::string Dice::listing(std::size_t bytes)
{
    std::string out;
    for (std::size_t line = 1; out.size() < bytes; ++line)
        out += chance(0.5) ? std::format("{:4} {} {} = {}({});\n", line, word(), name(), name(), number(0, 400))
                           : std::format("{:4} {}\n", line, words(number(2, 9)));
    return out;
}

std::string Dice::timeOfDay(std::size_t seconds)
{
    return std::format(
        "2026-11-27T{:02}:{:02}:{:02}.{:03}Z", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60, number(0, 999));
}

} // namespace fuseboard::test::loops
