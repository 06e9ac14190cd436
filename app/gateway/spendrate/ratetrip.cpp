// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/spendrate/ratetrip.h"

#include "gateway/amounttext.h"

#include <format>

namespace fuseboard::gateway {

std::string inWords(const RateTrip& trip)
{
    std::string words = std::format("spends at a rate of {} an hour", amountText(trip.rate.nanoAnHour, trip.currency));
    if (trip.state == BreakerState::closed)
        return words;
    // It comes down some time after the rate has.
    const bool isAbove = trip.rate.nanoAnHour >= trip.rate.limitNano;
    return words
        + std::format(", {} the limit of {} an hour", isAbove ? "above" : "and was above",
            amountText(trip.rate.limitNano, trip.currency));
}

void writeMembers(JsonWriter& out, const RateTrip& trip)
{
    const SpendRate& rate = trip.rate;
    out.member("rule", "spend-rate").member("observe", trip.observed).member("at", fuseboard::toText(trip.at));
    out.member("reason", "This scope " + inWords(trip) + ".").key("evidence").beginObject();
    out.nano("ratePerHour", rate.nanoAnHour).nano("limitPerHour", rate.limitNano);
    if (rate.usualNano)
        out.nano("usualPerHour", *rate.usualNano);
    out.member("windowSeconds", SpendWindow::length.count()).member("calls", rate.calls).nano("cost", rate.costNano);
    out.member("running", rate.running).nano("runningCost", rate.runningNano).endObject();
    if (trip.retryAfter.count() > 0)
        out.member("retryAfter", trip.retryAfter.count());
    out.member("currency", trip.currency.text());
}

std::string rateEvent(const RateTrip& trip)
{
    JsonWriter out;
    out.beginObject().member("scope", trip.scope.text()).member("state", toText(trip.state));
    writeMembers(out, trip);
    return std::move(out.endObject()).str();
}

} // namespace fuseboard::gateway
