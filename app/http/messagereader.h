// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/messageparser.h"
#include "http/readbuffer.h"
#include "http/stream.h"

namespace fuseboard::http {

/// Reads HTTP messages off a stream, one after the other.
class MessageReader {
public:
    explicit MessageReader(std::shared_ptr<Stream> stream);

    /// The next request's head, or nothing where the client has ended before its first byte. Waits until `idleUntil`
    /// for that byte, and then `headTime` for the rest.
    Async<Result<std::optional<RequestHead>>> readRequest(SteadyTime idleUntil, std::chrono::milliseconds headTime);
    /// The next final answer's head; interim ones (1xx) are skipped.
    Async<Result<ResponseHead>> readResponse(SteadyTime deadline);
    /// The next bytes of the body; empty at its proper end. A connection that ends before is ErrorCode::cutOff.
    Async<Result<std::string>> readBody(SteadyTime deadline);

    [[nodiscard]] bool bodyComplete() const { return m_parser.isComplete(); }
    /// Whether nothing has come after this message.
    [[nodiscard]] bool isAtEnd() const { return bodyComplete() && m_buffer.empty(); }
    [[nodiscard]] const Framing& framing() const { return m_parser.framing(); }

private:
    Async<Result<std::size_t>> fill(SteadyTime deadline);
    Async<Result<void>> readHead(MessageParser::Kind kind, SteadyTime deadline);

    std::shared_ptr<Stream> m_stream;
    ReadBuffer m_buffer;
    MessageParser m_parser {MessageParser::Kind::request};
};

} // namespace fuseboard::http
