// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/invoice/meteredtokens.h"

namespace fuseboard::sandbox {

std::string_view nameOf(Meter meter)
{
    switch (meter) {
    case Meter::input: return "input";
    case Meter::cachedInput: return "cached input";
    case Meter::cacheWrite: return "cache write";
    case Meter::cacheWrite1h: return "cache write 1h";
    case Meter::output: return "output";
    }
    return {};
}

std::int64_t MeteredTokens::of(Meter meter) const
{
    switch (meter) {
    case Meter::input: return input;
    case Meter::cachedInput: return cachedInput;
    case Meter::cacheWrite: return cacheWrite;
    case Meter::cacheWrite1h: return cacheWrite1h;
    case Meter::output: return output;
    }
    return 0;
}

MeteredTokens& MeteredTokens::operator+=(const MeteredTokens& other)
{
    input += other.input;
    cachedInput += other.cachedInput;
    cacheWrite += other.cacheWrite;
    cacheWrite1h += other.cacheWrite1h;
    output += other.output;
    reasoning += other.reasoning;
    return *this;
}

} // namespace fuseboard::sandbox
