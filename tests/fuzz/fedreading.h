// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/messagereader.h"

#include <functional>
#include <string>
#include <vector>

namespace fuseboard::test {

/// How many bytes come at the next read; at least 1.
using Pieces = std::function<std::size_t()>;

template <class Head>
struct FedMessage {
    Head head;
    std::string body;
    http::Framing framing;
};

/// What was read of a connection's bytes.
template <class Head>
struct FedReading {
    std::vector<FedMessage<Head>> messages; ///< the whole ones
    std::string ending; ///< why no more could be read; empty: it ended between two messages
};

/// Reads requests, one after the other, as a connection does whose bytes come in such pieces.
FedReading<http::RequestHead> readRequests(const std::string& bytes, const Pieces& pieces);
/// The same of answers, up to one that only the connection's end ends.
FedReading<http::ResponseHead> readAnswers(const std::string& bytes, const Pieces& pieces);

Pieces allAtOnce();
Pieces inBytes();
/// By the seed, up to so many bytes each.
Pieces atRandom(std::size_t seed, std::size_t most);

} // namespace fuseboard::test
