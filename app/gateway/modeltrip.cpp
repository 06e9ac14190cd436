// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/modeltrip.h"

#include <format>

namespace fuseboard::gateway {

std::string inWords(const ModelTrip& trip)
{
    const std::string how =
        trip.last.status == 0 ? std::string("without an answer") : std::format("with status {}", trip.last.status);
    if (trip.failures == 1)
        return "fails: its last call ended " + how;
    return std::format("fails: {} calls in a row, the last {}", trip.failures, how);
}

void write(JsonWriter& out, const ModelTrip& trip)
{
    out.beginObject().key("scope").beginObject().member("kind", "model").member("id", trip.place.model).endObject();
    out.member("breaker", toText(trip.state)).member("state", toText(trip.state)).member("rule", "failures");
    out.member("observe", trip.observed).member("upstream", trip.place.upstream);
    out.member("at", fuseboard::toText(trip.last.at)).member("reason", "This model " + inWords(trip) + ".");
    out.key("evidence").beginArray().beginObject().member("sign", "failures").member("count", trip.failures);
    if (trip.last.status != 0)
        out.member("status", trip.last.status);
    out.member("code", trip.last.code).endObject().endArray();
    if (trip.observed)
        out.member("wouldRefuse", trip.wouldRefuse);
    if (trip.retryAfter.count() > 0)
        out.member("retryAfter", trip.retryAfter.count());
    out.endObject();
}

} // namespace fuseboard::gateway
