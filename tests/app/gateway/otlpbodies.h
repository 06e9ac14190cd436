// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <format>
#include <string>
#include <utility>
#include <vector>

/// OTLP in JSON as Claude Code's and Codex's exporters write it.
namespace fuseboard::test {

using Attributes = std::vector<std::pair<std::string, std::string>>; ///< name and JSON of the value

inline std::string textValue(const std::string& text) { return R"({"stringValue":")" + text + "\"}"; }
inline std::string intValue(std::int64_t value) { return R"({"intValue":")" + std::to_string(value) + "\"}"; }

inline std::string attributesJson(const Attributes& attributes)
{
    std::string out = "[";
    for (const auto& [name, value] : attributes)
        out += std::format(R"({}{{"key":"{}","value":{}}})", out.size() > 1 ? "," : "", name, value);
    return out + "]";
}

inline std::string nanoText(Instant at) { return std::to_string(at.time_since_epoch().count()) + "000"; }

inline Attributes claudeCodeOf(const std::string& session)
{
    return {{"session.id", textValue(session)}, {"user.email", textValue("ada@acme.example")},
        {"organization.id", textValue("org-1")}, {"model", textValue("claude-opus-5")}};
}

inline std::string resourceJson()
{
    return R"({"attributes":[{"key":"service.name","value":{"stringValue":"claude-code"}},)"
           R"({"key":"team.id","value":{"stringValue":"payments"}}]})";
}

/// A point of `claude_code.token.usage`, or of `claude_code.cost.usage` where the type is empty.
inline std::string pointJson(
    Instant start, Instant time, Attributes attributes, const std::string& type, const std::string& value)
{
    if (!type.empty())
        attributes.emplace_back("type", textValue(type));
    return std::format(R"({{"attributes":{},"startTimeUnixNano":"{}","timeUnixNano":"{}","{}":{}}})",
        attributesJson(attributes), nanoText(start), nanoText(time),
        value.find('.') == std::string::npos ? "asInt" : "asDouble", value);
}

inline std::string joinedJson(const std::vector<std::string>& parts)
{
    std::string out;
    for (const std::string& part : parts)
        out += (out.empty() ? "" : ",") + part;
    return out;
}

/// `temporality` 1: delta; 2: cumulative.
inline std::string metricsJson(const std::string& metric, int temporality, const std::vector<std::string>& points)
{
    return std::format(
        R"({{"resourceMetrics":[{{"resource":{},"scopeMetrics":[{{"scope":{{"name":"com.anthropic.claude_code"}},)"
        R"("metrics":[{{"name":"claude_code.session.count","sum":{{"dataPoints":[{{"asInt":1}}]}}}},)"
        R"({{"name":"{}","unit":"x","sum":{{"aggregationTemporality":{},"isMonotonic":true,"dataPoints":[{}]}}}}]}}]}}]}})",
        resourceJson(), metric, temporality, joinedJson(points));
}

inline std::string logsJson(const std::vector<std::string>& records)
{
    return std::format(
        R"({{"resourceLogs":[{{"resource":{},"scopeLogs":[{{"logRecords":[{}]}}]}}]}})", resourceJson(), joinedJson(records));
}

struct ApiRequest {
    Instant at;
    std::string session, request;
    std::int64_t input = 0, output = 0, micros = 0;
};

inline std::string recordJson(const ApiRequest& call)
{
    Attributes attributes = claudeCodeOf(call.session);
    attributes.insert(attributes.end(),
        {{"event.name", textValue("api_request")}, {"input_tokens", intValue(call.input)},
            {"output_tokens", textValue(std::to_string(call.output))}, {"cache_read_tokens", intValue(7)},
            {"cache_creation_tokens", intValue(0)}, {"cost_usd_micros", intValue(call.micros)},
            {"cost_usd", R"({"doubleValue":9})"}, {"request_id", textValue(call.request)}, {"duration_ms", intValue(120)}});
    return std::format(
        R"({{"timeUnixNano":"{}","severityNumber":9,"body":{{"stringValue":"claude_code.api_request"}},"attributes":{}}})",
        nanoText(call.at), attributesJson(attributes));
}

} // namespace fuseboard::test
