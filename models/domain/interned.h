// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <concepts>
#include <functional>
#include <string>
#include <string_view>

namespace fuseboard {

/// A text that repeats (a team, a model, a person), kept once for as long as the program runs. A copy is a pointer, and two are
/// equal where their pointers are. Any thread may make one.
class Interned {
public:
    Interned(); ///< the empty text
    Interned(std::string_view text);
    Interned(const std::string& text)
        : Interned(std::string_view(text))
    {
    }
    Interned(const char* text)
        : Interned(std::string_view(text))
    {
    }

    [[nodiscard]] const std::string& text() const { return *m_text; }
    operator const std::string&() const { return *m_text; } // NOLINT: it takes a text's place
    [[nodiscard]] bool empty() const { return m_text->empty(); }

    friend bool operator==(Interned a, Interned b) { return a.m_text == b.m_text; }
    /// By the text.
    friend std::strong_ordering operator<=>(Interned a, Interned b)
    {
        return a.m_text == b.m_text ? std::strong_ordering::equal : *a.m_text <=> *b.m_text;
    }
    template <class Text>
        requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, Interned>)
    friend bool operator==(Interned a, const Text& b)
    {
        return *a.m_text == std::string_view(b);
    }

private:
    friend struct std::hash<Interned>;
    const std::string* m_text;
};

} // namespace fuseboard

template <>
struct std::hash<fuseboard::Interned> {
    std::size_t operator()(fuseboard::Interned each) const noexcept { return std::hash<const void*>()(each.m_text); }
};
