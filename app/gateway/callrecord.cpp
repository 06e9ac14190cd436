// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callrecord.h"

#include "gateway/callprice.h"

namespace fuseboard::gateway {
namespace {

constexpr auto noteInterval = std::chrono::seconds(1); // what a kill makes of a stream's count is at most so old

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

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
    , m_started(std::chrono::steady_clock::now())
    , m_notedAt(m_started)
{
}

void CallRecord::noteFirstByte() { m_firstByteMs = millisecondsSince(m_started); }

CallRow CallRecord::row(CallStatus status, std::string reason, std::string cut, const Metering& metering) const
{
    const PriceList& prices = m_call->policy->document().prices;
    const CallIdentity& who = m_call->identity;
    CallRow row {.callId = m_call->id, .at = m_call->since, .endedAt = now()};
    row.team = who.team;
    row.token = who.token;
    row.person = who.person;
    row.agent = who.agent;
    row.session = who.session;
    row.dialect = toText(dialectOf(m_api));
    row.route = toText(m_api);
    row.modelAsked = m_modelAsked;
    row.modelUsed = metering.model.empty() ? m_modelAsked : metering.model;
    row.status = status;
    row.reason = std::move(reason);
    row.tokens = metering.tokens;
    row.cost = metering.tokens == TokenCounts {} ? Money {0, prices.currency()} : priceOf(prices, m_modelAsked, metering);
    row.priceVersion = prices.version();
    row.counted = metering.counted;
    row.upstream = m_upstream;
    row.durationMs = millisecondsSince(m_started);
    row.firstByteMs = m_firstByteMs;
    row.cut = std::move(cut);
    return row;
}

LedgerEntry CallRecord::openEntry() const
{
    // As it is to be charged if nothing more is heard of it: marked as counted whatever the provider has said so far.
    Metering metering = m_meter.metering();
    metering.counted = true;
    return {.row = row(CallStatus::cut, {}, "crash", metering), .settled = false, .reservedNano = m_call->reservedNano};
}

http::Async<Result<void>> CallRecord::open() { return m_services.ledger->keep(openEntry()); }

void CallRecord::noteProgress()
{
    const Metering metering = m_meter.metering();
    m_call->tokens = metering.tokens.total();
    if (const auto cost = priceOf(m_call->policy->document().prices, m_modelAsked, metering))
        m_call->costNano = cost->nano;
    const auto at = std::chrono::steady_clock::now();
    if (at - m_notedAt < noteInterval)
        return;
    m_notedAt = at;
    m_services.ledger->note(openEntry());
}

http::Async<Result<void>> CallRecord::settle(CallStatus status, std::string reason, std::string cut)
{
    Metering metering = m_meter.metering();
    if (!m_sent || m_unbilled)
        metering = {.tokens = {}, .counted = false, .model = metering.model};
    m_services.metrics.countCall(toText(m_api), toText(status));
    m_services.metrics.countTokens("prompt", metering.tokens.prompt());
    m_services.metrics.countTokens("output", metering.tokens.output);
    return m_services.ledger->keep({.row = row(status, std::move(reason), std::move(cut), metering), .settled = true});
}

} // namespace fuseboard::gateway
