// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/messagereader.h"
#include "http/places.h"

#include <sys/types.h>

namespace fuseboard::http {

/// SAFETY GW2; all absolute.
struct ServerLimits {
    std::chrono::milliseconds idle {75'000}; ///< between requests; above the 60 s many clients and proxies keep theirs
    std::chrono::milliseconds head {5'000};
    std::chrono::milliseconds body {30'000};
    std::chrono::milliseconds stalledSend {30'000};
    std::size_t bodyBytes = 32 * 1024 * 1024; ///< the largest request the providers take
    std::size_t connections = 10'000;
};

/// Who is at the other end.
struct Peer {
    std::string address;
    std::optional<uid_t> uid; ///< of the process, on a Unix socket
};

/// One request and its answer, as a handler sees them. Answers are built anew: length, coding, connection and date are
/// set here and nowhere else.
class Exchange {
public:
    Exchange(std::shared_ptr<Stream> stream, MessageReader& reader, RequestHead request, Peer peer, const ServerLimits& limits,
        Places::Place& place);
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    [[nodiscard]] const RequestHead& request() const { return m_request; }
    [[nodiscard]] const Peer& peer() const { return m_peer; }
    [[nodiscard]] bool started() const { return m_started; }
    [[nodiscard]] bool finished() const { return m_finished; }
    /// Whether the connection may carry another request after this one.
    [[nodiscard]] bool mayGoOn() const;

    [[nodiscard]] bool hasBody() const { return m_reader.framing().body != Framing::Body::none; }
    /// The whole body. ErrorCode::tooLarge past the limit (413), timedOut (408), cutOff, badDocument (400).
    Async<Result<std::string>> readBody();
    /// A whole answer. Once, and not after start().
    Async<Result<void>> respond(int status, Headers headers, std::string body);
    /// An answer in pieces: start, write…, finish. Without finish() the client sees a cut answer.
    Async<Result<void>> start(int status, Headers headers);
    Async<Result<void>> write(std::string_view bytes);
    /// The last bytes (may be none) and the end of the answer, in one send.
    Async<Result<void>> finish(std::string_view last = {});
    /// Cuts the connection, so that nobody can take what was sent for a whole answer.
    void abort();
    /// The connection ends after this answer.
    void closeAfter() { m_close = true; }
    /// Whoever asks is nobody known: the connection may be cut where others find no place.
    /// `cut`: called where it is.
    void giveWay(std::function<void()> cut = {}) { m_place.giveWay(std::move(cut)); }
    /// Calls once, while this exchange lives, when the client has gone.
    void whenClientGone(std::function<void()> callback);

private:
    [[nodiscard]] ResponseHead head(int status, Headers headers);
    [[nodiscard]] SteadyTime sendDeadline() const;

    std::shared_ptr<Stream> m_stream;
    MessageReader& m_reader;
    RequestHead m_request;
    Peer m_peer;
    const ServerLimits& m_limits;
    Places::Place& m_place;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    bool m_chunked = false;
    bool m_started = false;
    bool m_finished = false;
    bool m_close = false;
};

/// The status for a request that could not be read; 0: nobody is there to be told.
int statusFor(const Error& error);

} // namespace fuseboard::http
