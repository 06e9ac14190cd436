// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/policydoor.h"

#include "gateway/adminanswer.h"
#include "gateway/adminviews.h"
#include "gateway/awaitanswer.h"
#include "gateway/configreload.h"
#include "gateway/program.h"
#include "gateway/spendingscan.h"
#include "http/socketstream.h"

#include <spdlog/spdlog.h>

#include <utility>

namespace fuseboard::gateway {
namespace {

constexpr auto turnInterval = std::chrono::milliseconds(10); // another policy is being brought into force
constexpr auto lookInterval = std::chrono::seconds(1); // an edit is seen within two of the desktop's looks, each 2 s

/// The file as somebody has edited it.
struct Seen {
    std::string text;
    std::string fault; ///< why it could not come into force; empty: it could
};

std::optional<Seen> look(const std::shared_ptr<const Config>& config)
{
    auto text = readPolicyText(*config);
    if (!text)
        return {};
    const auto policy = checkPolicy(config, *text);
    return Seen {*std::move(text), policy ? std::string() : sentence(firstFault(policy.error(), *config))};
}

} // namespace

/// Both files, read anew.
struct PolicyDoor::Files {
    Result<std::shared_ptr<const Config>> config;
    PolicyResult policy; ///< with that `gateway.toml`, or what is in force of it
    std::string text; ///< of the policy
};

using http::Async;
using http::Exchange;

PolicyDoor::PolicyDoor(Services& services)
    : m_services(services)
{
}

PolicyDoor::Files PolicyDoor::readFiles(std::shared_ptr<const Config> config)
{
    const auto read =
        rereadConfig(*config).transform([](Config next) { return std::make_shared<const Config>(std::move(next)); });
    config = read.value_or(std::move(config));
    return {read, loadPolicy(config), readPolicyText(*config).value_or("")};
}

Async<void> PolicyDoor::answerGet(Exchange& exchange)
{
    const auto policy = m_services.desk.policy();
    co_await exchange.respond(200, {{"Content-Type", "application/json"}, {"ETag", policy->etag()}}, policy->text());
}

Async<void> PolicyDoor::answerPut(Exchange& exchange)
{
    const auto body = co_await readWrite(exchange);
    if (!body)
        co_return;
    const auto condition = exchange.request().headers.get("if-match");
    const bool isChanged = !condition.empty() && condition != "*" && condition != m_services.desk.policy()->etag();
    if (m_busy || isChanged) {
        co_await sayFailure(exchange, 412, "changed_meanwhile", "Somebody else changed the policy meanwhile.");
        co_return;
    }
    m_busy = true;
    co_await bringIntoForce(exchange, *body);
    m_busy = false;
}

Async<void> PolicyDoor::bringIntoForce(Exchange& exchange, std::string text)
{
    const auto policy = co_await awaitAnswer<PolicyResult>([&](std::function<void(PolicyResult)> done) {
        m_writer.post([config = m_services.config(), text, done] { done(checkPolicy(config, text)); });
    });
    if (!policy) {
        co_await sayJson(exchange, 422, faultsView(policy.error()));
        co_return;
    }
    const auto question = co_await prepare(*policy);
    Result<void> kept = question ? Result<void>() : std::unexpected(question.error());
    if (kept)
        kept = co_await awaitAnswer<Result<void>>([&](std::function<void(Result<void>)> done) {
            m_writer.post([config = m_services.config(), text, done] { done(savePolicy(*config, text)); });
        });
    if (!kept) {
        m_services.desk.abandon();
        co_await sayFailure(exchange, 503, "not_saved", "The policy can't be saved: " + kept.error().detail);
        co_return;
    }
    co_await enforce(*policy, *question);
    m_fileFault.clear();
    spdlog::info("policy revision {} is in force", (*policy)->document().revision);
    JsonWriter out;
    out.beginObject().member("revision", (*policy)->document().revision).endObject();
    co_await sayJson(exchange, 200, std::move(out), {{"ETag", (*policy)->etag()}});
}

Async<Result<PolicyDoor::Prepared>> PolicyDoor::prepare(std::shared_ptr<const PolicyBook> policy)
{
    co_return co_await awaitAnswer<Result<Prepared>>([&](std::function<void(Result<Prepared>)> done) {
        m_writer.post([&services = m_services, policy, done] {
            const Instant now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
            SpendingQuestion question = services.desk.prepare(policy, now);
            if (question.asked.empty() || !services.ledger) {
                done(Prepared(std::move(question), {}));
                return;
            }
            if (!services.ledger->isDurable()) {
                done(fail(ErrorCode::fileUnwritable, "ledger.db", "settled calls are not saved yet"));
                return;
            }
            const auto filed = services.ledger->waitUntilFiled(); // what was settled before is not counted elsewhere
            auto answer =
                filed ? readSpending(services.config()->data / "ledger.db", question) : std::unexpected(filed.error());
            if (answer)
                done(Prepared(std::move(question), *std::move(answer)));
            else
                done(std::unexpected(answer.error()));
        });
    });
}

Async<void> PolicyDoor::enforce(std::shared_ptr<const PolicyBook> policy, Prepared prepared)
{
    co_await awaitAnswer<bool>([&](std::function<void(bool)> done) {
        m_writer.post([&desk = m_services.desk, policy, prepared = std::move(prepared), done] {
            desk.enforce(policy, prepared.first, prepared.second);
            done(true);
        });
    });
    m_services.shadows.follow(
        policy->document().tiers.shadow, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
}

Async<bool> PolicyDoor::takeTurn()
{
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    while (m_busy) {
        timer.expires_after(turnInterval);
        if (const auto [error] = co_await timer.async_wait(http::nothrowAwait); error)
            co_return false;
    }
    m_busy = true;
    co_return true;
}

Async<void> PolicyDoor::reload()
{
    if (!co_await takeTurn())
        co_return;
    const auto read = co_await awaitAnswer<std::shared_ptr<const Files>>(
        [running = m_services.config(), this](std::function<void(std::shared_ptr<const Files>)> done) {
            m_writer.post([running, done] { done(std::make_shared<const Files>(readFiles(running))); });
        });
    if (read)
        co_await bringIntoForce(*read);
    m_busy = false;
}

Async<void> PolicyDoor::bringIntoForce(const Files& read)
{
    const auto before = m_services.config();
    m_configFault = read.config ? std::string() : sentence(read.config.error());
    if (!read.config)
        spdlog::error("gateway.toml is refused and the last good one stays. {}", m_configFault);
    Result<void> done;
    if (!read.policy) {
        done = std::unexpected(firstFault(read.policy.error(), *m_services.config()));
        m_fileFault = sentence(done.error());
        m_refused = read.text;
    } else if (const auto question = co_await prepare(*read.policy)) {
        co_await enforce(*read.policy, *question);
        m_fileFault.clear();
    } else {
        m_services.desk.abandon();
        done = std::unexpected(question.error());
    }
    if (!done) {
        if (read.config && (*read.config)->print != before->print)
            m_configFault = "The policy on disk was refused with it.";
        spdlog::error(
            "the policy is refused whole; the last good one stays, and gateway.toml as it was. {}", sentence(done.error()));
        co_return;
    }
    const auto config = m_services.config();
    spdlog::set_level(spdlog::level::from_str(config->logLevel));
    if (read.config)
        for (const std::string& warning : config->warnings)
            spdlog::warn("{}", warning);
    if (config->adminTokens != before->adminTokens)
        m_services.events.sendAway(); // whoever watches shows a token of today
    spdlog::info(
        "policy revision {} is in force{}", (*read.policy)->document().revision, read.config ? ", and gateway.toml" : "");
}

Async<void> PolicyDoor::watchFile()
{
    using Look = std::optional<Seen>; // empty: as at the last look, or not to be read
    const auto last = std::make_shared<std::filesystem::file_time_type>();
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (;;) {
        timer.expires_after(lookInterval);
        if (const auto [error] = co_await timer.async_wait(http::nothrowAwait); error)
            co_return;
        if (m_busy)
            continue;
        const Look seen = co_await awaitAnswer<Look>([this, last](std::function<void(Look)> done) {
            m_writer.post([config = m_services.config(), last, done] {
                std::error_code error;
                const auto changed = std::filesystem::last_write_time(config->data / "policy.json", error);
                const bool isNew = !error && changed != std::exchange(*last, changed);
                done(isNew ? look(config) : Look());
            });
        });
        if (!seen)
            continue;
        m_fileFault.clear();
        if (seen->text == m_services.desk.policy()->text())
            continue;
        m_fileFault = seen->fault;
        if (std::exchange(m_refused, {}) != seen->text) // else the log has it from the SIGHUP
            spdlog::warn("policy.json was edited beside the admin door; what was in force stays until SIGHUP");
        JsonWriter event;
        event.beginObject().member("file", "policy.json").endObject();
        m_services.events.publish("drift", std::move(event).str());
    }
}

} // namespace fuseboard::gateway
