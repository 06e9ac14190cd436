// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/rawsocket.h"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace fuseboard::test {

/// What a provider bills for a call: as it happens, whether or not anybody is there to hear it.
struct Billed {
    std::int64_t input = 0, output = 0; ///< tokens
    int times = 0; ///< how often the call has come
    bool operator==(const Billed&) const = default;
};

/// A provider that answers by the model and tells back the `nonce-…` of each call: `whole` at once, `late` within 60 ms,
/// `ends` as a stream of some pieces, `endless` as one that stops only where it was asked to, `silent` never. Its connections
/// are kept. One thread.
class TallyProvider {
public:
    /// Without an invoice where very many calls come.
    explicit TallyProvider(bool keepsInvoice = true);
    ~TallyProvider();
    TallyProvider(const TallyProvider&) = delete;
    TallyProvider& operator=(const TallyProvider&) = delete;

    static constexpr int pieceTokens = 4, inputTokens = 25, wholeTokens = 20, pieceMs = 5;
    static constexpr int mostTokens = 400; ///< of an endless stream, as `max_tokens` should ask

    [[nodiscard]] std::uint16_t port() const { return m_listener.port(); }
    [[nodiscard]] int requests() const { return m_requests; }
    [[nodiscard]] int connections() const { return m_connections; } ///< accepted so far
    /// Calls left before their end so far, and when the last one was.
    [[nodiscard]] int hangUps() const { return m_hangUps; }
    [[nodiscard]] std::chrono::steady_clock::time_point lastHangUp() const { return m_lastHangUp; }
    [[nodiscard]] std::map<std::string, Billed> invoice() const;

private:
    struct Call;
    struct Connection;
    void run();
    void noteHangUp(const Connection& connection);
    bool receive(Connection& connection);
    bool begin(Connection& connection, std::string_view request);
    bool goOn(Connection& connection);
    void bill(const std::string& nonce, const Billed& more);

    RawListener m_listener;
    bool m_keepsInvoice;
    std::atomic<bool> m_stopping = false;
    std::atomic<int> m_requests = 0, m_connections = 0, m_hangUps = 0;
    std::atomic<std::chrono::steady_clock::time_point> m_lastHangUp {};
    mutable std::mutex m_mutex;
    std::map<std::string, Billed> m_invoice;
    std::jthread m_thread; ///< last: it uses all the others
};

/// The `nonce-…` that stands first in the text; empty: none does.
std::string nonceIn(std::string_view text);

} // namespace fuseboard::test
