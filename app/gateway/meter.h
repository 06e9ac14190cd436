// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/requestfacts.h"
#include "gateway/usagefields.h"
#include "http/ssesplitter.h"

namespace fuseboard::gateway {

/// What an event of a stream means for the exchange.
enum class EventKind {
    pass, ///< goes on to the caller
    drop, ///< our own question answered: the caller did not ask for it
    last, ///< the answer is whole with it
    failure, ///< the provider itself ends the answer with an error; goes on, and nothing after it
    nonsense, ///< no event of any dialect
};

/// What a call used: the provider's word, or our count where it gave none. Valid until its meter reads on.
struct Metering {
    TokenCounts tokens;
    bool counted = false;
    std::string_view model; ///< as the provider named it; empty: it did not
    bool operator==(const Metering&) const = default;
};

/// Reads usage off one answer, whole or as a stream. Told bytes, answers tokens; knows no socket and no price.
class Meter {
public:
    Meter(Api api, const RequestFacts& facts);

    /// A whole answer. False where it is no JSON object: it must not pass as an answer.
    bool readWhole(const std::string& body);
    /// What had come of an answer that is not whole: all of it counts as produced.
    void readPart(std::string_view body);
    EventKind readEvent(const http::SseEvent& event);
    /// What has been used so far. `finished`: the answer is over, and only the provider's complete word counts as such.
    [[nodiscard]] Metering metering() const;
    /// The same where what is counted is rather too low: no honest answer has fewer tokens.
    [[nodiscard]] Metering least() const;
    /// Of the next event of a stream whose events are numbered.
    [[nodiscard]] std::int64_t nextNumber() const { return m_nextNumber; }
    /// Whether it came as a stream that said something.
    [[nodiscard]] bool cameInPieces() const { return m_pieces > 0; }
    /// Whether the provider has stated the input; then only the output may be unknown.
    [[nodiscard]] bool statesInput() const { return m_usage.input.has_value(); }

private:
    EventKind readOpenAiEvent(const http::SseEvent& event, simdjson::dom::object object);
    EventKind readAnthropicEvent(const http::SseEvent& event, simdjson::dom::object object);
    /// Whether the holder states any.
    bool readUsage(simdjson::dom::object holder);
    void readModel(simdjson::dom::object holder);
    void countText(simdjson::dom::element element, int depth);
    void countPiece(simdjson::dom::element event);
    [[nodiscard]] Metering counted(std::int64_t outputTokens) const;

    Api m_api;
    bool m_usageAsked;
    std::int64_t m_inputBytes, m_pictureTokens;
    bool m_final = false; ///< the provider's last word on usage has come, not one on the way
    UsageFields m_usage;
    std::int64_t m_textBytes = 0; ///< produced so far, as seen
    std::int64_t m_pieces = 0; ///< of a stream that had text
    std::int64_t m_nextNumber = 0;
    std::string m_model;
};

} // namespace fuseboard::gateway
