// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/rawsocket.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace fuseboard::test {

/// A provider that behaves as the asked model's name says: `whole`, `stream`, `cut:N` (a stream's first N bytes, then the
/// end), `reset`, `endless`, `flood`, `nousage`, `half` (of a whole answer), `html`, `status:N`, `redirect`, `silent`,
/// `slow:MS`, `usage:IN:OUT` (tokens as stated), `words:N` (a stream of so many pieces of six bytes), `prose:N` (a chat stream
/// of so many tokens of six bytes), `numbered` (a stream of the Responses API that ends after
/// one event), `dear` (as any other, but it names itself), `ill` (503 while it is so).
class NastyUpstream {
public:
    /// Asked before the model's name is, in any thread: all that is to be sent; empty: as the name says.
    using Answering = std::function<std::string(const std::string& path, const std::string& model, const std::string& body)>;
    explicit NastyUpstream(Answering answering = {});
    ~NastyUpstream();
    NastyUpstream(const NastyUpstream&) = delete;
    NastyUpstream& operator=(const NastyUpstream&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_listener.port(); }
    [[nodiscard]] int requests() const { return m_requests; }
    /// Heads of the requests so far.
    [[nodiscard]] std::vector<std::string> heads() const;
    [[nodiscard]] std::string lastBody() const;
    void setIll(bool ill) { m_ill = ill; }
    /// Waits until so many connections have been closed by the other side while it still had something to say.
    bool waitForHangUps(int count) const;

    /// The bytes that `stream` answers with, in the dialect of the path.
    static std::string streamFor(const std::string& path);

private:
    void serve(RawSocket socket);
    void answer(RawSocket& socket, const std::string& path, const std::string& model);

    const Answering m_answering;
    RawListener m_listener;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::vector<std::string> m_heads;
    std::string m_lastBody;
    int m_hangUps = 0;
    std::atomic<int> m_requests = 0;
    std::atomic<bool> m_stop = false, m_ill = false;
    std::list<std::jthread> m_threads;
    std::jthread m_accepting;
};

} // namespace fuseboard::test
