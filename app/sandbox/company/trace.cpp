// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/company/trace.h"

#include "domain/instant.h"
#include "sandbox/provider/usagequery.h"
#include "sandbox/secrets.h"

#include <boost/json.hpp>

#include <algorithm>
#include <format>
#include <ranges>
#include <set>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t mooncakeBlock = 512; // tokens a prefix hash stands for, by the trace's own description

/// `2023-11-16 18:17:03.9799600,4808,10`
Result<void> readAzure(const std::filesystem::path& path, std::vector<TraceCall>& out)
{
    const auto text = readText(path);
    if (!text)
        return std::unexpected(text.error());
    std::size_t number = 0;
    for (const auto part : std::views::split(*text, '\n')) {
        std::string_view line(part);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (++number == 1 || line.empty())
            continue;
        const auto first = line.find(','), second = line.find(',', first + 1);
        const auto bad = fail(ErrorCode::badDocument, std::format("{}, line {}", path.string(), number),
            "it is not time, prompt tokens, answer tokens");
        if (second == std::string_view::npos)
            return bad;
        std::string time(line.substr(0, first));
        std::ranges::replace(time, ' ', 'T');
        const auto at = parseInstant(time + "Z");
        const auto prompt = wholeNumber(line.substr(first + 1, second - first - 1)),
                   output = wholeNumber(line.substr(second + 1));
        if (!at || !prompt || !output)
            return bad;
        out.push_back({at->time_since_epoch(), *prompt, 0, *output});
    }
    return {};
}

Result<void> readMooncake(const std::filesystem::path& path, std::vector<TraceCall>& out)
{
    const auto text = readText(path);
    if (!text)
        return std::unexpected(text.error());
    std::set<std::int64_t> seen;
    std::size_t number = 0;
    for (const auto part : std::views::split(*text, '\n')) {
        const std::string_view line(part);
        ++number;
        if (line.empty())
            continue;
        boost::system::error_code error;
        const json::value value = json::parse(line, error);
        const auto* object = error ? nullptr : value.if_object();
        const auto whole = [&](const char* name) -> std::optional<std::int64_t> {
            const auto* found = object == nullptr ? nullptr : object->if_contains(name);
            return found != nullptr && found->is_int64() ? std::optional(found->get_int64()) : std::nullopt;
        };
        const auto at = whole("timestamp"), prompt = whole("input_length"), output = whole("output_length");
        const auto* hashes = object == nullptr ? nullptr : object->if_contains("hash_ids");
        if (!at || !prompt || !output || hashes == nullptr || !hashes->is_array())
            return fail(
                ErrorCode::badDocument, std::format("{}, line {}", path.string(), number), "it is not a call of the trace");
        std::int64_t shared = 0;
        bool prefix = true;
        for (const auto& hash : hashes->get_array()) {
            prefix = !seen.insert(hash.as_int64()).second && prefix;
            shared += prefix ? mooncakeBlock : 0;
        }
        out.push_back({std::chrono::milliseconds(*at), *prompt, std::min(shared, *prompt), *output});
    }
    return {};
}

} // namespace

Result<std::vector<TraceCall>> readTrace(std::string_view name, const std::filesystem::path& directory)
{
    std::vector<TraceCall> calls;
    const std::vector<const char*> files = name == "azure" ? std::vector {"azure-llm-2023-code.csv", "azure-llm-2023-conv.csv"}
                                                           : std::vector {"mooncake-conversation.jsonl"};
    for (const char* file : files)
        if (auto read = (name == "azure" ? readAzure : readMooncake)(directory / file, calls); !read)
            return std::unexpected(read.error());
    std::ranges::stable_sort(calls, {}, &TraceCall::at);
    if (calls.empty())
        return fail(ErrorCode::badDocument, directory.string(), "the trace is empty");
    const auto begin = calls.front().at;
    for (TraceCall& call : calls)
        call.at -= begin;
    return calls;
}

} // namespace fuseboard::sandbox
