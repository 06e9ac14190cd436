// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/policydoor.h"

#include "gateway/adminanswer.h"
#include "gateway/adminviews.h"
#include "gateway/awaitanswer.h"
#include "http/socketstream.h"

#include <spdlog/spdlog.h>

namespace fuseboard::gateway {
namespace {

constexpr auto lookInterval = std::chrono::seconds(1); // an edit is seen within two of the desktop's looks, each 2 s

} // namespace

using http::Async;
using http::Exchange;

PolicyDoor::PolicyDoor(Services& services)
    : m_services(services)
    , m_writer([](std::vector<std::function<void()>> jobs) {
        for (const auto& job : jobs)
            job();
        return Worked::done;
    })
{
}

Async<void> PolicyDoor::answerGet(Exchange& exchange)
{
    const auto policy = m_services.desk.policy();
    co_await exchange.respond(200, {{"Content-Type", "application/json"}, {"ETag", policy->etag()}}, policy->text());
}

Async<void> PolicyDoor::answerPut(Exchange& exchange)
{
    const auto body = co_await exchange.readBody();
    if (!body) {
        exchange.closeAfter();
        co_await sayFailure(exchange, std::max(400, http::statusFor(body.error())), "unreadable_body", body.error().detail);
        co_return;
    }
    const auto condition = exchange.request().headers.get("if-match");
    const bool isChanged = !condition.empty() && condition != "*" && condition != m_services.desk.policy()->etag();
    if (m_busy || isChanged) {
        co_await sayFailure(exchange, 412, "changed_meanwhile", "Somebody else changed the policy meanwhile.");
        co_return;
    }
    m_busy = true;
    const Saved saved = co_await awaitAnswer<Saved>([&](std::function<void(Saved)> done) {
        m_writer.post([config = &m_services.config, text = *body, done] {
            Saved result {.policy = checkPolicy(*config, text), .kept = {}};
            if (result.policy)
                result.kept = savePolicy(*config, text);
            done(std::move(result));
        });
    });
    m_busy = false;
    if (!saved.policy) {
        co_await sayJson(exchange, 422, faultsView(saved.policy.error()));
        co_return;
    }
    if (!saved.kept) {
        co_await sayFailure(exchange, 503, "not_saved", "The policy can't be saved: " + saved.kept.error().detail);
        co_return;
    }
    const auto& policy = *saved.policy;
    m_services.desk.setPolicy(policy);
    spdlog::info("policy revision {} is in force", policy->document().revision);
    JsonWriter out;
    out.beginObject().member("revision", policy->document().revision).endObject();
    co_await sayJson(exchange, 200, std::move(out), {{"ETag", policy->etag()}});
}

Async<Result<void>> PolicyDoor::reload()
{
    const auto policy = co_await awaitAnswer<PolicyResult>([this](std::function<void(PolicyResult)> done) {
        m_writer.post([config = &m_services.config, done] { done(loadPolicy(*config)); });
    });
    if (!policy)
        co_return std::unexpected(policy.error().front());
    m_services.desk.setPolicy(*policy);
    co_return Result<void>();
}

Async<void> PolicyDoor::watchFile()
{
    using Text = std::optional<std::string>; // empty: as at the last look, or not to be read
    const auto last = std::make_shared<std::filesystem::file_time_type>();
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (;;) {
        timer.expires_after(lookInterval);
        if (const auto [error] = co_await timer.async_wait(http::nothrowAwait); error)
            co_return;
        if (m_busy)
            continue;
        const Text text = co_await awaitAnswer<Text>([this, last](std::function<void(Text)> done) {
            m_writer.post([config = &m_services.config, last, done] {
                std::error_code error;
                const auto changed = std::filesystem::last_write_time(config->data / "policy.json", error);
                const bool isNew = !error && changed != std::exchange(*last, changed);
                done(isNew ? readPolicyText(*config) : Text());
            });
        });
        if (!text || *text == m_services.desk.policy()->text())
            continue;
        spdlog::warn("policy.json was edited beside the admin door; what was in force stays until SIGHUP");
        JsonWriter event;
        event.beginObject().member("file", "policy.json").endObject();
        m_services.events.publish("drift", std::move(event).str());
    }
}

} // namespace fuseboard::gateway
