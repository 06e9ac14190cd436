// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/cursor/cursorapi.h"

namespace fuseboard::cursor {

Instant timestamp(json::Object& owner, std::string_view name, const std::string& path)
{
    const std::string place = path + "." + std::string(name);
    const std::string words = json::decimal(json::required(owner, name, path), place);
    std::int64_t value = -1;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
    constexpr std::int64_t latest = 253'402'300'799'999; // the end of the year 9999
    if (error != std::errc() || end != words.data() + words.size() || value < 0 || value > latest)
        throw json::Fault {place, "not a time"};
    return Instant(std::chrono::milliseconds(value));
}

PageRequest asking(std::string path, const std::string& body)
{
    return {std::move(path), {{"Content-Type", "application/json"}}, QByteArray::fromStdString(body)};
}

} // namespace fuseboard::cursor
