// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/jsonfault.h"

#include <boost/json/src.hpp> // the whole of it: its headers alone are enough
#include <simdjson.h>

#include <algorithm>
#include <format>

namespace fuseboard::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

std::string placeOf(std::string_view before)
{
    const auto isFirstOfACharacter = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
    return std::format("line {}, column {}", 1 + std::ranges::count(before, '\n'),
        1 + std::ranges::count_if(before.substr(before.rfind('\n') + 1), isFirstOfACharacter));
}

std::string wordsFor(json::error fault)
{
    switch (fault) {
    case json::error::incomplete: return "it ends too early";
    case json::error::extra_data: return "something follows its end";
    case json::error::too_deep: return "objects and lists stand too deep in each other";
    default: return "what stands there is not as JSON has it";
    }
}

} // namespace

std::string jsonFault(std::string_view text)
{
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return "is empty, where JSON is expected";
    if (!simdjson::validate_utf8(text))
        return "is not JSON: it is not UTF-8";
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    json::parse_options options;
    options.max_depth = simdjson::DEFAULT_MAX_DEPTH;
    json::stream_parser parser({}, options);
    boost::system::error_code fault;
    const std::size_t read = parser.write_some(text.data(), text.size(), fault);
    if (!fault && read < text.size())
        fault = json::make_error_code(json::error::extra_data);
    else if (!fault)
        parser.finish(fault);
    if (!fault) { // but for how large numbers may be, both parsers are of one mind
        simdjson::dom::parser reader;
        return reader.parse(text).error() == simdjson::SUCCESS ? "" : "is not JSON: a number is too large";
    }
    return std::format("is not JSON: {}: {}", placeOf(text.substr(0, read)), wordsFor(static_cast<json::error>(fault.value())));
}

std::vector<Error> explained(std::vector<Error> faults, std::string_view text)
{
    if (faults.size() == 1 && faults.front().subject == "document")
        if (std::string why = jsonFault(text); !why.empty())
            faults.front().detail = std::move(why);
    return faults;
}

} // namespace fuseboard::gateway
