// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/codex/rolloutlines.h"

#include "connectors/locallogs/loghash.h"
#include "domain/instant.h"
#include "domain/usageterms.h"

#include <array>
#include <cstring>
#include <filesystem>
#include <format>

namespace fuseboard {
namespace {

using simdjson::ondemand::object;
using simdjson::ondemand::value;
using Totals = RolloutLines::Totals;

constexpr std::array<std::string_view, 3> markers {"\"token_count\"", "\"turn_context\"", "\"session_meta\""};
constexpr std::size_t secondLength = 19; ///< "2026-11-23T10:15:00"
constexpr std::int64_t largestCount = std::int64_t {1} << 53;

struct Malformed { };

/// What a line says, as far as it is of use.
struct Said {
    std::string_view time, type, kind, model, directory;
    std::optional<Totals> total, last;
    bool subagent = false, hasInfo = false;
};

std::string_view text(value& v)
{
    if (v.is_null())
        return {};
    std::string_view out;
    if (v.get_string().get(out) != simdjson::SUCCESS)
        throw Malformed {};
    return out;
}

bool isObject(value& v)
{
    simdjson::ondemand::json_type type = v.type();
    return type == simdjson::ondemand::json_type::object;
}

std::optional<Totals> readTotals(value& v)
{
    if (!isObject(v))
        return std::nullopt;
    Totals out;
    const std::array<std::pair<std::string_view, std::int64_t*>, 5> members {
        {{"input_tokens", &out.input}, {"cached_input_tokens", &out.cached}, {"cache_write_input_tokens", &out.cacheWrite},
            {"output_tokens", &out.output}, {"reasoning_output_tokens", &out.reasoning}}};
    for (auto field : v.get_object()) {
        const std::string_view key = field.escaped_key();
        value member = field.value();
        for (const auto& [name, count] : members)
            if (key == name && !member.is_null()
                && (member.get_int64().get(*count) != simdjson::SUCCESS || *count < 0 || *count > largestCount))
                throw Malformed {};
    }
    return out;
}

void readPayload(object payload, Said& said)
{
    for (auto field : payload) {
        const std::string_view key = field.escaped_key();
        value v = field.value();
        if (key == "type")
            said.kind = text(v);
        else if (key == "model")
            said.model = text(v);
        else if (key == "cwd")
            said.directory = text(v);
        else if (key == "source")
            said.subagent = said.subagent || isObject(v); // else the name of the program
        else if (key == "info" && isObject(v)) {
            said.hasInfo = true;
            for (auto part : v.get_object()) {
                const std::string_view name = part.escaped_key();
                value totals = part.value();
                if (name == "total_token_usage")
                    said.total = readTotals(totals);
                else if (name == "last_token_usage")
                    said.last = readTotals(totals);
            }
        }
    }
}

/// Of running totals; where they fell they started anew.
Totals difference(const Totals& now, const Totals& before)
{
    if (now.input < before.input || now.output < before.output)
        return now;
    const auto less = [](std::int64_t a, std::int64_t b) { return a > b ? a - b : 0; };
    return {now.input - before.input, less(now.cached, before.cached), less(now.cacheWrite, before.cacheWrite),
        now.output - before.output, less(now.reasoning, before.reasoning)};
}

bool mayTell(std::string_view line)
{
    for (const std::string_view marker : markers)
        if (::memmem(line.data(), line.size(), marker.data(), marker.size()))
            return true;
    return false;
}

bool couldBeAnObject(std::string_view line)
{
    const auto end = line.find_last_not_of(" \t\r");
    return end != std::string_view::npos && line.front() == '{' && line[end] == '}';
}

constexpr char between = '\n'; ///< members of the state; a directory or model never has one

} // namespace

std::uint64_t RolloutLines::originOf(const std::string& file) const
{
    return logHash(std::filesystem::path(file).filename().string());
}

void RolloutLines::begin(const std::string& file, const std::string& person, std::string_view state)
{
    m_origin = originOf(file);
    m_person = person;
    std::array<std::string, 9> parts;
    for (std::string& part : parts) {
        part = state.substr(0, state.find(between));
        state.remove_prefix(std::min(part.size() + 1, state.size()));
    }
    m_model = parts[0];
    m_directory = parts[1];
    m_startedIn = parts[2];
    m_subagent = parts[3] == "1";
    m_before.reset();
    if (!parts[4].empty()) {
        const auto number = [&](std::size_t i) { return std::strtoll(parts[i].c_str(), nullptr, 10); };
        m_before = Totals {number(4), number(5), number(6), number(7), number(8)};
    }
}

std::string RolloutLines::state() const
{
    std::string out = std::format("{}\n{}\n{}\n{}\n", m_model, m_directory, m_startedIn, m_subagent ? 1 : 0);
    if (m_before)
        out += std::format("{}\n{}\n{}\n{}\n{}", m_before->input, m_before->cached, m_before->cacheWrite, m_before->output,
            m_before->reasoning);
    return out;
}

bool RolloutLines::isWhole(const RawLine& line)
{
    // Looks at the line alone: what it would change is changed by `parse`.
    if (line.tooLong || !couldBeAnObject(line.text) || !mayTell(line.text))
        return false;
    try {
        simdjson::ondemand::document document =
            m_parser.iterate(line.text.data(), line.text.size(), line.text.size() + simdjson::SIMDJSON_PADDING);
        for (auto field : document.get_object())
            field.value().value();
        return document.at_end();
    } catch (const simdjson::simdjson_error&) {
        return false;
    }
}

LineVerdict RolloutLines::parse(const RawLine& line, LogBatch& batch)
{
    if (line.tooLong)
        return LineVerdict::broken;
    if (line.text.find_first_not_of(" \t\r") == std::string_view::npos)
        return LineVerdict::nothing;
    if (!couldBeAnObject(line.text))
        return LineVerdict::broken;
    return mayTell(line.text) ? read(line, batch) : LineVerdict::nothing;
}

LineVerdict RolloutLines::read(const RawLine& line, LogBatch& batch)
{
    Said said;
    try {
        simdjson::ondemand::document document =
            m_parser.iterate(line.text.data(), line.text.size(), line.text.size() + simdjson::SIMDJSON_PADDING);
        for (auto field : document.get_object()) {
            const std::string_view key = field.escaped_key();
            value v = field.value();
            if (key == "timestamp")
                said.time = text(v);
            else if (key == "type")
                said.type = text(v);
            else if (key == "payload" && isObject(v))
                readPayload(v.get_object(), said);
        }
        if (!document.at_end())
            return LineVerdict::broken;
    } catch (const simdjson::simdjson_error&) {
        return LineVerdict::broken;
    } catch (const Malformed&) {
        return LineVerdict::broken;
    }
    if (said.type == "session_meta" && m_startedIn.empty()) { // a replay has its parent's after its own
        m_startedIn = said.time.substr(0, secondLength);
        m_subagent = said.subagent;
    }
    if ((said.type == "session_meta" || said.type == "turn_context") && !said.directory.empty())
        m_directory = said.directory;
    if (said.type == "turn_context" && !said.model.empty())
        m_model = said.model;
    if (said.type != "event_msg" || said.kind != "token_count" || !said.hasInfo)
        return LineVerdict::nothing;

    const bool repeats = said.total && m_before == said.total;
    const Totals before = m_before.value_or(Totals());
    if (said.total)
        m_before = said.total;
    if (!said.last && !said.total)
        return LineVerdict::nothing;
    const bool replayed = m_subagent && said.time.substr(0, secondLength) == m_startedIn;
    if (repeats || replayed)
        return LineVerdict::passedOver;
    const Totals used = said.last ? *said.last : difference(*said.total, before);
    if (used == Totals())
        return LineVerdict::nothing;
    const auto at = parseInstant(said.time);
    if (!at || !canBeALogsTime(*at))
        return LineVerdict::broken;
    const TokenCounts tokens = fromInclusiveInput(used.input, used.cached, used.cacheWrite, used.output, used.reasoning);
    batch.events.push_back({.group = logHash({reinterpret_cast<const char*>(&line.offset), sizeof line.offset}, m_origin),
        .origin = m_origin,
        .millis = std::chrono::floor<std::chrono::milliseconds>(*at).time_since_epoch().count(),
        .tokens = tokens,
        .project = batch.names.idOf(m_directory),
        .model = batch.names.idOf(m_model),
        .terms = batch.names.idOf(UsageTerms {.region = {}, .promptAbove = promptThresholdBelow(tokens.prompt())}.text()),
        .person = batch.names.idOf(m_person),
        .sidechain = false,
        .namesSpeed = false});
    return LineVerdict::usage;
}

} // namespace fuseboard
