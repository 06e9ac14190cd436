// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/transcripts/dice.h"
#include "support/transcripts/transcripttree.h"

#include <string>

namespace fuseboard::test {

/// A response of the provider, as its lines repeat it.
struct Response {
    std::string message, request, model;
    ClassCounts tokens {};
    bool writesBySpan = true; ///< false: as old versions, which told the sum of all writes
    bool fast = false, us = false, sidechain = false;
};

struct Session {
    std::string id, directory, branch, version;
};

/// Lines as Claude Code writes them, each with its newline.
class LineWriter {
public:
    explicit LineWriter(std::uint64_t seed);

    /// `output`: what this line says of the output, which may not be all of it yet.
    void assistant(
        std::string& out, const Session& session, const Response& response, std::int64_t output, std::int64_t millis);
    /// The same told by the parent of a subagent.
    void progress(std::string& out, const Session& session, const Response& response, std::int64_t millis);
    void toolResult(std::string& out, const Session& session, std::int64_t millis, bool looksLikeUsage);
    void summary(std::string& out);
    static void garbage(std::string& out);

private:
    void head(std::string& out, std::string_view type, const Session& session, bool sidechain, std::int64_t millis);
    void message(std::string& out, const Response& response, std::int64_t output);
    void text(std::string& out, std::int64_t length);

    Dice m_dice;
    std::string m_prose; ///< JSON without quotes, to cut texts from
};

/// RFC 3339 with milliseconds.
std::string timeText(std::int64_t millis);

} // namespace fuseboard::test
