// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/jsonfault.h"

#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <format>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t mostDepth = simdjson::DEFAULT_MAX_DEPTH;
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Goes through a text by RFC 8259 up to its first fault.
class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
        , m_at(text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0)
    {
    }
    /// Empty: there is none.
    std::string find()
    {
        skipBlanks();
        if (isAtEnd())
            return "is empty, where JSON is expected";
        if (!simdjson::validate_utf8(m_text))
            return "is not JSON: it is not UTF-8";
        while (value() && afterValue())
            if (m_isOver)
                return {};
        return std::format("is not JSON: line {}, column {}: {}", line(), column(), m_why);
    }

private:
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char next() const { return isAtEnd() ? '\0' : m_text[m_at]; }
    [[nodiscard]] std::ptrdiff_t line() const { return 1 + std::ranges::count(m_text.substr(0, m_at), '\n'); }
    /// In characters.
    [[nodiscard]] std::ptrdiff_t column() const
    {
        const auto before = m_text.substr(0, m_at);
        return 1 + std::ranges::count_if(before.substr(before.rfind('\n') + 1), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
        });
    }
    bool bad(std::string why)
    {
        m_why = isAtEnd() ? "it ends too early" : std::move(why);
        return false;
    }
    bool take(char c)
    {
        if (next() != c)
            return false;
        ++m_at;
        return true;
    }
    void skipBlanks() { m_at = std::min(m_text.find_first_not_of(" \t\r\n", m_at), m_text.size()); }

    /// A whole value, or the beginning of an object or list up to the first value in it.
    bool value()
    {
        for (;;) {
            skipBlanks();
            if (m_open.size() >= mostDepth)
                return bad("objects and lists stand in each other more than 1024 deep");
            if (take('{')) {
                skipBlanks();
                if (take('}'))
                    return true;
                m_open += '}';
                if (!name())
                    return false;
            } else if (take('[')) {
                skipBlanks();
                if (take(']'))
                    return true;
                m_open += ']';
            } else {
                return simple();
            }
        }
    }

    bool simple()
    {
        if (next() == '"')
            return text();
        if (next() == '-' || isDigit(next()))
            return number();
        for (const std::string_view word : {"true", "false", "null"})
            if (m_text.substr(m_at).starts_with(word)) {
                m_at += word.size();
                return true;
            }
        return bad("a value is missing");
    }

    /// On to the next value; or to the end.
    bool afterValue()
    {
        for (;;) {
            skipBlanks();
            if (m_open.empty()) {
                m_isOver = isAtEnd();
                return m_isOver || bad("something follows its end");
            }
            const char end = m_open.back();
            if (take(end)) {
                m_open.pop_back();
                continue;
            }
            if (!take(','))
                return bad(std::string("a comma or ") + end + " is missing");
            skipBlanks();
            if (next() == end)
                return bad(std::string("a comma stands before the ") + end);
            return end == ']' || name();
        }
    }

    bool name()
    {
        skipBlanks();
        if (next() != '"')
            return bad("a name in double quotes is missing");
        if (!text())
            return false;
        skipBlanks();
        return take(':') || bad("a colon is missing");
    }

    bool text()
    {
        for (++m_at; next() != '"' || isAtEnd(); ++m_at) {
            if (isAtEnd())
                return bad({});
            if (static_cast<unsigned char>(next()) < 0x20)
                return bad("a text goes on past the end of the line, or has a control character in it");
            if (next() == '\\' && !escape())
                return bad("a text has an escape that JSON does not know");
        }
        ++m_at;
        return true;
    }

    /// Up to its last character.
    bool escape()
    {
        ++m_at;
        if (isAtEnd() || next() != 'u')
            return !isAtEnd() && std::string_view("\"\\/bfnrt").contains(next());
        const unsigned long first = codeUnit();
        const bool isHigh = first >= 0xD800 && first < 0xDC00, isLow = first >= 0xDC00 && first < 0xE000;
        if (!isHigh)
            return first <= 0xFFFF && !isLow;
        if (m_text.substr(m_at + 1, 2) != "\\u")
            return false;
        m_at += 2;
        const unsigned long second = codeUnit();
        return second >= 0xDC00 && second < 0xE000;
    }

    /// Of `uXXXX`, up to its last digit; above 0xFFFF: it is none.
    unsigned long codeUnit()
    {
        const std::string digits(m_text.substr(m_at + 1, 4));
        if (digits.size() < 4 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
            return 0x10000;
        m_at += 4;
        return std::stoul(digits, nullptr, 16);
    }

    bool number()
    {
        constexpr std::string_view notAsJson = "a number is not written as JSON has it";
        const std::size_t from = m_at;
        take('-');
        const bool hasZero = take('0');
        if (hasZero ? isDigit(next()) : !digits())
            return bad(std::string(notAsJson));
        bool isWhole = true;
        if (take('.')) {
            isWhole = false;
            if (!digits())
                return bad(std::string(notAsJson));
        }
        if (take('e') || take('E')) {
            isWhole = false;
            if (!take('+'))
                take('-');
            if (!digits())
                return bad(std::string(notAsJson));
        }
        const std::string written(m_text.substr(from, m_at - from));
        errno = 0;
        const bool isNegative = written.starts_with('-');
        if (isWhole)
            isNegative ? static_cast<void>(std::strtoll(written.c_str(), nullptr, 10))
                       : static_cast<void>(std::strtoull(written.c_str(), nullptr, 10));
        const bool isTooLarge = isWhole ? errno == ERANGE : std::isinf(std::strtod(written.c_str(), nullptr));
        if (!isTooLarge)
            return true;
        m_at = from;
        return bad("a number is too large");
    }

    bool digits()
    {
        const std::size_t from = m_at;
        while (isDigit(next()))
            ++m_at;
        return m_at > from;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_open; ///< the ends of objects and lists that are to come
    std::string m_why;
    bool m_isOver = false;
};

} // namespace

std::string jsonFault(std::string_view text) { return Scanner(text).find(); }

std::vector<Error> explained(std::vector<Error> faults, std::string_view text)
{
    if (faults.size() == 1 && faults.front().subject == "document")
        if (std::string why = jsonFault(text); !why.empty())
            faults.front().detail = std::move(why);
    return faults;
}

} // namespace fuseboard::gateway
