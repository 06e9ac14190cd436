// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcalls.h"

#include "bench/proxystand.h"

#include <format>

namespace fuseboard::bench {

std::string post(const std::string& body, const std::string& fields)
{
    return std::format("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                       "{}Authorization: Bearer {}\r\nContent-Length: {}\r\n\r\n{}",
        fields, callerToken, body.size(), body);
}

std::string wholeCall(const std::string& fields)
{
    const std::string start = R"({"model":"m","max_tokens":256,"temperature":0.7,"messages":[{"role":"user","content":")";
    const std::string end = R"("}]})";
    return post(start + std::string(330 - start.size() - end.size(), 'x') + end, fields);
}

} // namespace fuseboard::bench
