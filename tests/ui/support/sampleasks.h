// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/allowdialog.h"
#include "support/madeupboard.h"

/// What callers of the made-up company ask their gateways for: one waits, one may spend more, one was told no.
namespace fuseboard::sample {

inline Money dollars(std::int64_t amount) { return {amount * madeup::unit, Currency::usd()}; }

inline RaiseAsk openAsk()
{
    RaiseAsk out;
    out.id = "a1";
    out.at = madeup::now() - std::chrono::minutes(12);
    out.scope = LimitScope::ofTeam("team-payments");
    out.team = "team-payments";
    out.token = "5b0c7a1e6b0b";
    out.key = "checkout-agent";
    out.agent = "checkout-agent";
    out.amount = dollars(20);
    out.reason = "The release is tonight, and two of forty reviews are left.";
    out.limit = dollars(500);
    out.spent = dollars(499);
    out.resetsAt = madeup::at("2026-11-30T23:00:00Z");
    return out;
}

inline RaiseAsk allowedAsk()
{
    RaiseAsk out = openAsk();
    out.id = "a2";
    out.at -= std::chrono::hours(2);
    out.state = RaiseAsk::State::allowed;
    out.person = "J. Ortiz";
    out.agent = "claude-code";
    out.scope = {LimitKind::person, "J. Ortiz", {}};
    out.reason = "A migration.";
    out.by = "B. Jones";
    out.answeredAt = madeup::now() - std::chrono::hours(1);
    out.granted = dollars(15);
    out.until = madeup::at("2026-11-23T17:00:00Z");
    return out;
}

inline RaiseAsk keptAsk()
{
    RaiseAsk out = openAsk();
    out.id = "a3";
    out.at -= std::chrono::hours(20);
    out.state = RaiseAsk::State::kept;
    out.team = "team-growth";
    out.scope = LimitScope::ofTeam("team-growth");
    out.agent = "";
    out.key = "campaigns";
    out.reason = "More pictures.";
    out.by = "A. Meyer";
    out.answeredAt = madeup::now() - std::chrono::hours(19);
    return out;
}

/// What a gateway's rule holds.
inline RaiseAsk heldAsk()
{
    RaiseAsk out = openAsk();
    out.id = "a4";
    out.isHeldSession = true;
    out.scope = {LimitKind::session, "9f2c61de-40b7", {}};
    out.person = "J. Ortiz";
    out.agent = "claude-code";
    out.amount = dollars(9);
    out.reason = "This session gets nowhere: read_file was called 6 times more with the same arguments and the same result.";
    out.limit = {};
    out.spent = dollars(14);
    out.anHour = dollars(38);
    out.seen = {{.sign = loops::LoopSign::sameCall, .tool = "read_file", .count = 6},
        {.sign = loops::LoopSign::nothingNew, .count = 2}, {.sign = loops::LoopSign::risingPrompt, .count = 1}};
    out.idleCalls = 7;
    out.mostCalls = 200;
    out.resetsAt = out.at + std::chrono::minutes(30);
    return out;
}

inline Asks asks()
{
    return {{.place = "gateway",
        .name = "Gateway",
        .asks = {openAsk(), allowedAsk(), keptAsk()},
        .at = madeup::now(),
        .error = {}}};
}

/// What *Allow $20.00 More…* asks of the first.
inline AllowQuestion allowQuestion()
{
    return {.place = "gateway",
        .ask = openAsk(),
        .scope = QStringLiteral("Payments"),
        .calendar = madeup::calendar(),
        .now = madeup::now()};
}

/// The gateway has told them 12 minutes ago, and is silent now.
inline Asks silentAsks()
{
    Asks out = asks();
    out[0].at = madeup::now() - std::chrono::minutes(12);
    out[0].error = Error {ErrorCode::unreachable, "Gateway", {}};
    return out;
}

} // namespace fuseboard::sample
