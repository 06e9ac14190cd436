// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/eventhub.h"

#include "documents/jsonwriter.h"
#include "http/socketstream.h"

#include <boost/asio/post.hpp>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxWaiting = 1000;
constexpr auto keepAlive = std::chrono::seconds(15); // WHATWG HTML, 9.2.7: a comment every 15 seconds or so

constexpr auto collapseTime = std::chrono::seconds(1);
constexpr std::size_t mostRefused = 10'000; // callers and scopes told apart in one telling
constexpr std::int64_t stormCalls = 10; // of one caller in a second; agents that were told to stop try again five times in 7 s

} // namespace

EventHub::EventHub(boost::asio::io_context& admin)
    : m_io(admin)
    , m_collapse(admin)
{
}

void EventHub::publish(std::string name, std::string json)
{
    boost::asio::post(m_io, [this, event = "event: " + name + "\ndata: " + json + "\n\n"] { send(event); });
}

void EventHub::send(const std::string& event)
{
    for (const auto& watcher : m_watchers) {
        if (watcher->waiting.size() >= maxWaiting)
            watcher->waiting.pop_front();
        watcher->waiting.push_back(event);
        watcher->wake.cancel();
    }
}

void EventHub::countRefusal(RefusedCall refused)
{
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        first = m_refusals.empty();
        if (first || m_refusals.size() < mostRefused || m_refusals.contains(refused))
            ++m_refusals[std::move(refused)];
    }
    if (first)
        boost::asio::post(m_io, [this] {
            m_collapse.expires_after(collapseTime);
            m_collapse.async_wait([this](const boost::system::error_code& error) {
                if (!error)
                    tellRefusals();
            });
        });
}

void EventHub::tellRefusals()
{
    std::map<RefusedCall, std::int64_t> refusals;
    {
        const std::lock_guard lock(m_mutex);
        refusals.swap(m_refusals);
    }
    std::map<std::pair<std::string, std::string>, std::int64_t> byScope;
    for (const auto& [refused, count] : refusals) {
        byScope[{refused.scope, refused.rule}] += count;
        if (count < stormCalls)
            continue;
        JsonWriter out;
        out.beginObject().member("team", refused.team).member("token", refused.token).member("scope", refused.scope);
        out.member("rule", refused.rule).member("count", count).endObject();
        send("event: storm\ndata: " + out.str() + "\n\n");
    }
    for (const auto& [of, count] : byScope) {
        JsonWriter out;
        out.beginObject().member("scope", of.first).member("rule", of.second).member("count", count).endObject();
        send("event: refusals\ndata: " + out.str() + "\n\n");
    }
}

http::Async<void> EventHub::serve(http::Exchange& exchange)
{
    const auto watcher = std::make_shared<Watcher>(m_io);
    if (!co_await exchange.start(200, {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}}))
        co_return;
    m_watchers.insert(watcher);
    exchange.whenClientGone([watcher] {
        watcher->gone = true;
        watcher->wake.cancel();
    });
    Result<void> sent = co_await exchange.write(": watching\n\n");
    while (sent && !watcher->gone && !watcher->sentAway && !m_closed) {
        if (watcher->waiting.empty()) {
            watcher->wake.expires_after(keepAlive);
            const auto [error] = co_await watcher->wake.async_wait(http::nothrowAwait);
            if (!error)
                sent = co_await exchange.write(": still here\n\n");
            continue;
        }
        const std::string event = std::move(watcher->waiting.front());
        watcher->waiting.pop_front();
        sent = co_await exchange.write(event);
    }
    m_watchers.erase(watcher);
    if (sent && !watcher->gone)
        co_await exchange.finish();
}

void EventHub::sendAway()
{
    for (const auto& watcher : m_watchers) {
        watcher->sentAway = true;
        watcher->wake.cancel();
    }
}

void EventHub::close()
{
    m_closed = true;
    sendAway();
}

} // namespace fuseboard::gateway
