// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/instant.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace fuseboard {
namespace {

/// Reads exactly `count` digits and moves past them; -1 where there are none.
int digits(std::string_view& text, std::size_t count)
{
    if (text.size() < count)
        return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool skip(std::string_view& text, std::string_view anyOf)
{
    if (text.empty() || anyOf.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

} // namespace

std::string toText(Instant at)
{
    using namespace std::chrono;
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss time(at - day);
    std::array<char, 48> buffer {};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    std::string out(buffer.data());
    if (const auto fraction = time.subseconds().count(); fraction != 0) {
        std::snprintf(buffer.data(), buffer.size(), ".%06ld", static_cast<long>(fraction));
        std::string digitsText(buffer.data());
        digitsText.erase(digitsText.find_last_not_of('0') + 1);
        out += digitsText;
    }
    return out + "Z";
}

Result<Instant> parseInstant(std::string_view text)
{
    using namespace std::chrono;
    const auto bad = [whole = text] { return fail(ErrorCode::badInstant, std::string(whole.substr(0, 60))); };
    std::string_view rest = text;
    const int y = digits(rest, 4);
    const bool dash1 = skip(rest, "-");
    const int m = digits(rest, 2);
    const bool dash2 = skip(rest, "-");
    const int d = digits(rest, 2);
    const bool separator = skip(rest, "Tt ");
    const int hour = digits(rest, 2);
    const bool colon1 = skip(rest, ":");
    const int minute = digits(rest, 2);
    const bool colon2 = skip(rest, ":");
    const int second = digits(rest, 2);
    if (!dash1 || !dash2 || !separator || !colon1 || !colon2 || y < 0 || m < 0 || d < 0 || hour < 0 || minute < 0 || second < 0)
        return bad();
    const year_month_day date(year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d)));
    if (!date.ok() || hour > 23 || minute > 59 || second > 60)
        return bad();
    long micros = 0;
    if (skip(rest, ".")) {
        int read = 0;
        for (int digit = digits(rest, 1); digit >= 0; digit = digits(rest, 1), ++read) {
            if (read >= 9)
                return bad();
            if (read < 6)
                micros = micros * 10 + digit;
        }
        if (read == 0)
            return bad();
        for (; read < 6; ++read)
            micros *= 10;
    }
    minutes offset {0};
    if (!skip(rest, "Zz")) {
        const bool west = !rest.empty() && rest.front() == '-';
        if (!skip(rest, "+-"))
            return bad();
        const int offsetHours = digits(rest, 2);
        const bool colon = skip(rest, ":");
        const int offsetMinutes = digits(rest, 2);
        if (!colon || offsetHours < 0 || offsetHours > 23 || offsetMinutes < 0 || offsetMinutes > 59)
            return bad();
        offset = (hours(offsetHours) + minutes(offsetMinutes)) * (west ? -1 : 1);
    }
    if (!rest.empty())
        return bad();
    return Instant(sys_days(date) + hours(hour) + minutes(minute) + seconds(second) + microseconds(micros) - offset);
}

} // namespace fuseboard
