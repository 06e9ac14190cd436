// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/holdorders.h"

#include "domain/loops/loopwatch.h"
#include "gateway/adminanswer.h"
#include "gateway/adminviews.h"
#include "gateway/orderdocument.h"
#include "http/socketstream.h"

#include <spdlog/spdlog.h>

namespace fuseboard::gateway {
namespace {

using http::Async;
using http::Exchange;

constexpr auto cutBound = std::chrono::milliseconds(250); // SAFETY KS4
constexpr auto cutStep = std::chrono::milliseconds(5);

/// A name with a slip of the pen must not look like a freeze that holds somebody; empty: the policy has the scope, or callers
/// name it.
std::string holdsNobody(const Scope& scope, const PolicyBook& policy)
{
    if (scope.kind == ScopeKind::team && !policy.team(scope.id))
        return "The policy has no team " + scope.id + ": this freeze is in force, and refuses nobody now.";
    if (scope.kind == ScopeKind::token && !policy.key(scope.id))
        return "The policy has no such token: this freeze is in force, and refuses nobody now.";
    return {};
}

} // namespace

Async<void> HoldOrders::answerPut(Exchange& exchange, AdminRights rights, std::string_view path)
{
    const auto scope = orderScope(path);
    if (!scope) {
        co_await sayFailure(exchange, 404, "unknown_scope", scope.error().detail);
        co_return;
    }
    const auto body = co_await readWrite(exchange);
    if (!body)
        co_return;
    const auto order = parseOrder(*scope, *body);
    if (!order) {
        co_await sayJson(exchange, 422, faultsView(order.error()));
        co_return;
    }
    const bool freezing = order->state == HoldState::frozen;
    if (freezing ? !rights.freeze : !rights.resume) {
        co_await sayFailure(exchange, 403, "no_right", freezing ? "This token may not freeze." : "This token may not resume.");
        co_return;
    }
    // Ours is forgotten with a restart: the freeze would stay, and hold nobody.
    if (freezing && order->scope.kind == ScopeKind::session && loops::isNameOfOurs(order->scope.id)) {
        co_await sayFailure(exchange, 422, "session_unnamed", "This session has no name of its client's: freeze its key.");
        co_return;
    }
    const Hold hold {*order, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())};
    const auto [verdict, saved, cut] = co_await enforce(hold);
    const auto inForce = m_services.desk.holdOf(order->scope);
    JsonWriter out;
    out.beginObject().member("generation", inForce ? inForce->order.generation : 0);
    if (verdict == OrderVerdict::stale) {
        co_await sayJson(exchange, 409, std::move(out.endObject()));
        co_return;
    }
    if (!freezing && !saved) {
        co_await sayFailure(exchange, 503, "not_saved", "The release can't be saved, so it is still frozen.");
        co_return;
    }
    const bool cutting = freezing && order->mode == FreezeMode::cut;
    const std::int64_t inFlight = cutting ? co_await waitForCut(order->scope) : m_services.desk.load(order->scope).calls;
    const ScopeLoad load = m_services.desk.load(order->scope);
    out.member("durable", saved).member("cut", cut).member("inFlight", inFlight);
    out.nano("moneySetAside", load.reservedNano).member("currency", load.currency.text());
    if (freezing)
        out.memberIfSet("notice", holdsNobody(order->scope, *m_services.desk.policy()));
    out.endObject();
    if (verdict == OrderVerdict::applied)
        tell(hold);
    co_await sayJson(exchange, 200, std::move(out));
}

Async<bool> HoldOrders::keep(Hold hold)
{
    if (!m_services.holds)
        co_return false;
    const auto kept = co_await m_services.holds->keep(hold);
    if (!kept)
        spdlog::error(
            "{}: the hold on {} is not saved: {}", kept.error().subject, hold.order.scope.text(), kept.error().detail);
    co_return kept.has_value();
}

Async<HoldOrders::Enforced> HoldOrders::enforce(Hold hold)
{
    if (const auto verdict = m_services.desk.judgeOrder(hold.order); verdict == OrderVerdict::stale)
        co_return Enforced {.verdict = verdict};
    // A freeze is in force at once, and stays so where the disk fails (KS10); a release only once it is on the disk, or
    // a restart would undo it unseen.
    if (hold.order.state == HoldState::released && !co_await keep(hold))
        co_return Enforced {.verdict = OrderVerdict::inForce, .saved = false};
    Enforced done {.verdict = m_services.desk.apply(hold.order, hold.at)};
    if (hold.order.state == HoldState::released || done.verdict == OrderVerdict::stale)
        co_return done;
    if (hold.order.mode == FreezeMode::cut) // before the disk is waited for: meanwhile money runs
        done.cut = m_services.desk.cut(hold);
    // Of several presses the first is in force, and stays so after a restart.
    done.saved = co_await keep(m_services.desk.holdOf(hold.order.scope).value_or(hold));
    co_return done;
}

Async<std::int64_t> HoldOrders::waitForCut(Scope scope)
{
    const auto until = std::chrono::steady_clock::now() + cutBound;
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    std::int64_t left = m_services.desk.load(scope).calls;
    while (left > 0 && std::chrono::steady_clock::now() < until) {
        timer.expires_after(cutStep);
        co_await timer.async_wait(http::nothrowAwait);
        left = m_services.desk.load(scope).calls;
    }
    co_return left;
}

void HoldOrders::tell(const Hold& hold)
{
    const HoldOrder& order = hold.order;
    spdlog::info("{} is {} (generation {})", order.scope.text(), toText(order.state), order.generation);
    JsonWriter event;
    event.beginObject();
    writeScope(event, order.scope);
    event.member("state", toText(order.state)).member("generation", order.generation).member("mode", toText(order.mode));
    event.member("by", order.by).member("reason", order.reason).member("at", fuseboard::toText(hold.at)).endObject();
    m_services.events.publish(order.state == HoldState::frozen ? "trip" : "reset", std::move(event).str());
}

} // namespace fuseboard::gateway
