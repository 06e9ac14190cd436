// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fedreading.h"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <cstring>
#include <limits>

namespace fuseboard::test {
namespace {

using http::Async;

class FedStream final : public http::Stream {
public:
    FedStream(std::string_view bytes, const Pieces& pieces)
        : m_left(bytes)
        , m_pieces(pieces)
    {
    }
    Async<Result<std::size_t>> readSome(boost::asio::mutable_buffer into, SteadyTime) override
    {
        const std::size_t size = std::min({m_pieces(), into.size(), m_left.size()});
        if (size > 0)
            std::memcpy(into.data(), m_left.data(), size);
        m_left.remove_prefix(size);
        co_return size;
    }
    Async<Result<void>> write(std::string_view, SteadyTime, http::Sending) override { co_return Result<void>(); }
    void shutdownSend() override { }
    [[nodiscard]] bool isQuiet() override { return m_left.empty(); }
    void close() override { }
    void whenGone(std::function<void()>) override { }

private:
    std::string_view m_left;
    const Pieces& m_pieces;
};

constexpr SteadyTime never = SteadyTime::max();

/// False: it was cut, and `ending` says how.
Async<bool> readBody(http::MessageReader& reader, std::string& body, std::string& ending)
{
    for (;;) {
        const auto piece = co_await reader.readBody(never);
        if (!piece)
            ending = piece.error().detail;
        if (!piece || piece->empty())
            co_return piece.has_value();
        body += *piece;
    }
}

Async<void> readAll(std::shared_ptr<http::Stream> stream, FedReading<http::RequestHead>& out)
{
    http::MessageReader reader(std::move(stream));
    for (;;) {
        auto head = co_await reader.readRequest(never, std::chrono::milliseconds(0));
        if (!head)
            out.ending = head.error().detail;
        if (!head || !*head)
            co_return;
        std::string body;
        if (!co_await readBody(reader, body, out.ending))
            co_return;
        out.messages.push_back({**std::move(head), std::move(body), reader.framing()});
    }
}

Async<void> readAll(std::shared_ptr<http::Stream> stream, FedReading<http::ResponseHead>& out)
{
    http::MessageReader reader(stream);
    for (bool goOn = true; goOn;) {
        auto head = co_await reader.readResponse(never);
        if (!head)
            out.ending = head.error().detail;
        std::string body;
        if (!head || !co_await readBody(reader, body, out.ending))
            co_return;
        const bool allRead = reader.isAtEnd() && stream->isQuiet();
        goOn = reader.framing().body != http::Framing::Body::untilClose && !allRead;
        out.messages.push_back({*std::move(head), std::move(body), reader.framing()});
    }
}

template <class Head>
FedReading<Head> readFed(const std::string& bytes, const Pieces& pieces)
{
    FedReading<Head> out;
    boost::asio::io_context io(1);
    http::spawn(io, readAll(std::make_shared<FedStream>(bytes, pieces), out));
    io.run();
    return out;
}

} // namespace

FedReading<http::RequestHead> readRequests(const std::string& bytes, const Pieces& pieces)
{
    return readFed<http::RequestHead>(bytes, pieces);
}

FedReading<http::ResponseHead> readAnswers(const std::string& bytes, const Pieces& pieces)
{
    return readFed<http::ResponseHead>(bytes, pieces);
}

Pieces allAtOnce()
{
    return [] { return std::numeric_limits<std::size_t>::max(); };
}

Pieces inBytes()
{
    return [] { return std::size_t {1}; };
}

Pieces atRandom(std::size_t seed, std::size_t most)
{
    return [state = static_cast<std::uint64_t>(seed), most]() mutable {
        state = state * 6364136223846793005U + 1442695040888963407U; // Knuth's, MMIX
        return static_cast<std::size_t>(1 + (state >> 33U) % most);
    };
}

} // namespace fuseboard::test
