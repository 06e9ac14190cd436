// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/tallyprovider.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <strings.h>
#include <sys/epoll.h>

namespace fuseboard::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int mostLateMs = 60, mostPieces = 20;

std::string chunk(std::string_view text) { return std::format("{:x}\r\n{}\r\n", text.size(), text); }

std::string wholeAnswer(const std::string& nonce)
{
    const std::string body = std::format(
        R"({{"model":"m","choices":[{{"message":{{"content":"{}"}}}}],"usage":{{"prompt_tokens":{},"completion_tokens":{}}}}})",
        nonce, TallyProvider::inputTokens, TallyProvider::wholeTokens);
    return std::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}", body.size(), body);
}

std::string piece(const std::string& nonce)
{
    return chunk(std::format("data: {{\"model\":\"m\",\"choices\":[{{\"delta\":{{\"content\":\"{} \"}}}}]}}\n\n", nonce));
}

std::string lastPiece(const std::string& nonce, int tokens)
{
    return chunk(std::format(
               "data: {{\"id\":\"{}\",\"model\":\"m\",\"choices\":[],\"usage\":{{\"prompt_tokens\":{},\"completion_tokens\":"
               "{}}}}}\n\ndata: [DONE]\n\n",
               nonce, TallyProvider::inputTokens, tokens))
        + "0\r\n\r\n";
}

std::string modelIn(std::string_view body)
{
    constexpr std::string_view name = R"("model":")";
    const auto at = body.find(name);
    return at == std::string_view::npos
        ? std::string()
        : std::string(body.substr(at + name.size(), body.find('"', at + name.size()) - at - name.size()));
}

/// Of a request that has come in part: how long it is; 0: that is not known yet.
std::size_t lengthOf(std::string_view request)
{
    const auto end = request.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return 0;
    for (auto at = request.find("\r\n"); at < end; at = request.find("\r\n", at + 2))
        if (::strncasecmp(request.data() + at + 2, "content-length:", 15) == 0)
            return end + 4 + std::stoul(std::string(request.substr(at + 17, 20)));
    return end + 4;
}

} // namespace

struct TallyProvider::Call {
    enum class Kind { whole, stream, silent };
    std::string nonce;
    Kind kind = Kind::silent;
    int piecesLeft = 0, tokens = 0;
    bool ends = false;
    Clock::time_point next; ///< when it goes on
};

struct TallyProvider::Connection {
    RawSocket socket;
    std::string received;
    std::optional<Call> call;
};

std::string nonceIn(std::string_view text)
{
    constexpr std::string_view start = "nonce-";
    const auto at = text.find(start);
    if (at == std::string_view::npos)
        return {};
    const auto end = text.find_first_not_of("0123456789", at + start.size());
    return std::string(text.substr(at, end - at));
}

TallyProvider::TallyProvider(bool keepsInvoice)
    : m_keepsInvoice(keepsInvoice)
    , m_thread([this] { run(); })
{
}

TallyProvider::~TallyProvider() { m_stopping = true; }

std::map<std::string, Billed> TallyProvider::invoice() const
{
    const std::lock_guard lock(m_mutex);
    return m_invoice;
}

void TallyProvider::bill(const std::string& nonce, const Billed& more)
{
    if (!m_keepsInvoice)
        return;
    const std::lock_guard lock(m_mutex);
    Billed& billed = m_invoice[nonce];
    billed = {billed.input + more.input, billed.output + more.output, billed.times + more.times};
}

/// Of whoever calls there.
void TallyProvider::noteHangUp(const Connection& connection)
{
    if (!connection.call)
        return;
    m_lastHangUp = Clock::now();
    ++m_hangUps;
}

/// False: the connection is over.
bool TallyProvider::receive(Connection& connection)
{
    std::array<char, 16 * 1024> bytes; // filled by recv
    const auto size = ::recv(connection.socket.fd(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN)
        return true;
    if (size <= 0) {
        noteHangUp(connection);
        return false;
    }
    connection.received.append(bytes.data(), static_cast<std::size_t>(size));
    const std::size_t length = lengthOf(connection.received);
    if (length == 0 || connection.received.size() < length)
        return true;
    const std::string request = std::exchange(connection.received, {});
    return request.size() == length && !connection.call && begin(connection, request);
}

bool TallyProvider::begin(Connection& connection, std::string_view request)
{
    const std::string model = modelIn(request);
    Call call {.nonce = nonceIn(request.substr(request.find("\r\n\r\n"))), .next = Clock::now()};
    const auto dice = static_cast<int>(std::hash<std::string>()(call.nonce) % 1000);
    bill(call.nonce, {.input = inputTokens, .output = 0, .times = 1});
    ++m_requests;
    if (model == "whole" || model == "late") {
        call.kind = Call::Kind::whole;
        call.next += std::chrono::milliseconds(model == "late" ? dice % mostLateMs : 0);
    } else if (model == "ends" || model == "endless") {
        call.kind = Call::Kind::stream;
        call.ends = model == "ends";
        call.piecesLeft = call.ends ? 1 + dice % mostPieces : mostTokens / pieceTokens;
        if (!connection.socket.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"))
            return false;
    }
    connection.call = std::move(call);
    return model != "whole" || goOn(connection);
}

/// Billed before it is written: what is on its way when a gateway dies is billed too.
bool TallyProvider::goOn(Connection& connection)
{
    Call& call = *connection.call;
    if (call.kind == Call::Kind::whole) {
        bill(call.nonce, {.input = 0, .output = wholeTokens, .times = 0});
        const std::string answer = wholeAnswer(call.nonce);
        connection.call.reset();
        return connection.socket.send(answer);
    }
    if (call.piecesLeft == 0) {
        const std::string last = call.ends ? lastPiece(call.nonce, call.tokens) : std::string();
        call.kind = Call::Kind::silent;
        if (call.ends)
            connection.call.reset();
        return connection.socket.send(last);
    }
    --call.piecesLeft;
    call.tokens += pieceTokens;
    call.next += std::chrono::milliseconds(pieceMs);
    bill(call.nonce, {.input = 0, .output = pieceTokens, .times = 0});
    return connection.socket.send(piece(call.nonce));
}

void TallyProvider::run()
{
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    std::map<int, std::unique_ptr<Connection>> connections;
    const auto watch = [poll](int fd) {
        epoll_event wanted {.events = EPOLLIN, .data = {.fd = fd}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, fd, &wanted);
    };
    watch(m_listener.fd());
    while (!m_stopping) {
        std::array<epoll_event, 256> events {};
        const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 1);
        for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(std::max(count, 0)))) {
            const int fd = event.data.fd;
            if (fd != m_listener.fd()) {
                // One that is gone is still watched while a program that is being started holds it too.
                if (const auto found = connections.find(fd); found != connections.end() && !receive(*found->second))
                    connections.erase(found);
                continue;
            }
            RawSocket socket = m_listener.accept();
            const int on = 1, accepted = socket.fd();
            ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(accepted);
            connections[accepted] = std::make_unique<Connection>(Connection {std::move(socket), {}, {}});
            ++m_connections;
        }
        const auto now = Clock::now();
        std::erase_if(connections, [&](const auto& each) {
            Connection& connection = *each.second;
            const bool isDue = connection.call && connection.call->kind != Call::Kind::silent && connection.call->next <= now;
            if (!isDue || goOn(connection))
                return false;
            noteHangUp(connection); // the piece met a connection that was closed since the last look
            return true;
        });
    }
    ::close(poll);
}

} // namespace fuseboard::test
