// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/mutator.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fuseboard::test {
namespace {

constexpr std::size_t mostKept = 4000;
constexpr std::size_t mostChanges = 6;

constexpr std::array<std::string_view, 22> numbers {"0", "-1", "1", "00", "007", "127", "128", "255", "256", "65535", "65536",
    "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808",
    "18446744073709551615", "18446744073709551616", "1e400", "0.5", "-9223372036854775808"};
constexpr std::array<char, 16> bytes {
    '\0', '\x01', '\t', '\n', '\r', ' ', '"', ':', ',', '{', '}', '\\', '\x7f', '\x80', '\xc3', '\xff'};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

Mutator::Mutator(Inputs inputs, unsigned seed)
    : m_inputs(std::move(inputs))
    , m_random(seed)
    , m_given(m_inputs.corpus.size())
{
}

// Not a distribution of the library: those differ from one to the next.
std::size_t Mutator::below(std::size_t count) { return count == 0 ? 0 : static_cast<std::size_t>(m_random() % count); }

void Mutator::keep(std::string input)
{
    if (m_inputs.corpus.size() < m_given + mostKept)
        m_inputs.corpus.push_back(std::move(input));
}

std::string Mutator::next()
{
    const bool fromGiven = below(2) == 0;
    std::string input = fromGiven ? m_inputs.corpus[below(m_given)] : any(m_inputs.corpus);
    for (std::size_t left = 1 + below(1 + below(mostChanges)); left > 0; --left)
        if (m_inputs.keepsSize ? below(16) > 0 : below(2) == 0)
            changeInPlace(input);
        else
            changeSize(input);
    if (input.size() > m_inputs.longest)
        input.resize(m_inputs.longest);
    return input;
}

void Mutator::changeInPlace(std::string& input)
{
    if (input.empty())
        return;
    switch (below(6)) {
    case 0: input[below(input.size())] = bytes[below(bytes.size())]; break;
    case 1: input[below(input.size())] = static_cast<char>(below(256)); break;
    case 2: std::swap(input[below(input.size())], input[below(input.size())]); break;
    case 3: putToken(input, true); break;
    case 4: replaceLetter(input); break;
    default: flip(input);
    }
}

void Mutator::changeSize(std::string& input)
{
    switch (below(7)) {
    case 0: splice(input); break;
    case 1: repeat(input); break;
    case 2: replaceNumber(input); break;
    case 3: putToken(input, false); break;
    case 4: input.resize(below(input.size() + 1)); break;
    case 5:
        if (const std::size_t at = below(input.size()); !input.empty())
            input.erase(at, 1 + below(std::min<std::size_t>(input.size() - at, 32)));
        break;
    default: input.insert(below(input.size() + 1), 1, bytes[below(bytes.size())]);
    }
}

/// Where a file is mostly empty, the bytes that are not.
void Mutator::flip(std::string& input)
{
    std::size_t at = below(input.size());
    for (int tries = 0; tries < 8 && input[at] == '\0'; ++tries)
        at = below(input.size());
    input[at] = static_cast<char>(static_cast<unsigned char>(input[at]) ^ (1U << below(8)));
}

/// Of a word by another: what has a grammar keeps it.
void Mutator::replaceLetter(std::string& input)
{
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto from = input.begin() + static_cast<std::ptrdiff_t>(below(input.size()));
    if (const auto found = std::find_if(from, input.end(), isLetter); found != input.end())
        *found = static_cast<char>('a' + below(26));
}

void Mutator::replaceNumber(std::string& input)
{
    const auto from = input.begin() + static_cast<std::ptrdiff_t>(below(input.size() + 1));
    const auto first = std::find_if(from, input.end(), isDigit);
    const auto last = std::find_if_not(first, input.end(), isDigit);
    if (first != last)
        input.replace(first, last, numbers[below(numbers.size())]);
}

void Mutator::putToken(std::string& input, bool over)
{
    if (m_inputs.dictionary.empty())
        return;
    const std::string& token = any(m_inputs.dictionary);
    const std::size_t at = below(input.size() + 1);
    input.replace(at, over ? std::min(token.size(), input.size() - at) : 0, over ? token.substr(0, input.size() - at) : token);
}

void Mutator::splice(std::string& input)
{
    const std::string& other = any(m_inputs.corpus);
    input = input.substr(0, below(input.size() + 1)) + other.substr(below(other.size() + 1));
}

void Mutator::repeat(std::string& input)
{
    const std::size_t at = below(input.size());
    const std::string part = input.substr(at, 1 + below(64));
    std::string many;
    for (std::size_t left = 1 + below(below(8) == 0 ? 512 : 4); left > 0 && many.size() < m_inputs.longest; --left)
        many += part;
    input.insert(at, many);
}

} // namespace fuseboard::test
