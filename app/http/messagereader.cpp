// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/messagereader.h"

#include <algorithm>

namespace fuseboard::http {
namespace {

constexpr std::string_view headEnd = "\r\n\r\n";
constexpr int mostInterim = 16; // a few hints; more is a flood

/// Whether the bytes so far can't become a head: a line that ends in a bare LF need not be waited on.
bool hasBareLineEnd(std::string_view head, std::size_t from)
{
    for (auto at = head.find('\n', from); at != std::string_view::npos; at = head.find('\n', at + 1))
        if (at == 0 || head[at - 1] != '\r')
            return true;
    return false;
}

} // namespace

MessageReader::MessageReader(std::shared_ptr<Stream> stream)
    : m_stream(std::move(stream))
{
}

Async<Result<std::size_t>> MessageReader::fill(SteadyTime deadline)
{
    const auto space = m_buffer.space();
    const auto size = co_await m_stream->readSome(boost::asio::buffer(space.data(), space.size()), deadline);
    if (size)
        m_buffer.add(*size);
    co_return size;
}

Async<Result<void>> MessageReader::readHead(MessageParser::Kind kind, SteadyTime deadline)
{
    m_parser.restart(kind);
    std::size_t seen = 0; // in which no head ends: a head that comes byte by byte is looked at once
    for (;;) {
        const std::string_view come = m_buffer.bytes();
        const auto end = come.find(headEnd, seen);
        if (end != std::string::npos && end + headEnd.size() <= maxHeadBytes) {
            auto parsed = m_parser.parseHead(come.substr(0, end + headEnd.size()));
            m_buffer.use(end + headEnd.size());
            co_return parsed;
        }
        if (come.size() > maxHeadBytes || end != std::string::npos)
            co_return fail(ErrorCode::tooLarge, "message head", "more than 16 KiB");
        if (hasBareLineEnd(come, seen))
            co_return fail(ErrorCode::badDocument, "message head", "a line ends in a bare LF");
        seen = come.size() - std::min(come.size(), headEnd.size() - 1);
        const auto size = co_await fill(deadline);
        if (!size)
            co_return std::unexpected(size.error());
        if (*size == 0)
            co_return fail(ErrorCode::cutOff, "message head", "the connection ended inside it");
    }
}

Async<Result<std::optional<RequestHead>>> MessageReader::readRequest(SteadyTime idleUntil, std::chrono::milliseconds headTime)
{
    if (m_buffer.empty()) {
        const auto first = co_await fill(idleUntil);
        if (!first)
            co_return std::unexpected(first.error());
        if (*first == 0)
            co_return std::optional<RequestHead>();
    }
    const auto head = co_await readHead(MessageParser::Kind::request, std::chrono::steady_clock::now() + headTime);
    if (!head)
        co_return std::unexpected(head.error());
    co_return std::optional(std::move(m_parser.request()));
}

Async<Result<ResponseHead>> MessageReader::readResponse(SteadyTime deadline)
{
    for (int interim = 0; interim <= mostInterim; ++interim) {
        const auto head = co_await readHead(MessageParser::Kind::response, deadline);
        if (!head)
            co_return std::unexpected(head.error());
        if (m_parser.response().status == 101)
            co_return fail(ErrorCode::badAnswer, "message head", "switched the protocol unasked");
        if (m_parser.response().status >= 200)
            co_return std::move(m_parser.response());
    }
    co_return fail(ErrorCode::badAnswer, "message head", "interim answers without an end");
}

Async<Result<std::string>> MessageReader::readBody(SteadyTime deadline)
{
    for (;;) {
        if (!m_buffer.empty() && !m_parser.isComplete()) {
            const auto used = m_parser.parseBody(m_buffer.bytes());
            if (!used)
                co_return std::unexpected(used.error());
            m_buffer.use(*used);
        }
        if (std::string piece = m_parser.takeBody(); !piece.empty() || m_parser.isComplete())
            co_return piece;
        const auto size = co_await fill(deadline);
        if (!size)
            co_return std::unexpected(size.error());
        if (*size == 0)
            if (const auto ended = m_parser.endOfConnection(); !ended)
                co_return std::unexpected(ended.error());
    }
}

} // namespace fuseboard::http
