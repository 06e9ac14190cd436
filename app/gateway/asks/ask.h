// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "domain/reservationbook.h"

#include <vector>

namespace fuseboard::gateway {

enum class AskState {
    open, ///< waits for a person
    allowed,
    kept, ///< the budget stays as it is
    over, ///< nothing holds the session any more, and nobody has decided anything
};

/// What is asked of a person.
enum class AskAbout {
    budget, ///< a caller wishes for more than its budget has
    session, ///< a rule holds a session: may it go on?
};

struct Ask {
    std::string id; ///< UUIDv7
    Instant at;
    AskAbout about = AskAbout::budget;
    LimitScope scope; ///< of the hard budget that has least left for the caller; or the session
    PeriodKind period = PeriodKind::month; ///< of that budget
    std::string team, token, label, person, agent; ///< who asks
    Money amount; ///< asked for; of a session, what is proposed
    std::string reason;
    Money limit; ///< in force then
    std::int64_t spentNano = 0; ///< then, and what is set aside
    Instant resetsAt; ///< of a session, the end that is proposed
    AskState state = AskState::open;
    std::string by; ///< who answered; empty while it is open, or where nobody did
    Instant answeredAt;
    std::int64_t grantedNano = 0;
    Instant until; ///< of what was granted
    std::string evidence; ///< of a session, the members that `GET /v1/breakers` has of it, as an object
    std::int64_t worstCallNano = 0; ///< of a session: less lets no call like its last one pass; 0: unknown

    /// What was granted, as budgets take it.
    [[nodiscard]] Allowance allowance() const
    {
        return {scope, {grantedNano, amount.currency}, answeredAt, until, period, team};
    }
};

std::string toText(AskAbout about);
std::string toText(AskState state);
/// As `GET /v1/asks` shows it.
void write(JsonWriter& out, const Ask& ask);

/// A person's answer.
struct AskAnswer {
    bool allow = false;
    std::optional<std::int64_t> nano; ///< empty: as much as was asked for
    std::optional<Instant> until; ///< empty: until the budget resets
    std::string by;
};

/// What a caller asks for: the body of `POST /fuseboard/raise`.
struct AskedFor {
    std::int64_t nano = 0;
    std::string reason;
};
Result<AskedFor> parseRaise(const std::string& body, const Currency& currency);
/// The body of `POST /v1/asks/{id}`, or everything that is wrong with it.
std::expected<AskAnswer, std::vector<Error>> parseAnswer(const std::string& body, AskAbout about, Instant now);

} // namespace fuseboard::gateway
