// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/reservationdoor.h"

#include "documents/documentobject.h"
#include "gateway/adminanswer.h"
#include "gateway/adminviews.h"
#include "gateway/jsonfault.h"

#include <spdlog/spdlog.h>

namespace fuseboard::gateway {
namespace {

using http::Async;
using http::Exchange;

constexpr std::int64_t maxUnsettled = 1000; // the latest; their sums stand with the budgets
constexpr std::size_t maxNameBytes = 1024;

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

/// Who says so; or everything that is wrong with the body.
std::expected<std::string, std::vector<Error>> parseRelease(const std::string& body)
{
    Faults faults;
    simdjson::dom::parser parser;
    std::string by;
    if (const auto root = parseDocument(parser, body, faults)) {
        const DocumentObject object(*root, {}, faults, {"decision", "by"});
        if (object.text("decision").value_or("release") != "release")
            faults.add("decision", "must be release");
        by = object.text("by").value_or("");
        if (by.size() > maxNameBytes)
            faults.add("by", "must have 1 to 1024 bytes");
    }
    if (!faults.empty())
        return std::unexpected(explained(std::move(faults).take(), body));
    return by;
}

std::string released(const CallRow& row, const std::string& by)
{
    JsonWriter out;
    out.beginObject().member("id", row.callId).member("team", row.team).nano("amount", row.unsettledNano);
    out.member("currency", row.cost->currency.text()).member("by", by).endObject();
    return std::move(out).str();
}

} // namespace

Async<void> ReservationDoor::list(Exchange& exchange)
{
    const auto limits = m_services.desk.policy()->limits();
    Instant since = limits->calendar().periodAt(now(), PeriodKind::month).start;
    for (const SpendLimit& limit : limits->all())
        since = std::min(since, limits->calendar().periodAt(now(), limit.period).start);
    std::vector<CallRow> unsettled;
    if (m_services.ledger) {
        auto read = co_await m_services.ledger->unsettled(since, maxUnsettled);
        if (!read) {
            co_await sayFailure(exchange, 503, "ledger_unreadable", "The ledger can't be read: " + read.error().detail);
            co_return;
        }
        unsettled = *std::move(read);
    }
    co_await sayJson(exchange, 200, reservationsView(m_services.desk, unsettled, now()));
}

Async<void> ReservationDoor::release(Exchange& exchange, AdminRights rights, std::string id)
{
    if (!rights.resume) {
        co_await sayFailure(exchange, 403, "no_right", "This token may not release what is set aside.");
        co_return;
    }
    const auto body = co_await readWrite(exchange);
    if (!body)
        co_return;
    const auto by = parseRelease(*body);
    if (!by) {
        co_await sayJson(exchange, 422, faultsView(by.error()));
        co_return;
    }
    if (!m_services.ledger) {
        co_await sayFailure(exchange, 503, "no_ledger", m_services.closedBecause);
        co_return;
    }
    // A policy that is being brought into force reads the ledger meanwhile.
    if (!co_await m_policy.takeTurn())
        co_return;
    const auto known = co_await m_services.ledger->release(id);
    const auto row = known.value_or(std::nullopt);
    if (row && row->cost)
        m_services.desk.release({.team = row->team,
                                    .token = row->token,
                                    .session = row->session,
                                    .model = row->modelCounted(),
                                    .label = {},
                                    .person = row->person,
                                    .agent = row->agent},
            {row->unsettledNano, row->cost->currency}, row->at);
    m_policy.endTurn();
    if (!known) {
        co_await sayFailure(exchange, 503, "not_saved", "It can't be saved, so nothing has changed.");
    } else if (!row || !row->cost) {
        co_await sayFailure(exchange, 404, "unknown_reservation", "Nothing stays set aside of an ended call of that id.");
    } else {
        const std::string told = released(*row, *by);
        spdlog::info("what was set aside of call {} is released", id);
        m_services.events.publish("reservation-released", told);
        co_await exchange.respond(200, {{"Content-Type", "application/json"}}, told);
    }
}

} // namespace fuseboard::gateway
