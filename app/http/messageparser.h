// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/framing.h"

#include <memory>

namespace fuseboard::http {

/// One HTTP/1 message from bytes, by llhttp in its strict form behind our own gate. Told bytes, answers head and body;
/// knows no socket.
class MessageParser {
public:
    enum class Kind { request, response };
    explicit MessageParser(Kind kind);
    ~MessageParser();
    MessageParser(MessageParser&&) noexcept;
    MessageParser& operator=(MessageParser&&) noexcept;

    /// Begins with another message.
    void restart(Kind kind);
    /// The whole head, with its empty line.
    Result<void> parseHead(std::string_view head);
    /// Bytes after the head. Answers how many of them belong to this message.
    Result<std::size_t> parseBody(std::string_view bytes);
    /// The connection ended: whole only where the body runs until then.
    Result<void> endOfConnection();

    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] const Framing& framing() const;
    [[nodiscard]] RequestHead& request();
    [[nodiscard]] ResponseHead& response();
    /// The body decoded since the last call.
    [[nodiscard]] std::string takeBody();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace fuseboard::http
