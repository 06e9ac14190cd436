// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/claudecode/transcriptlines.h"

#include "connectors/locallogs/loghash.h"
#include "domain/instant.h"
#include "domain/usageterms.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace fuseboard {
namespace {

using simdjson::ondemand::object;
using simdjson::ondemand::value;

constexpr std::string_view marker = R"("usage":{)";
constexpr std::int64_t largestCount = std::int64_t {1} << 53;

/// Thrown where a member has a shape that no version wrote.
struct Malformed { };

/// A line's own words; ids and texts point into the line or the parser, until the next line.
struct Said {
    std::optional<std::string_view> message, request, session, version, time, model, directory;
    std::string_view geo, speed, tier;
    TokenCounts tokens;
    bool sidechain = false, hasUsage = false, namesSpeed = false;
};

std::string_view text(value& v)
{
    std::string_view out;
    if (v.get_string().get(out) != simdjson::SUCCESS)
        throw Malformed {};
    return out;
}

void take(value& v, std::optional<std::string_view>& out)
{
    if (!v.is_null())
        out = text(v);
}

std::int64_t count(value& v)
{
    if (v.is_null())
        return 0;
    std::int64_t out = 0;
    if (v.get_int64().get(out) != simdjson::SUCCESS || out < 0 || out > largestCount)
        throw Malformed {};
    return out;
}

void readUsage(object usage, Said& said)
{
    std::int64_t writes = 0;
    for (auto field : usage) {
        const std::string_view key = field.escaped_key();
        value v = field.value();
        if (key == "input_tokens")
            said.tokens.input = count(v);
        else if (key == "output_tokens")
            said.tokens.output = count(v);
        else if (key == "cache_read_input_tokens")
            said.tokens.cacheRead = count(v);
        else if (key == "cache_creation_input_tokens")
            writes = count(v);
        else if (key == "cache_creation" && !v.is_null()) {
            for (auto part : v.get_object()) {
                const std::string_view span = part.escaped_key();
                value tokens = part.value();
                if (span == "ephemeral_5m_input_tokens")
                    said.tokens.cacheWrite5m = count(tokens);
                else if (span == "ephemeral_1h_input_tokens")
                    said.tokens.cacheWrite1h = count(tokens);
            }
        } else if (key == "service_tier" && !v.is_null())
            said.tier = text(v);
        else if (key == "inference_geo" && !v.is_null())
            said.geo = text(v);
        else if (key == "speed" && !v.is_null()) {
            said.speed = text(v);
            said.namesSpeed = true;
        }
    }
    // What no span is told of was written for the usual five minutes.
    said.tokens.cacheWrite5m += std::max<std::int64_t>(writes - said.tokens.cacheWrite5m - said.tokens.cacheWrite1h, 0);
    said.hasUsage = true;
}

void readMessage(value& message, Said& said)
{
    if (message.is_null())
        return;
    simdjson::ondemand::json_type type = message.type();
    if (type != simdjson::ondemand::json_type::object)
        return; // a line that quotes one
    for (auto field : message.get_object()) {
        const std::string_view key = field.escaped_key();
        value v = field.value();
        if (key == "id")
            take(v, said.message);
        else if (key == "model")
            take(v, said.model);
        else if (key == "usage" && !v.is_null())
            readUsage(v.get_object(), said);
    }
}

void readMembers(object line, Said& said);

/// The progress of a subagent wraps what the subagent was told; the wrapper's own version and session say nothing of it.
void readProgress(value& data, Said& said)
{
    if (simdjson::ondemand::json_type(data.type()) != simdjson::ondemand::json_type::object)
        return;
    for (auto field : data.get_object()) {
        const std::string_view key = field.escaped_key();
        if (key != "message")
            continue;
        value message = field.value();
        if (simdjson::ondemand::json_type(message.type()) != simdjson::ondemand::json_type::object)
            return;
        Said nested;
        readMembers(message.get_object(), nested);
        if (!nested.hasUsage)
            continue;
        nested.directory = nested.directory ? nested.directory : said.directory;
        nested.version.reset();
        nested.session.reset();
        said = nested;
    }
}

void readMembers(object line, Said& said)
{
    bool wrapped = false;
    std::optional<std::string_view> directory;
    for (auto field : line) {
        const std::string_view key = field.escaped_key();
        value v = field.value();
        if (key == "message" && !wrapped)
            readMessage(v, said);
        else if (key == "data" && !said.hasUsage) {
            readProgress(v, said);
            wrapped = said.hasUsage;
        } else if (key == "cwd")
            take(v, directory);
        else if (wrapped)
            continue;
        else if (key == "timestamp")
            take(v, said.time);
        else if (key == "requestId")
            take(v, said.request);
        else if (key == "sessionId")
            take(v, said.session);
        else if (key == "version")
            take(v, said.version);
        else if (key == "isSidechain" && !v.is_null())
            said.sidechain = v.get_bool();
    }
    if (!said.directory)
        said.directory = directory;
}

bool startsLikeAVersion(std::string_view version)
{
    for (int part = 0; part < 3; ++part) {
        const auto digits = std::min(version.find_first_not_of("0123456789"), version.size());
        if (digits == 0 || (part < 2 && (digits == version.size() || version[digits] != '.')))
            return false;
        version.remove_prefix(part < 2 ? digits + 1 : digits);
    }
    return true;
}

bool isResponse(const Said& said)
{
    const auto empty = [](const std::optional<std::string_view>& id) { return id && id->empty(); };
    return said.hasUsage && said.time && said.model != "<synthetic>" && (!said.version || startsLikeAVersion(*said.version))
        && !empty(said.message) && !empty(said.request) && !empty(said.session) && !empty(said.model);
}

std::string termsOf(const Said& said)
{
    UsageTerms terms = UsageTerms::told(said.tier, said.speed);
    terms.promptAbove = promptThresholdBelow(said.tokens.prompt());
    if (said.geo == "us" || said.geo == "eu")
        terms.region = said.geo;
    return terms.text();
}

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

/// What can be said of a line that is not parsed: whether an object could begin and end so.
bool couldBeAnObject(std::string_view line) { return line.front() == '{' && line[line.find_last_not_of(" \t\r")] == '}'; }

} // namespace

void TranscriptLines::begin(const std::string& file, const std::string& person, std::string_view)
{
    m_origin = originOf(file);
    m_person = person;
    // "…/projects/-home-ada-src-shop/<session>.jsonl", subagents deeper down.
    const std::filesystem::path path(file);
    const auto projects = std::find(path.begin(), path.end(), "projects");
    m_directory = projects == path.end() || std::next(projects) == path.end() ? std::string() : std::next(projects)->string();
}

std::uint64_t TranscriptLines::originOf(const std::string& file) const { return logHash(file); }

LineVerdict TranscriptLines::parse(const RawLine& line, LogBatch& batch)
{
    if (line.tooLong)
        return LineVerdict::broken;
    if (isBlank(line.text))
        return LineVerdict::nothing;
    if (!couldBeAnObject(line.text))
        return LineVerdict::broken;
    if (!::memmem(line.text.data(), line.text.size(), marker.data(), marker.size()))
        return LineVerdict::nothing;
    return read(line, batch);
}

bool TranscriptLines::isWhole(const RawLine& line)
{
    LogBatch unused;
    return !line.tooLong && !isBlank(line.text) && couldBeAnObject(line.text)
        && ::memmem(line.text.data(), line.text.size(), marker.data(), marker.size())
        && read(line, unused) != LineVerdict::broken;
}

LineVerdict TranscriptLines::read(const RawLine& line, LogBatch& batch)
{
    Said said;
    try {
        simdjson::ondemand::document document =
            m_parser.iterate(line.text.data(), line.text.size(), line.text.size() + simdjson::SIMDJSON_PADDING);
        readMembers(document.get_object(), said);
        if (!document.at_end())
            return LineVerdict::broken;
    } catch (const simdjson::simdjson_error&) {
        return LineVerdict::broken;
    } catch (const Malformed&) {
        return LineVerdict::broken;
    }
    if (!isResponse(said))
        return LineVerdict::passedOver;
    const auto at = parseInstant(*said.time);
    if (!at || !canBeALogsTime(*at))
        return LineVerdict::broken;
    LogEvent event {.millis = std::chrono::floor<std::chrono::milliseconds>(*at).time_since_epoch().count(),
        .tokens = said.tokens,
        .project = batch.names.idOf(said.directory.value_or(m_directory)),
        .model = batch.names.idOf(said.model.value_or(std::string_view())),
        .terms = batch.names.idOf(termsOf(said)),
        .person = batch.names.idOf(m_person),
        .sidechain = said.sidechain,
        .namesSpeed = said.namesSpeed};
    if (said.message) {
        event.group = logHash(*said.message);
        event.member = said.request ? logHash(*said.request) : 0;
    } else { // never one with another line
        event.origin = m_origin;
        event.group = logHash({reinterpret_cast<const char*>(&line.offset), sizeof line.offset}, m_origin);
        event.sidechain = false;
    }
    batch.events.push_back(event);
    return LineVerdict::usage;
}

} // namespace fuseboard
