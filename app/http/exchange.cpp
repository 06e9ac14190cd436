// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/exchange.h"

#include <array>
#include <charconv>
#include <format>

namespace fuseboard::http {
namespace {

constexpr std::string_view lastChunk = "0\r\n\r\n";
constexpr std::size_t chunkFraming = 24; // at most, of a chunk and the last one

void appendChunk(std::string& out, std::string_view bytes)
{
    std::array<char, 16> size; // filled as far as it is used
    const auto end = std::to_chars(size.data(), size.data() + size.size(), bytes.size(), 16).ptr;
    out.append(size.data(), end).append("\r\n").append(bytes).append("\r\n");
}

} // namespace

Exchange::Exchange(std::shared_ptr<Stream> stream, MessageReader& reader, RequestHead request, Peer peer,
    const ServerLimits& limits, Places::Place& place)
    : m_stream(std::move(stream))
    , m_reader(reader)
    , m_request(std::move(request))
    , m_peer(std::move(peer))
    , m_limits(limits)
    , m_place(place)
    , m_close(!reader.framing().keepAlive)
{
}

Exchange::~Exchange() { *m_alive = false; }

bool Exchange::mayGoOn() const { return m_finished && !m_close && m_reader.bodyComplete(); }

SteadyTime Exchange::sendDeadline() const { return std::chrono::steady_clock::now() + m_limits.stalledSend; }

Async<Result<std::string>> Exchange::readBody()
{
    const auto tooLarge = [&] {
        return fail(ErrorCode::tooLarge, "request body", std::format("more than {} bytes", m_limits.bodyBytes));
    };
    const auto deadline = std::chrono::steady_clock::now() + m_limits.body;
    const Framing framing = m_reader.framing();
    if (framing.length > m_limits.bodyBytes)
        co_return tooLarge();
    if (framing.body != Framing::Body::none && equalsIgnoringCase(m_request.headers.get("expect"), "100-continue")) {
        const auto sent = co_await m_stream->write("HTTP/1.1 100 Continue\r\n\r\n", sendDeadline());
        if (!sent)
            co_return std::unexpected(sent.error());
    }
    std::string body;
    for (;;) {
        auto piece = co_await m_reader.readBody(deadline);
        if (!piece || piece->empty())
            co_return piece ? Result<std::string>(std::move(body)) : std::move(piece);
        if (body.empty())
            body = *std::move(piece);
        else
            body += *piece;
        if (body.size() > m_limits.bodyBytes)
            co_return tooLarge();
    }
}

ResponseHead Exchange::head(int status, Headers headers)
{
    for (const auto name : {"content-length", "transfer-encoding", "connection", "date"})
        headers.remove(name);
    headers.add("Date", httpDate(std::chrono::system_clock::now()));
    if (!m_reader.bodyComplete())
        m_close = true;
    if (m_close)
        headers.add("Connection", "close");
    return {status, std::move(headers), 1};
}

Async<Result<void>> Exchange::respond(int status, Headers headers, std::string body)
{
    m_started = true;
    ResponseHead answer = head(status, std::move(headers));
    if (status != 204)
        answer.headers.add("Content-Length", std::to_string(body.size()));
    const bool hasBody = status != 204 && m_request.method != "HEAD";
    const std::string bytes = serialise(answer, hasBody ? std::string_view(body) : std::string_view());
    auto sent = co_await m_stream->write(bytes, sendDeadline(), Sending::withTheRound);
    m_finished = sent.has_value();
    co_return sent;
}

Async<Result<void>> Exchange::start(int status, Headers headers)
{
    m_started = true;
    m_chunked = m_request.minorVersion == 1;
    if (!m_chunked)
        m_close = true; // HTTP/1.0 knows the end of a stream only by the end of the connection
    ResponseHead answer = head(status, std::move(headers));
    if (m_chunked)
        answer.headers.add("Transfer-Encoding", "chunked");
    const std::string bytes = serialise(answer);
    co_return co_await m_stream->write(bytes, sendDeadline());
}

Async<Result<void>> Exchange::write(std::string_view bytes)
{
    if (bytes.empty())
        co_return Result<void>();
    if (!m_chunked)
        co_return co_await m_stream->write(bytes, sendDeadline());
    std::string framed;
    framed.reserve(bytes.size() + chunkFraming);
    appendChunk(framed, bytes);
    co_return co_await m_stream->write(framed, sendDeadline());
}

Async<Result<void>> Exchange::finish(std::string_view last)
{
    std::string framed;
    framed.reserve(last.size() + chunkFraming);
    if (!last.empty() && m_chunked)
        appendChunk(framed, last);
    else
        framed += last;
    if (m_chunked)
        framed += lastChunk;
    auto sent = co_await m_stream->write(framed, sendDeadline());
    m_finished = sent.has_value();
    co_return sent;
}

void Exchange::abort()
{
    m_close = true;
    m_stream->close();
}

void Exchange::whenClientGone(std::function<void()> callback)
{
    m_stream->whenGone([alive = m_alive, callback = std::move(callback)] {
        if (*alive)
            callback();
    });
}

int statusFor(const Error& error)
{
    switch (error.code) {
    case ErrorCode::badDocument: return 400;
    case ErrorCode::tooLarge: return error.subject == "message head" ? 431 : 413;
    case ErrorCode::timedOut: return 408;
    default: return 0;
    }
}

} // namespace fuseboard::http
