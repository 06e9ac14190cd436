// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fuzz/fedreading.h"

#include <format>

namespace fuseboard::test {

/// As bytes that any server would write: what one reading of a message is compared with another by.
template <class Head>
std::string rewritten(const FedMessage<Head>& message)
{
    Head head = message.head;
    const bool hasBody = message.framing.body != http::Framing::Body::none || head.headers.has("content-length");
    head.headers.remove("transfer-encoding");
    head.headers.remove("content-length");
    if (hasBody)
        head.headers.add("content-length", std::to_string(message.body.size()));
    return http::serialise(head, message.body);
}

/// Whether two readings of the same bytes found the same whole messages, and both an end or none.
template <class Head>
std::string differenceOf(const FedReading<Head>& one, const FedReading<Head>& other)
{
    if (one.messages.size() != other.messages.size())
        return std::format("{} messages, or {}", one.messages.size(), other.messages.size());
    for (std::size_t i = 0; i < one.messages.size(); ++i)
        if (rewritten(one.messages[i]) != rewritten(other.messages[i]))
            return std::format("message {} is read in two ways", i);
    if (one.ending.empty() != other.ending.empty())
        return std::format("ends by \"{}\", or by \"{}\"", one.ending, other.ending);
    return {};
}

/// The first difference between the bytes read at once, in random pieces and, where that is not long, in single bytes.
template <class Read, class Reading>
std::string differenceByPieces(const std::string& input, const Read& read, const Reading& whole)
{
    constexpr std::size_t usual = 400, longest = 4000;
    const std::size_t seed = std::hash<std::string>()(input);
    std::string difference = differenceOf(whole, read(input, atRandom(seed, 64)));
    if (difference.empty() && (input.size() <= usual || (seed % 64 == 0 && input.size() <= longest)))
        difference = differenceOf(whole, read(input, inBytes()));
    return difference;
}

/// What was understood is written anew and understood again as just that: nobody behind us reads another message.
template <class Head, class Read>
std::string differenceWhenRewritten(const FedMessage<Head>& message, const Read& read)
{
    const std::string bytes = rewritten(message);
    if (bytes.size() - message.body.size() > http::maxHeadBytes)
        return {}; // by the blanks behind colons that it came without
    const auto again = read(bytes, allAtOnce());
    if (again.messages.size() != 1 || !again.ending.empty() || rewritten(again.messages[0]) != bytes)
        return "written anew, it is another message";
    return {};
}

} // namespace fuseboard::test
