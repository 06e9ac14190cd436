// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/messagereader.h"
#include "http/tls.h"
#include "http/url.h"

namespace fuseboard::http {

/// What ends a connect under way from beside it; set while there is something to end.
using ConnectAbort = std::shared_ptr<std::function<void()>>;

/// One connection to a server, for one request at a time. Every step has an absolute deadline.
class Client {
public:
    /// TLS where the address says https; `tls` must then be set.
    static Async<Result<Client>> connect(Url url, SteadyTime deadline, TlsContext tls = {}, ConnectAbort abort = {});
    static Async<Result<Client>> connectUnix(std::string path, SteadyTime deadline);

    /// Sends a request; host, length, coding and connection are set here. The target stands after the address's prefix.
    Async<Result<void>> send(RequestHead head, std::string body, SteadyTime deadline);
    Async<Result<ResponseHead>> readHead(SteadyTime deadline) { return m_reader->readResponse(deadline); }
    /// The next bytes of the body; empty at its proper end, ErrorCode::cutOff where it was cut.
    Async<Result<std::string>> readBody(SteadyTime deadline) { return m_reader->readBody(deadline); }
    /// The whole body; ErrorCode::tooLarge past `maxBytes`. Where it is cut, `part` gets what had come.
    Async<Result<std::string>> readWholeBody(std::size_t maxBytes, SteadyTime deadline, std::string* part = nullptr);
    /// Request and whole answer.
    Async<Result<Response>> exchange(
        RequestHead head, std::string body, SteadyTime deadline, std::size_t maxBytes = 16 * 1024 * 1024);

    /// Whether another request may be sent: the last answer was whole, nothing came after it, and its sender keeps the
    /// connection.
    [[nodiscard]] bool isReusable() const { return m_reader->isAtEnd() && m_reader->framing().keepAlive && !m_close; }
    /// The connection itself, to close it from beside a wait.
    [[nodiscard]] const std::shared_ptr<Stream>& stream() const { return m_stream; }
    void close() { m_stream->close(); }
    /// Asks the server to close after the next answer.
    void closeAfter() { m_close = true; }

private:
    Client(std::shared_ptr<Stream> stream, std::string host, std::string prefix);

    std::shared_ptr<Stream> m_stream;
    std::unique_ptr<MessageReader> m_reader;
    std::string m_host, m_prefix;
    bool m_close = false;
};

} // namespace fuseboard::http
