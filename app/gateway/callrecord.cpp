// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callrecord.h"

#include "gateway/adminviews.h"
#include "gateway/callprice.h"
#include "gateway/ledger/callcodec.h"

#include <algorithm>

namespace fuseboard::gateway {
namespace {

/// Text is counted at a third of a token for each byte, though a token has up to six: an answer that keeps to its cap may
/// seem twice as long.
constexpr std::int64_t countingError = 2;
constexpr std::int64_t reserveSteps = 4; // so that a stream that grows asks the budgets a few times, not for each piece
constexpr std::size_t usualRowBytes = 640;
constexpr auto noteInterval = std::chrono::seconds(1); // what a kill makes of a stream's count is at most so old

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

LedgerEntry entryOf(const CallView& row, bool settled)
{
    LedgerEntry entry {.call = {}, .settled = settled};
    entry.call.reserve(usualRowBytes);
    appendCall(entry.call, row);
    return entry;
}

std::int64_t millisecondsSince(SteadyTime start)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

CallRecord::CallRecord(Services& services, std::shared_ptr<LiveCall> call, const Meter& meter, Api api, std::string modelAsked)
    : m_services(services)
    , m_call(std::move(call))
    , m_meter(meter)
    , m_api(api)
    , m_modelAsked(std::move(modelAsked))
    , m_modelSent(m_modelAsked)
    , m_started(std::chrono::steady_clock::now())
    , m_notedAt(m_started)
{
}

void CallRecord::setPlace(const CallPlace& place, const TierTarget* target)
{
    m_modelSent = place.model;
    m_upstream = place.upstream;
    m_tier = target ? toText(target->tier) : "";
}

void CallRecord::noteFirstByte() { m_firstByteMs = millisecondsSince(m_started); }

CallView CallRecord::row(const CallEnd& end, const Metering& metering)
{
    const PolicyDocument& policy = m_call->policy->document();
    const CallIdentity& who = m_call->identity;
    m_modelUsed = metering.model.empty() ? std::string_view(m_modelSent) : metering.model;
    if (const UpstreamConfig* upstream = m_call->policy->config()->upstream(m_upstream))
        upstream->hiddenKey.hideIn(m_modelUsed);
    m_priceVersion = priceVersionOf(policy, m_modelSent, metering);
    CallView row {.callId = m_call->id, .at = m_call->since, .endedAt = now()};
    row.team = who.team;
    row.token = who.token;
    row.person = who.person;
    row.agent = who.agent;
    row.session = who.session;
    row.dialect = toText(dialectOf(m_api));
    row.route = toText(m_api);
    row.modelAsked = m_modelAsked;
    row.modelUsed = m_modelUsed;
    row.status = end.status;
    row.reason = end.reason;
    row.tokens = metering.tokens;
    row.cost = metering.tokens == TokenCounts {} ? Money {0, policy.prices.currency()} : priceOf(policy, m_modelSent, metering);
    if (metering.counted && row.cost)
        row.unsettledNano = unsettledNano(metering, row.cost->nano);
    row.priceVersion = m_priceVersion;
    row.counted = metering.counted;
    row.upstream = m_upstream;
    row.durationMs = millisecondsSince(m_started);
    row.firstByteMs = m_firstByteMs;
    row.cut = end.cut;
    if (m_modelSent != m_modelAsked)
        row.modelSent = m_modelSent;
    row.tier = m_tier;
    return row;
}

/// What was only counted may have cost more: the rest stays set aside (SAFETY MO3). Where the provider has stated the input
/// that is no more than the rest of the output.
std::int64_t CallRecord::unsettledNano(const Metering& metering, std::int64_t costNano) const
{
    std::optional<std::int64_t> most = m_call->reservedNano;
    if (m_meter.statesInput())
        most = mostOfOutput(m_call->policy->document(), m_modelSent, metering, m_call->outputCap);
    return std::max<std::int64_t>(0, most.value_or(0) - costNano);
}

LedgerEntry CallRecord::openEntry()
{
    // As it is to be charged if nothing more is heard of it: marked as counted whatever the provider has said so far.
    static const CallEnd crash {CallStatus::cut, {}, "crash"};
    Metering metering = m_meter.metering();
    metering.counted = true;
    return entryOf(row(crash, metering), false);
}

LedgerKeeper::Keep CallRecord::open() { return m_services.ledger->keep(openEntry()); }

/// A piece of a stream asks twice for the same.
const std::optional<Money>& CallRecord::costOf(const Metering& metering)
{
    if (!m_costed.cost || m_costed.tokens != metering.tokens || m_costed.model != metering.model) {
        m_costed.tokens = metering.tokens;
        m_costed.model = metering.model;
        m_costed.cost = priceOf(m_call->policy->document(), m_modelSent, metering);
    }
    return *m_costed.cost;
}

void CallRecord::noteProgress()
{
    const Metering metering = m_meter.metering();
    m_call->tokens = metering.tokens.total();
    if (const auto& cost = costOf(metering))
        m_call->costNano = cost->nano;
    const auto at = std::chrono::steady_clock::now();
    if (at - m_notedAt < noteInterval)
        return;
    m_notedAt = at;
    m_services.ledger->note(openEntry());
}

LedgerEntry CallRecord::settledEntry(const CallEnd& end, std::int64_t& unsettledNano)
{
    Metering metering = m_meter.metering();
    if (!m_sent || m_unbilled)
        metering = {.tokens = {}, .counted = false, .model = metering.model};
    m_services.metrics.countCall(m_api, end.status);
    m_services.metrics.countTokens(metering.tokens);
    const CallView told = row(end, metering);
    const bool isKnown = m_call->policy->document().prices.find(m_modelSent) != nullptr; // what callers invent is not told
    m_services.metrics.countModel(m_api, isKnown ? modelFamily(m_modelSent) : std::string_view(), told, m_meter.cameInPieces());
    m_call->costNano = told.cost ? told.cost->nano : 0;
    unsettledNano = told.unsettledNano;
    if (m_call->policy->document().tiers.shadow)
        compare(told);
    return entryOf(told, true);
}

void CallRecord::compare(const CallView& row)
{
    const PolicyDocument& policy = m_call->policy->document();
    const TierShadow& shadow = *policy.tiers.shadow;
    const auto tier = parseTier(row.tier);
    const TierTarget* other = policy.tiers.target(shadow.tier, row.dialect);
    if (!tier || *tier == shadow.tier || !other || row.status != CallStatus::completed || row.counted || !row.cost
        || !isOfShare(row.callId, shadow.percent))
        return;
    ShadowCall call {.tier = *tier, .team = std::string(row.team), .cost = *row.cost, .shadowNano = {}};
    if (policy.prices.find(other->model))
        if (const auto cost = priceOf(policy, other->model, {row.tokens, false, other->model}))
            call.shadowNano = cost->nano;
    m_services.shadows.add(shadow, call);
    m_services.metrics.countShadow(shadow, call);
}

void CallRecord::tellReached(const std::vector<LimitStanding>& reached)
{
    for (const LimitStanding& standing : reached)
        m_services.events.publish("budget", std::move(standingView(standing)).str());
}

http::Async<Result<void>> CallRecord::settle(CallEnd end)
{
    std::int64_t unsettled = 0;
    LedgerEntry entry = settledEntry(end, unsettled);
    const auto kept = co_await m_services.ledger->keep(std::move(entry));
    tellReached(m_services.desk.settle(*m_call, m_call->costNano, unsettled));
    co_return kept;
}

http::Async<bool> CallRecord::goOn(CallEnd end, std::shared_ptr<LiveCall> next)
{
    std::int64_t unsettled = 0;
    LedgerEntry entry = settledEntry(end, unsettled);
    const auto kept = co_await m_services.ledger->keep(std::move(entry));
    if (!kept) {
        tellReached(m_services.desk.settle(*m_call, m_call->costNano, unsettled));
        co_return false;
    }
    const Desk::Passed passed = m_services.desk.passOn(*m_call, m_call->costNano, unsettled, next);
    tellReached(passed.reached);
    if (!passed.in)
        co_return false;
    m_call = std::move(next);
    m_started = m_notedAt = std::chrono::steady_clock::now();
    m_sent = m_unbilled = false;
    m_firstByteMs.reset();
    m_costed.cost.reset();
    co_return true;
}

Overrun CallRecord::overrun()
{
    if (!m_call->limited)
        return Overrun::none;
    const Metering metering = m_meter.metering();
    if (!metering.counted)
        return Overrun::none;
    const auto& cost = costOf(metering);
    if (!cost || cost->nano <= m_call->reservedNano)
        return Overrun::none;
    const Metering least = m_meter.least();
    const auto leastCost = priceOf(m_call->policy->document(), m_modelSent, least);
    const std::int64_t first = m_call->worstNano.value_or(0);
    if (m_call->capped && least.tokens.output > m_call->outputCap * countingError && cost->nano > first * countingError)
        return Overrun::cap;
    for (const std::int64_t wanted : {cost->nano + first / reserveSteps, cost->nano})
        if (m_services.desk.extend(*m_call, wanted - m_call->reservedNano, now()))
            return Overrun::none;
    // What seems too long may be an honest answer that was counted too high.
    return leastCost->nano > m_call->reservedNano ? Overrun::money : Overrun::none;
}

} // namespace fuseboard::gateway
