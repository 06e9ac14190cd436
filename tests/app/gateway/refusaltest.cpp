// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/amounttext.h"
#include "gateway/refusal.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace fuseboard::gateway;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr std::int64_t dollar = 1'000'000'000;

LimitRefusal refused(std::int64_t settled, std::int64_t unsettled, std::int64_t held, std::int64_t needed)
{
    LimitRefusal out {.standing = {}, .neededNano = needed};
    out.standing.scope = {LimitKind::team, "team-a", {}};
    out.standing.hard = true;
    out.standing.limit = {2 * dollar, Currency::usd()};
    out.standing.settledNano = settled;
    out.standing.unsettledNano = unsettled;
    out.standing.heldNano = held;
    out.standing.period = {*parseInstant("2026-11-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};
    out.waitingHelps = held > 0 && settled + unsettled + needed <= 2 * dollar;
    return out;
}

const Team team {.id = "team-a", .name = "Payments", .owner = "P. Owner"};

TEST(BudgetRefusal, tellsWhatIsUsedFromWhatIsSetAside)
{
    const CallerError error = refusal(refused(21'050'000, 1'900'000'000, 0, 120'000'000), &team);
    EXPECT_EQ(error.message,
        "Team Payments' monthly AI budget has too little left for this call: 0.02 USD of 2.00 USD are used, 1.90 USD are set "
        "aside "
        "for calls whose outcome is unknown, and this call may cost up to 0.12 USD. It starts anew on 2026-12-01 at 00:00 UTC. "
        "Ask: "
        "P. Owner. More can be asked for at /fuseboard/raise; what is set aside for unknown outcomes, its owner can release.");
    const std::string body = errorBody(Dialect::openai, error);
    EXPECT_TRUE(has(body, R"("spent":"21050000","unsettled":"1900000000","setAside":"0")")) << body;
}

TEST(BudgetRefusal, saysThatAReleaseHelpsOnlyWhereItDoes)
{
    EXPECT_FALSE(has(refusal(refused(2 * dollar, dollar, 0, 1), &team).message, "release"));
    EXPECT_FALSE(has(refusal(refused(dollar, 10, 0, dollar + 1), &team).message, "release"));
    EXPECT_TRUE(has(refusal(refused(dollar, dollar, 0, 0), &team).message, " is spent or set aside: ")); // a retry
    EXPECT_TRUE(has(refusal(refused(dollar, dollar, 0, 0), &team).message, "its owner can release."));
    EXPECT_TRUE(refusal(refused(2 * dollar, 0, 0, 1), &team).message.ends_with(" More can be asked for at /fuseboard/raise."));
}

TEST(BudgetRefusal, showsAsManyDigitsAsItTakesNotToContradictItself)
{
    const CallerError error = refusal(refused(1'000'000'000, 0, 988'000'000, 12'000'001), &team);
    EXPECT_EQ(error.code, "budget_busy");
    EXPECT_TRUE(has(error.message,
        ": 1.000000000 USD of 2.000000000 USD are used, 0.988000000 USD are set aside for calls that run, and this call may "
        "cost up "
        "to 0.012000001 USD."))
        << error.message;
    EXPECT_EQ(digitsToCompare({dollar, dollar}, 2 * dollar), 2);
    EXPECT_EQ(digitsToCompare({dollar, dollar + 1}, 2 * dollar), 9);
    EXPECT_EQ(digitsToCompare({1'004'000'000, 1'000'000'000}, 2 * dollar), 3);
    EXPECT_EQ(digitsToCompare({1'000'000'000, 500'000'000}, 2 * dollar), 2);
}

TEST(Refusal, saysWhetherToComeAgain)
{
    const auto fields = [](int status, int retryAfter = 0) {
        return errorHeaders({.status = status, .type = {}, .code = {}, .message = {}, .retryAfter = retryAfter});
    };
    for (const int status : {400, 401, 403, 404, 405, 413, 415}) {
        EXPECT_EQ(fields(status).get("x-should-retry"), "false") << status;
        EXPECT_FALSE(fields(status).has("retry-after")) << status;
    }
    for (const int status : {408, 429, 500, 502, 503, 504})
        EXPECT_FALSE(fields(status).has("x-should-retry")) << status;
    EXPECT_EQ(fields(429, 7).get("retry-after"), "7");
    EXPECT_EQ(fields(503).get("retry-after"), "5");
    EXPECT_EQ(fields(503, 300).get("retry-after"), "300");
    EXPECT_EQ(errorHeaders(upstreamKeyRefused()).get("x-should-retry"), "false") << "nobody mends that while a caller waits";
}

} // namespace
