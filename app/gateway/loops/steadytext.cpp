// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/steadytext.h"

#include <algorithm>
#include <array>

namespace fuseboard::gateway {
namespace {

constexpr char aChange = '\x01', aNumber = '\x02';
constexpr std::size_t idDigits = 9; ///< a number with so many is a time since 1970, or an id
constexpr std::size_t idHex = 12;

/// After these a number only says how often or when, whatever the spelling: `requestId`, `request_id`, `request id`.
constexpr std::array<std::string_view, 26> counters {"age", "attempt", "attempts", "date", "duration", "durationms", "elapsed",
    "elapsedms", "elapseds", "iteration", "nocache", "nonce", "now", "pid", "request", "requestid", "retries", "retry", "seq",
    "time", "timestamp", "took", "trace", "tries", "try", "ts"};
constexpr std::array<std::string_view, 13> units {
    "h", "hours", "m", "min", "minutes", "ms", "ns", "s", "sec", "seconds", "secs", "us", "µs"};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }
bool isHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool isPart(char c) { return isDigit(c) || isLetter(c) || c == '_'; }
/// Joins what belongs together where something follows: dates, times, ids, decimals.
bool isJoint(char c) { return c == '-' || c == ':' || c == '.' || c == '+'; }

std::size_t endOfRun(std::string_view text, std::size_t at)
{
    while (at < text.size()
        && (isPart(text[at]) || (isJoint(text[at]) && at + 1 < text.size() && isDigit(text[at - 1]) && isPart(text[at + 1]))
            || (text[at] == '-' && at + 1 < text.size() && isHex(text[at - 1]) && isHex(text[at + 1]))))
        ++at;
    return at;
}

bool digitsAt(std::string_view text, std::size_t at, std::size_t count)
{
    return text.size() >= at + count && std::ranges::all_of(text.substr(at, count), isDigit);
}

bool isTime(std::string_view run)
{
    const bool date = digitsAt(run, 0, 4) && digitsAt(run, 5, 2) && digitsAt(run, 8, 2) && run[4] == '-' && run[7] == '-';
    return date || (digitsAt(run, 0, 2) && digitsAt(run, 3, 2) && run[2] == ':');
}

bool isId(std::string_view run)
{
    const auto digits = std::ranges::count_if(run, isDigit);
    if (!std::ranges::all_of(run, [](char c) { return isHex(c) || c == '-'; }) || digits == 0)
        return false;
    return run.size() >= idHex || static_cast<std::size_t>(digits) >= idDigits;
}

bool isUnit(std::string_view word) { return std::ranges::binary_search(units, word); }

/// `40ms`, or `40` before ` ms`.
bool isDuration(std::string_view run, std::string_view after)
{
    const auto number = std::ranges::find_if_not(run, [](char c) { return isDigit(c) || c == '.'; });
    if (number != run.end())
        return isUnit(std::string_view(number, run.end()));
    if (!after.starts_with(' '))
        return false;
    after.remove_prefix(1);
    const auto end = std::ranges::find_if_not(after, isLetter);
    const std::string_view unit(after.begin(), end);
    return unit.size() > 1 && isUnit(unit); // "3 s" may be anything
}

/// The last word, in small letters and without what joins its parts.
class LastWord {
public:
    void set(std::string_view word)
    {
        m_size = 0;
        for (const char c : word)
            if (c != '_' && m_size < m_word.size())
                m_word[m_size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    void clear() { m_size = 0; }
    [[nodiscard]] bool counts() const { return std::ranges::binary_search(counters, std::string_view(m_word.data(), m_size)); }

private:
    std::array<char, 16> m_word {};
    std::size_t m_size = 0;
};

void appendShape(std::string_view run, std::string& shape)
{
    for (std::size_t at = 0; at < run.size(); ++at) {
        if (!isDigit(run[at]))
            shape += run[at];
        else if (at == 0 || !isDigit(run[at - 1]))
            shape += aNumber;
    }
}

} // namespace

void steadyText(std::string_view text, std::string& steady, std::string& shape)
{
    LastWord last;
    for (std::size_t at = 0; at < text.size();) {
        if (!isPart(text[at])) {
            // A number belongs to the word before it unless a clause ends between them.
            if (text[at] == ',' || text[at] == ';' || text[at] == '\n' || text[at] == '}')
                last.clear();
            steady += text[at];
            shape += text[at++];
            continue;
        }
        const std::size_t end = endOfRun(text, at + 1);
        const std::string_view run = text.substr(at, end - at);
        at = end;
        if (std::ranges::none_of(run, isDigit)) {
            last.set(run);
            steady += run;
            shape += run;
        } else if (isTime(run) || isId(run) || isDuration(run, text.substr(end)) || (isDigit(run[0]) && last.counts())) {
            steady += aChange;
            shape += aChange;
        } else {
            steady += run;
            appendShape(run, shape);
        }
    }
}

} // namespace fuseboard::gateway
