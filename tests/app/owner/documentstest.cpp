// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/madeupmembers.h"

#include "owner/asksdocument.h"
#include "owner/blastpreview.h"
#include "owner/callsdocument.h"
#include "owner/drillbook.h"
#include "owner/errordocument.h"
#include "owner/organisationdocument.h"
#include "owner/ownerprotocol.h"
#include "owner/sourcedocument.h"
#include "owner/unseenfreezes.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

using namespace fuseboard;
using test::Dice;
using test::oneIn;
using test::oneOf;
using test::upTo;

namespace {

constexpr int rounds = 2000;

/// As it arrives at the other program.
QJsonObject sent(const QJsonObject& document)
{
    return QJsonDocument::fromJson(QJsonDocument(document).toJson(QJsonDocument::Compact)).object();
}

std::string text(Dice& dice)
{
    static const std::array<std::string, 9> all {
        "", "Payments", "Søk & \"Rang\"", "a\nb\tc", "\\", "=1+1", "日本語 🧊", " ", std::string(300, 'x')};
    return oneOf(dice, all);
}

std::int64_t number(Dice& dice)
{
    static const std::array<std::int64_t, 6> all {0, 1, -1, (std::int64_t(1) << 53) + 1,
        std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min() + 1};
    return oneIn(dice, 3) ? oneOf(dice, all) : upTo(dice, 1'000'000'000'000);
}

Money money(Dice& dice)
{
    static const std::array<Currency, 2> all {Currency::usd(), *Currency::parse("EUR")};
    return {number(dice), oneOf(dice, all)};
}

Instant instant(Dice& dice) { return Instant(std::chrono::microseconds(upTo(dice, 4'000'000'000'000'000))); }

template <class Make>
auto perhaps(Dice& dice, Make make) -> std::optional<decltype(make(dice))>
{
    return oneIn(dice, 3) ? std::nullopt : std::optional(make(dice));
}

template <class Make>
auto several(Dice& dice, Make make)
{
    std::vector<decltype(make(dice))> out;
    for (std::int64_t left = upTo(dice, 3); left > 0; --left)
        out.push_back(make(dice));
    return out;
}

template <class Enum>
Enum oneTo(Dice& dice, Enum last)
{
    return static_cast<Enum>(upTo(dice, static_cast<int>(last)));
}

bool flag(Dice& dice) { return oneIn(dice, 2); }
std::chrono::milliseconds milliseconds(Dice& dice) { return std::chrono::milliseconds(upTo(dice, 100'000)); }
Error error(Dice& dice) { return {oneTo(dice, ErrorCode::noRightToChangePolicy), text(dice), text(dice)}; }

Scope scope(Dice& dice)
{
    static const std::array<Scope, 4> all {
        Scope::everything(), Scope::ofTeam("team-payments"), Scope::ofTeam("team-mobile"), Scope {ScopeKind::model, "gpt-5.6"}};
    return oneOf(dice, all);
}

PlaceView place(Dice& dice)
{
    PlaceView out {.id = text(dice), .name = text(dice), .stage = oneTo(dice, PlaceStage::unable)};
    out.canProbe = flag(dice);
    out.leavesRunning = flag(dice);
    out.isKept = flag(dice);
    out.cause = perhaps(dice, error);
    out.provedAt = perhaps(dice, instant);
    out.lastAnswer = perhaps(dice, instant);
    out.generation = dice();
    out.inFlight = number(dice);
    out.tellsInFlight = number(dice) % 2 == 0;
    out.moneySetAside = perhaps(dice, money);
    out.times = {perhaps(dice, milliseconds), perhaps(dice, milliseconds), perhaps(dice, milliseconds),
        perhaps(dice, milliseconds), perhaps(dice, milliseconds)};
    out.bound = milliseconds(dice);
    out.note = text(dice);
    return out;
}

FreezeView freeze(Dice& dice)
{
    FreezeView out;
    out.scope = scope(dice);
    out.stage = oneTo(dice, FreezeStage::resumed);
    out.wanted = oneTo(dice, HoldState::released);
    out.mode = oneTo(dice, FreezeMode::cut);
    out.generation = dice();
    out.orderedAt = instant(dice);
    out.provedAt = perhaps(dice, instant);
    out.by = text(dice);
    out.reason = text(dice);
    out.added = perhaps(dice, [](Dice& d) { return AddedReason {text(d), text(d), instant(d)}; });
    out.until = perhaps(dice, instant);
    out.isForeign = flag(dice);
    out.saved = flag(dice);
    out.places = several(dice, place);
    return out;
}

std::set<ScopeKind> kinds(Dice& dice)
{
    std::set<ScopeKind> out;
    for (const ScopeKind kind : several(dice, [](Dice& d) { return oneTo(d, ScopeKind::model); }))
        out.insert(kind);
    return out;
}

LeverView lever(Dice& dice)
{
    return {.id = text(dice),
        .name = text(dice),
        .refuses = kinds(dice),
        .cuts = kinds(dice),
        .canProbe = flag(dice),
        .bound = milliseconds(dice),
        .watchEvery = milliseconds(dice),
        .isAsked = flag(dice),
        .cause = perhaps(dice, error),
        .caveat = oneTo(dice, LeverCaveat::brokenKeyCheck),
        .warnings = several(dice, text)};
}

RuleBreaker rule(Dice& dice)
{
    return {.scope = scope(dice),
        .cause = oneTo(dice, BreakerCause::spendRate),
        .state = static_cast<BreakerState>(1 + upTo(dice, static_cast<std::int64_t>(BreakerState::halfOpen) - 1)),
        .observed = flag(dice),
        .at = instant(dice),
        .reason = text(dice),
        .upstream = text(dice),
        .team = text(dice),
        .key = text(dice)};
}

FreezeBoard freezeBoard(Dice& dice)
{
    FreezeBoard out;
    for (FreezeView& view : several(dice, freeze))
        out.views[view.scope] = std::move(view);
    out.levers = several(dice, lever);
    out.auditWaiting = number(dice);
    for (int place = 0; place < 2; ++place)
        if (auto rules = several(dice, rule); !rules.empty())
            out.rules["gateway-" + std::to_string(place)] = std::move(rules);
    return out;
}

Untold untold(Dice& dice)
{
    return {.ledger = static_cast<Ledger>(dice() % (ledgerCount + 1)),
        .list = text(dice),
        .days = {instant(dice), instant(dice)},
        .why = flag(dice) ? Untold::Why::leftOut : Untold::Why::refused,
        .wasTold = flag(dice)};
}

SourceView source(Dice& dice)
{
    const auto backfill = [](Dice& d) {
        return Backfill {{instant(d), instant(d)}, instant(d), oneTo(d, BackfillState::done)};
    };
    return {.id = text(dice),
        .name = text(dice),
        .kind = text(dice),
        .lastAnswer = perhaps(dice, instant),
        .completeUpTo = perhaps(dice, instant),
        .error = perhaps(dice, error),
        .nextTry = perhaps(dice, instant),
        .interval = std::chrono::seconds(upTo(dice, 86'400)),
        .toldRows = number(dice),
        .canFreeze = flag(dice),
        .tellsUsage = flag(dice),
        .takesKey = flag(dice),
        .backfill = perhaps(dice, backfill),
        .unknownFields = flag(dice) ? std::set<std::string>() : std::set<std::string> {text(dice), text(dice)},
        .untold = flag(dice) ? UntoldDays() : UntoldDays {untold(dice), untold(dice)},
        .clockSkew = perhaps(dice, [](Dice& d) { return std::chrono::seconds(number(d) % 100'000); })};
}

std::string hash(Dice& dice) { return std::format("{:064x}", dice()); }

BudgetScope budgetScope(Dice& dice)
{
    static const std::array<BudgetScope, 6> all {BudgetScope::everything(), BudgetScope::ofTeam("team-payments"),
        BudgetScope::ofPerson("ada"), BudgetScope::ofPerson("ada:b", "claude-code"), BudgetScope::ofModel("gpt-5.6"),
        BudgetScope::ofModel("a/b:c")};
    return oneOf(dice, all);
}

Organisation organisation(Dice& dice)
{
    Organisation out;
    out.teams = several(dice, [](Dice& d) { return Team {text(d), text(d), text(d), text(d), text(d), flag(d)}; });
    out.keys = several(dice, [](Dice& d) { return CallerKey {hash(d), text(d), text(d), text(d), text(d), flag(d)}; });
    out.budgets = several(dice, [](Dice& d) {
        return Budget {.scope = budgetScope(d),
            .period = oneTo(d, PeriodKind::month),
            .amount = perhaps(d, money),
            .thresholdPercents = several(d, [](Dice& each) { return static_cast<int>(upTo(each, 1000)); }),
            .kind = oneTo(d, BudgetKind::hard),
            .since = instant(d),
            .by = text(d),
            .why = text(d)};
    });
    out.raises =
        several(dice, [](Dice& d) { return BudgetRaise {budgetScope(d), money(d), instant(d), instant(d), text(d), text(d)}; });
    out.rules = several(dice, [](Dice& d) {
        return AllocationRule {number(d), text(d), text(d), text(d), text(d), text(d), text(d), text(d), text(d), text(d),
            several(d, [](Dice& each) { return TeamShare {text(each), number(each)}; })};
    });
    return out;
}

BlastPreview preview(Dice& dice)
{
    const auto look = [](Dice& d) {
        const auto teams = several(d, text);
        const auto undo = [](Dice& each) {
            return UndoTarget {oneTo(each, UndoTarget::Kind::notRead), text(each), text(each), text(each)};
        };
        return LeverLook {flag(d), several(d, text), several(d, text), {teams.begin(), teams.end()}, perhaps(d, number),
            perhaps(d, money), several(d, text), several(d, undo)};
    };
    BlastPreview out {.scope = scope(dice),
        .keys = several(dice, text),
        .people = several(dice, text),
        .agents = several(dice, text),
        .perHour = flag(dice) ? money(dice) : Money {},
        .protectedTeams = several(dice, text),
        .levers = several(dice, lever),
        .outlooks = {},
        .unstoppable = several(dice, text)};
    out.outlooks = several(dice, [&look](Dice& d) {
        return LeverOutlook {text(d), flag(d) ? Result<LeverLook>(look(d)) : Result<LeverLook>(std::unexpected(error(d)))};
    });
    return out;
}

} // namespace

TEST(OwnerDocuments, FreezesComeBackExactly)
{
    Dice dice(1);
    for (int i = 0; i < rounds; ++i) {
        const FreezeBoard board = freezeBoard(dice);
        const auto back = freezeBoardOf(sent(freezeBoardDocument(board)));
        ASSERT_TRUE(back) << back.error().subject << ": " << back.error().detail;
        ASSERT_EQ(*back, board) << i;
    }
}

TEST(OwnerDocuments, SourcesComeBackExactly)
{
    Dice dice(2);
    for (int i = 0; i < rounds; ++i) {
        const SourceView view = source(dice);
        std::optional<Error> fault;
        ASSERT_EQ(sourceViewOf(DocumentFields(sent(sourceDocument(view)), {}, fault)), view) << i;
        ASSERT_FALSE(fault) << fault->subject << ": " << fault->detail;
    }
}

TEST(OwnerDocuments, OrganisationsComeBackExactly)
{
    Dice dice(3);
    for (int i = 0; i < rounds; ++i) {
        const Organisation whole = organisation(dice);
        const auto back = organisationOf(sent(organisationDocument(whole)));
        ASSERT_TRUE(back) << back.error().subject << ": " << back.error().detail;
        ASSERT_EQ(*back, whole) << i;
    }
}

TEST(OwnerDocuments, PreviewsAndDrillsComeBackExactly)
{
    Dice dice(4);
    for (int i = 0; i < rounds; ++i) {
        const BlastPreview whole = preview(dice);
        const auto back = previewOf(sent(blastDocument(whole, {})));
        ASSERT_TRUE(back) << back.error().subject << ": " << back.error().detail;
        ASSERT_EQ(*back, whole) << i;
        const Drill drill {text(dice), instant(dice),
            several(dice, [](Dice& d) { return DrillPlace {text(d), text(d), flag(d), perhaps(d, milliseconds), text(d)}; }),
            flag(dice)};
        ASSERT_EQ(drillOf(sent(drillDocument(drill))), drill);
    }
}

TEST(OwnerDocuments, RunningCallsAndCutsComeBackExactly)
{
    const auto call = [](Dice& d) {
        return RunningCall {.id = text(d) + "1",
            .team = text(d),
            .person = text(d),
            .agent = text(d),
            .key = text(d),
            .session = text(d),
            .model = text(d),
            .since = instant(d),
            .tokens = upTo(d, 1'000'000'000'000),
            .cost = perhaps(d, money),
            .reserved = perhaps(d, money),
            .isBeingCut = flag(d)};
    };
    Dice dice(6);
    for (int i = 0; i < rounds; ++i) {
        RunningCalls whole {scope(dice), {}};
        whole.places = several(dice, [&call](Dice& d) {
            return PlaceCalls {text(d), text(d), flag(d), flag(d), several(d, call), perhaps(d, instant), perhaps(d, error)};
        });
        const auto back = runningCallsOf(sent(runningCallsDocument(whole)));
        ASSERT_TRUE(back) << back.error().subject << ": " << back.error().detail;
        ASSERT_EQ(*back, whole) << i;
        const CallCut cut {text(dice) + "p", call(dice), text(dice)};
        const auto read = callCutOf(sent(callCutDocument(cut)));
        ASSERT_TRUE(read) << read.error().subject << ": " << read.error().detail;
        ASSERT_EQ(*read, cut) << i;
    }
    for (const CutOutcome outcome : {CutOutcome::cut, CutOutcome::endedAlready})
        EXPECT_EQ(cutOutcomeOf(sent(cutOutcomeDocument(outcome))), outcome);
    EXPECT_FALSE(cutOutcomeOf(QJsonObject {{QStringLiteral("outcome"), QStringLiteral("maybe")}}));
    EXPECT_FALSE(callCutOf(QJsonObject {{QStringLiteral("place"), QStringLiteral("gateway")}}));
}

TEST(OwnerDocuments, AsksAndTheirAnswersComeBackExactly)
{
    const auto usd = [](Dice& d) { return Money {upTo(d, 1'000'000'000'000) + 1, Currency::usd()}; };
    const auto ask = [&usd](Dice& d) {
        return RaiseAsk {.id = text(d) + "1",
            .at = instant(d),
            .state = static_cast<RaiseAsk::State>(upTo(d, 2)),
            .scope = {LimitKind::person, "ada", flag(d) ? "claude-code" : ""},
            .period = static_cast<PeriodKind>(upTo(d, 3)),
            .team = text(d),
            .token = text(d),
            .key = text(d),
            .person = text(d),
            .agent = text(d),
            .amount = usd(d),
            .reason = text(d),
            .limit = usd(d),
            .spent = usd(d),
            .resetsAt = instant(d),
            .by = text(d),
            .answeredAt = perhaps(d, instant),
            .granted = perhaps(d, usd),
            .until = perhaps(d, instant)};
    };
    const auto held = [&](Dice& d) {
        RaiseAsk out = ask(d);
        out.isHeldSession = true;
        out.anHour = usd(d);
        out.seen = several(d, [](Dice& of) {
            return loops::LoopEvidence {.sign = static_cast<loops::LoopSign>(upTo(of, 9)), .tool = text(of), .count = 3};
        });
        out.idleCalls = static_cast<int>(upTo(d, 9));
        out.mostCalls = static_cast<int>(upTo(d, 200));
        return out;
    };
    Dice dice(7);
    for (int i = 0; i < rounds; ++i) {
        const Asks whole = several(dice, [&](Dice& d) {
            return PlaceAsks {text(d), text(d), i % 2 ? several(d, held) : several(d, ask), perhaps(d, instant),
                perhaps(d, error), upTo(d, 3)};
        });
        const auto back = asksOf(sent(asksDocument(whole)));
        ASSERT_TRUE(back) << back.error().subject << ": " << back.error().detail;
        ASSERT_EQ(*back, whole) << i;
        AskDecision decision {.place = text(dice) + "p", .ask = ask(dice), .allowed = perhaps(dice, usd), .reason = text(dice)};
        if (decision.allowed)
            decision.until = instant(dice);
        const auto read = askDecisionOf(sent(answerDocument(decision)), Calendar::utc(), Instant::min());
        ASSERT_TRUE(read) << read.error().subject << ": " << read.error().detail;
        ASSERT_EQ(*read, decision) << i;
        const AskOutcome outcome {ask(dice), perhaps(dice, usd), perhaps(dice, error)};
        ASSERT_EQ(askOutcomeOf(sent(askOutcomeDocument(outcome))), outcome) << i;
    }
}

TEST(OwnerDocuments, WhatIsAllowedHasAnAmountAndAnEndAhead)
{
    RaiseAsk ask;
    ask.id = "a";
    ask.amount = {20, Currency::usd()};
    const Instant now = parseInstant("2026-11-23T14:20:00Z").value();
    const auto read = [&](const char* allow, const char* until) {
        QJsonObject words = answerDocument({.place = "g", .ask = ask, .allowed = {}});
        words[QLatin1String("allow")] = QLatin1String(allow);
        words[QLatin1String("until")] = QLatin1String(until);
        return askDecisionOf(words, Calendar::make("Europe/Berlin").value(), now);
    };
    EXPECT_EQ(read("2.50", "2026-11-28T17:00:00Z")->allowed, (Money {2'500'000'000, Currency::usd()}));
    EXPECT_EQ(read("2.50", "2026-11-28")->until, parseInstant("2026-11-28T23:00:00Z").value()); // to the end of that day
    for (const auto& [allow, until] : {std::pair("0", "2026-11-28"), {"-1", "2026-11-28"}, {"x", "2026-11-28"},
             {"", "2026-11-28"}, {"1", ""}, {"1", "soon"}, {"1", "2026-11-22"}, {"1", "2026-11-23T14:20:00Z"}})
        EXPECT_FALSE(read(allow, until)) << allow << ' ' << until;
    EXPECT_FALSE(askDecisionOf(QJsonObject {{QStringLiteral("place"), QStringLiteral("g")}}, Calendar::utc(), now));
}

TEST(OwnerDocuments, EveryErrorKeepsItsCode)
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::noRightToChangePolicy); ++code) {
        std::optional<Error> fault;
        const Error before {static_cast<ErrorCode>(code), "s", "d"};
        const QJsonObject document = sent(errorDocument(before));
        EXPECT_FALSE(document[QLatin1String("code")].toString().isEmpty());
        EXPECT_EQ(errorOf(DocumentFields(document, {}, fault)), before);
    }
    std::optional<Error> fault;
    const QJsonObject newer {{QStringLiteral("code"), QStringLiteral("moonFull")},
        {QStringLiteral("subject"), QStringLiteral("s")}, {QStringLiteral("sentence"), QStringLiteral("The moon is full.")}};
    EXPECT_EQ(errorOf(DocumentFields(newer, {}, fault)), (Error {ErrorCode::badAnswer, "s", "The moon is full."}));
}

/// A newer owner may say more of what is shown; nobody's budget is set by half of what was meant.
TEST(OwnerDocuments, StrangersAreIgnoredInNewsAndRefusedInOrders)
{
    Dice dice(5);
    QJsonObject freezes = freezeBoardDocument({.views = {{Scope::ofTeam("team-a"), {.scope = Scope::ofTeam("team-a")}}}});
    QJsonObject view = freezes[QLatin1String("freezes")].toArray().first().toObject();
    view[QLatin1String("mood")] = QStringLiteral("calm");
    freezes[QLatin1String("freezes")] = QJsonArray {view};
    EXPECT_TRUE(freezeBoardOf(freezes));
    view[QLatin1String("stage")] = QStringLiteral("halfFrozen");
    freezes[QLatin1String("freezes")] = QJsonArray {view};
    EXPECT_FALSE(freezeBoardOf(freezes)) << "a stage that is not known is never shown as one that is";

    const RuleBreaker known {.scope = Scope::ofTeam("team-a"), .at = fromUnixSeconds(5), .reason = "why"};
    QJsonObject board = freezeBoardDocument({.rules = {{"gateway", {known}}}});
    QJsonArray rules = board[QLatin1String("rules")].toArray();
    const QJsonObject rule = rules.first().toObject();
    using Change = std::pair<const char*, const char*>;
    for (const auto& [member, word] : std::initializer_list<Change> {
             {"rule", "weather"}, {"state", "simmering"}, {"state", "closed"}, {"scope", "galaxy/m31"}}) {
        QJsonObject other = rule;
        other[QLatin1String(member)] = QLatin1String(word);
        rules.append(other);
    }
    board[QLatin1String("rules")] = rules;
    EXPECT_EQ(freezeBoardOf(board)->rules.at("gateway"), std::vector {known}) << "rules that came later";
    board.remove(QLatin1String("rules"));
    EXPECT_TRUE(freezeBoardOf(board)->rules.empty()) << "an owner that knew none yet";

    Organisation whole;
    whole.teams = {{"team-a", "A", "", "", ""}};
    QJsonObject document = organisationDocument(whole);
    QJsonObject team = document[QLatin1String("teams")].toArray().first().toObject();
    team[QLatin1String("guarded")] = true;
    document[QLatin1String("teams")] = QJsonArray {team};
    const auto refused = organisationOf(document);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().subject, "teams[0].guarded");
    for (const char* list : {"teams", "keys", "budgets", "raises", "rules"}) {
        QJsonObject torn = organisationDocument(organisation(dice));
        torn.remove(QLatin1String(list));
        EXPECT_FALSE(organisationOf(torn)) << list;
    }
}

/// Whatever is in the place of a member: no crash, and never another freeze than was sent.
TEST(OwnerDocuments, RubbishInAnyPlaceIsAFaultOrNothing)
{
    Dice dice(6);
    const std::array<QJsonValue, 8> rubbish {QJsonValue(), QJsonValue(true), QJsonValue(1e300), QJsonValue(-7),
        QJsonValue(QStringLiteral("x")), QJsonValue(QJsonArray {1, QStringLiteral("y"), QJsonValue()}),
        QJsonValue(QJsonObject {{QStringLiteral("a"), 1}}), QJsonValue(QStringLiteral("9999999999999999999999"))};
    int refused = 0;
    for (int i = 0; i < rounds; ++i) {
        QJsonObject document = freezeBoardDocument({.views = {{Scope::everything(), freeze(dice)}}});
        QJsonObject view = document[QLatin1String("freezes")].toArray().first().toObject();
        const QStringList names = view.keys();
        view[names[static_cast<qsizetype>(upTo(dice, names.size() - 1))]] = oneOf(dice, rubbish);
        document[QLatin1String("freezes")] = QJsonArray {view};
        refused += freezeBoardOf(document) ? 0 : 1;
        QJsonObject whole = organisationDocument(organisation(dice));
        const QStringList lists = whole.keys();
        whole[lists[static_cast<qsizetype>(upTo(dice, lists.size() - 1))]] = oneOf(dice, rubbish);
        EXPECT_FALSE(organisationOf(whole));
    }
    EXPECT_GT(refused, rounds / 2);
}

TEST(OwnerDocuments, AnotherProtocolIsToldByItsNumberAlone)
{
    const auto other = introductionOf(QJsonObject {{QStringLiteral("protocol"), 7}, {QStringLiteral("zone"), 12}});
    ASSERT_TRUE(other);
    EXPECT_EQ(other->protocol, 7);
    const OwnerIntroduction ours {.protocol = ownerProtocol,
        .program = QStringLiteral("fuseboardctl"),
        .version = QStringLiteral("1.2"),
        .process = 4711,
        .hasWindow = true,
        .stays = true,
        .zone = "Europe/Berlin",
        .fiscalDay = 7,
        .currency = Currency::usd()};
    EXPECT_EQ(introductionOf(sent(introductionDocument(ours))), ours);
    EXPECT_FALSE(introductionOf(QJsonValue(3)));
}

/// SAFETY KS1: nothing that can't be seen is called proved.
TEST(UnseenFreezes, NothingIsProvedAnyMore)
{
    Dice dice(7);
    for (int i = 0; i < rounds; ++i) {
        const FreezeBoard last = freezeBoard(dice);
        for (const auto& [scope, view] : unseen(last, {}).views) {
            EXPECT_NE(view.stage, FreezeStage::frozen);
            EXPECT_NE(view.stage, FreezeStage::partlyProved);
            if (view.stage != FreezeStage::notProved) {
                EXPECT_EQ(view, last.views.at(scope));
                continue;
            }
            EXPECT_FALSE(view.provedAt);
            EXPECT_EQ(view.provedPlaces(), 0);
        }
    }
    const FreezePress press {Scope::ofTeam("team-b"), FreezeMode::cut, "runaway", "me", fromUnixSeconds(5)};
    const FreezeBoard pressed = unseen({}, {press});
    const FreezeView& kept = pressed.views.at(press.scope);
    EXPECT_EQ(kept.stage, FreezeStage::notProved);
    EXPECT_EQ(kept.mode, FreezeMode::cut);
    EXPECT_FALSE(kept.saved);
}

TEST(Previews, NameAsManyCallersAsTheBoardCounts)
{
    Board board;
    TeamBoard team {.id = "team-a", .name = "A"};
    team.byAgent = {{.name = "checkout", .isAgent = true}, {.name = "a key without an agent"}, {.name = ""}};
    team.byPerson = {{.name = "ada"}, {.name = ""}, {.name = "ben"}};
    board.teams = {team};
    board.all.byAgent = team.byAgent;
    board.all.byAgent.push_back({.name = "checkout", .team = "B", .isAgent = true});
    board.all.byPerson = team.byPerson;
    board.all.byPerson.push_back({.name = "ada", .team = "B"});
    Organisation company;
    company.teams = {{.id = "team-a", .name = "A"}};
    company.keys = {{.sha256 = "1", .team = "team-a", .label = "ci"},
        {.sha256 = "2", .team = "team-a", .label = "", .probe = true}, {.sha256 = "3", .team = "", .label = "of no team"}};
    const BlastPreview one = blastPreview(Scope::ofTeam("team-a"), &board, company, {}, {});
    EXPECT_EQ(one.agents, std::vector<std::string> {"checkout"});
    EXPECT_EQ(one.people, (std::vector<std::string> {"ada", "ben"}));
    EXPECT_EQ(one.keys, std::vector<std::string> {"ci"});
    const BlastPreview all = blastPreview(Scope::everything(), &board, company, {}, {});
    EXPECT_EQ(all.agents, std::vector<std::string> {"checkout"});
    EXPECT_EQ(all.people, (std::vector<std::string> {"ada", "ben"}));
    EXPECT_EQ(all.keys, (std::vector<std::string> {"ci", "of no team"}));
}
