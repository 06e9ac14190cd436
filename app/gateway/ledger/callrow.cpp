// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/callrow.h"

namespace fuseboard::gateway {

const char* toText(CallStatus status)
{
    switch (status) {
    case CallStatus::completed: return "completed";
    case CallStatus::failed: return "failed";
    case CallStatus::cut: return "cut";
    }
    return "failed";
}

void write(JsonWriter& out, const CallRow& row)
{
    out.beginObject().member("seq", row.seq).member("callId", row.callId);
    out.member("at", fuseboard::toText(row.at)).member("endedAt", fuseboard::toText(row.endedAt));
    out.member("team", row.team).member("token", row.token).member("person", row.person).member("agent", row.agent);
    out.member("session", row.session).member("dialect", row.dialect).member("route", row.route);
    out.member("modelAsked", row.modelAsked).member("modelUsed", row.modelUsed).member("tier", row.tier);
    out.memberIfSet("reason", row.reason).member("status", toText(row.status));
    out.key("tokens").beginObject().member("input", row.tokens.input).member("cacheRead", row.tokens.cacheRead);
    out.member("cacheWrite5m", row.tokens.cacheWrite5m).member("cacheWrite1h", row.tokens.cacheWrite1h);
    out.member("output", row.tokens.output).member("reasoning", row.tokens.reasoning).endObject();
    if (row.cost)
        out.nano("cost", row.cost->nano).member("currency", row.cost->currency.text());
    else
        out.key("cost").null().key("currency").null();
    out.member("costBasis", "estimated").member("priceVersion", row.priceVersion);
    out.member("usageSource", row.counted ? "counted" : "provider").member("upstream", row.upstream);
    out.member("durationMs", row.durationMs).key("firstByteMs");
    if (row.firstByteMs)
        out.integer(*row.firstByteMs);
    else
        out.null();
    out.memberIfSet("cut", row.cut).endObject();
}

} // namespace fuseboard::gateway
