// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of CallExchange that passes a provider's answer on to the caller.
#include "gateway/callexchange.h"

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxAnswerBytes = 64 * 1024 * 1024; // embeddings of a full batch are the largest, near 50 MB
/// In which the framing of a stream ends after its last event; a connection that takes longer is not used again.
constexpr auto streamEndTime = std::chrono::milliseconds(20);

} // namespace

http::Async<void> CallExchange::passWhole(http::Client& client, const http::ResponseHead& head)
{
    std::string part;
    auto body = co_await client.readWholeBody(maxAnswerBytes, callDeadline(), &part);
    if (!body) {
        m_meter.readPart(part);
        co_await end(brokenOff(body.error()));
        co_return;
    }
    if (!m_meter.readWhole(*body)) {
        m_meter.readPart(*body);
        co_await end(brokenOff({ErrorCode::badAnswer, m_record.upstream(), "the answer is not JSON"}));
        co_return;
    }
    // The row is on disk before the caller has the answer.
    if (const auto settled = co_await m_record.settle({CallStatus::completed, {}, {}}); !settled) {
        co_await answerError(unwritable(settled.error()));
        co_return;
    }
    upstream().hiddenKey.hideIn(*body);
    co_await m_caller.respond(head.status, answerHeaders(head.headers), *std::move(body));
}

http::Async<void> CallExchange::passStream(http::Client& client, const http::ResponseHead& head)
{
    http::Headers headers = answerHeaders(head.headers);
    headers.set("Cache-Control", "no-cache");
    if (!co_await m_caller.start(head.status, std::move(headers)))
        m_link->clientGone = true;
    http::SseSplitter splitter;
    while (!m_link->isEnded()) {
        const auto piece = co_await client.readBody(std::chrono::steady_clock::now() + m_config->streamSilence);
        if (!piece || piece->empty()) {
            co_await end(
                brokenOff(piece ? Error {ErrorCode::cutOff, m_record.upstream(), "the stream ended before its last event"}
                                : piece.error()));
            co_return;
        }
        std::string out;
        out.reserve(piece->size());
        for (const http::SseEvent& event : splitter.feed(*piece)) {
            const EventKind kind = m_meter.readEvent(event);
            if (kind == EventKind::nonsense) {
                co_await pass(out);
                co_await end(brokenOff({ErrorCode::badAnswer, m_record.upstream(), "an event is not JSON"}));
                co_return;
            }
            if (kind != EventKind::last && kind != EventKind::failure) {
                if (kind != EventKind::drop)
                    out += event.bytes;
                m_overrun = m_record.overrun();
                if (m_overrun != Overrun::none)
                    break; // of this piece no more is passed on
                continue;
            }
            if (!out.empty())
                co_await pass(out); // only the last event waits for the disk
            out = event.bytes;
            const bool whole = kind == EventKind::last;
            // The row is on disk before the caller has the last event.
            const auto settled = co_await m_record.settle(
                {whole ? CallStatus::completed : CallStatus::failed, whole ? "" : "upstream_error_event", {}});
            if (!settled)
                out = errorEvent(m_api, unwritable(settled.error()), m_meter.nextNumber());
            upstream().hiddenKey.hideIn(out);
            co_await m_caller.finish(out);
            co_await client.readBody(std::chrono::steady_clock::now() + streamEndTime);
            co_return;
        }
        if (splitter.overflowed()) {
            co_await end(brokenOff({ErrorCode::tooLarge, m_record.upstream(), "an event is too large"}));
            co_return;
        }
        m_record.noteProgress();
        if (m_overrun != Overrun::none)
            m_link->upstream->close();
        if (!co_await pass(out))
            m_link->clientGone = true;
        if (m_overrun != Overrun::none)
            break;
    }
    co_await end(brokenOff({ErrorCode::cutOff, m_record.upstream(), {}}));
}

http::Async<bool> CallExchange::pass(std::string& bytes)
{
    upstream().hiddenKey.hideIn(bytes);
    ++m_link->writes;
    m_link->writing = true;
    const auto written = co_await m_caller.write(bytes);
    m_link->writing = false;
    co_return written.has_value();
}

} // namespace fuseboard::gateway
