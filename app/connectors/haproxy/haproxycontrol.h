// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/haproxy/haproxyanswers.h"
#include "connectors/haproxy/runtimeclient.h"

#include <memory>
#include <set>

namespace fuseboard {

/// An HAProxy as a lever needs it: its holds, what runs, and the teams it knows. Each call speaks to the worker that takes
/// new calls; what must reach streams of before a reload goes to all. Shared, as calls under way keep it.
class HaproxyControl : public std::enable_shared_from_this<HaproxyControl> {
public:
    explicit HaproxyControl(const HaproxyAddress& address);

    QFuture<Result<HaproxyHolds>> holds();
    /// Puts it into force, whatever is there. Not read back.
    QFuture<Result<void>> hold(const Scope& scope, const HaproxyHold& hold);
    /// Summed over all workers.
    QFuture<Result<std::vector<HaproxyLoad>>> loads();
    /// Ends every stream of these servers, at every worker. A server that is gone meanwhile has none.
    QFuture<Result<void>> shutDown(std::vector<HaproxyLoad> servers);
    /// Teams whose tokens are in its map of keys.
    QFuture<Result<std::vector<std::string>>> teams();
    QFuture<Result<std::string>> version();
    /// What its socket lets us do: `user`, `operator` (all but ending streams) or `admin`.
    QFuture<Result<std::string>> level();
    QFuture<Result<void>> pause(std::chrono::milliseconds time) { return m_client.pause(time); }
    /// Ends what is under way. Who owns it says so in the end: calls under way would keep it until they are answered.
    void cancel() { m_client.cancel(); }

private:
    using Lines = std::vector<QByteArray>;
    QFuture<Result<Lines>> workers();
    QFuture<Result<QByteArray>> askCurrent(const QByteArray& command);
    /// One after another. The first ones have to answer; the rest go to workers that may end at any moment, and then an
    /// answer is empty.
    QFuture<Result<Lines>> askEach(Lines commands, std::size_t mustAnswer, Lines answers = {});
    QFuture<Result<std::vector<HaproxyLoad>>> unlessAlive(Lines silent, std::vector<HaproxyLoad> loads);
    QFuture<Result<void>> shutDownOld(Lines prefixes, const std::set<std::string>& backends);
    QFuture<Result<HaproxyMap>> map(const std::string& file);
    QFuture<Result<void>> change(const QByteArray& command, const std::string& part);

    const HaproxyAddress m_address;
    RuntimeClient m_client;
};

} // namespace fuseboard
