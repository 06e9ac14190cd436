// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <charconv>

namespace fuseboard::test {

constexpr const char* chatPath = "/v1/chat/completions";

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A hard budget of a month.
inline std::string budget(
    const std::string& kind, const std::string& id, std::int64_t nano, const std::string& currency = "USD")
{
    return R"({"scope":{"kind":")" + kind + R"(","id":")" + id + R"("},"period":"month","amount":")" + std::to_string(nano)
        + R"(","currency":")" + currency + R"(","hard":true})";
}

/// A call that may answer with 20 tokens, as the provider of these tests does, or so many.
inline std::string capped(const std::string& model, bool stream = false, int tokens = 20)
{
    return R"({"model":")" + model + R"(","max_tokens":)" + std::to_string(tokens)
        + R"(,"messages":[{"role":"user","content":"hello there"}])" + (stream ? R"(,"stream":true})" : "}");
}
constexpr int longAnswer = 20'000; // tokens; longer than any test watches a stream

/// The first amount of that name; -1: there is none.
inline std::int64_t nano(const std::string& json, const std::string& name)
{
    const std::string start = "\"" + name + "\":\"";
    const auto at = json.find(start);
    std::int64_t value = -1;
    if (at != std::string::npos)
        std::from_chars(json.data() + at + start.size(), json.data() + json.size(), value);
    return value;
}

inline std::int64_t costOf(const std::vector<std::string>& rows)
{
    std::int64_t sum = 0;
    for (const std::string& row : rows)
        sum += nano(row, "cost");
    return sum;
}

} // namespace fuseboard::test
