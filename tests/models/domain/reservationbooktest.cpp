// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reservationbook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) { return *parseInstant(text); }
Money usd(std::int64_t nano) { return {nano, Currency::usd()}; }

SpendLimit limit(LimitKind kind, std::string id, std::int64_t nano, bool hard = true, PeriodKind period = PeriodKind::month,
    std::string agent = {})
{
    return {{kind, std::move(id), std::move(agent)}, period, usd(nano), hard};
}

std::shared_ptr<const SpendLimits> limits(std::vector<SpendLimit> all, const char* zone = "Etc/UTC")
{
    return std::make_shared<SpendLimits>(std::move(all), *Calendar::make(zone));
}

const Spender ada {.team = "team-a", .token = "t1", .session = "s1", .model = "m", .person = "ada", .agent = "codex"};
const Spender bob {.team = "team-b", .token = "t2", .session = "s1", .model = "m", .person = "bob", .agent = {}};
const Instant noon = at("2026-11-15T12:00:00Z");

ReservationId admitted(ReservationBook& book, const Spender& who, std::int64_t nano, Instant when = noon)
{
    const auto reserved = book.admit(who, nano, Currency::usd(), when);
    EXPECT_TRUE(reserved) << nano;
    return reserved ? reserved->id : 0;
}

LimitRefusal refused(ReservationBook& book, const Spender& who, std::optional<std::int64_t> nano, Instant when = noon)
{
    const auto reserved = book.admit(who, nano, Currency::usd(), when);
    EXPECT_FALSE(reserved);
    return reserved ? LimitRefusal {} : reserved.error();
}

LimitStanding only(ReservationBook& book, const Spender& who = ada, Instant when = noon)
{
    const auto all = book.standings(who, Currency::usd(), when);
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? LimitStanding {} : all.front();
}

/// Limits that are to follow, and what a ledger has told of the time before.
struct Following {
    Following(ReservationBook& book, std::shared_ptr<const SpendLimits> next, Instant when)
        : past(next, when)
    {
        LimitChange change = compareLimits(book.limits(), std::move(next), std::max(when, book.latest()));
        asked = change.asked;
        book.prepare(std::move(change), when);
    }
    void fill(const SpendingAsked& of, std::string_view team, std::string_view id, std::int64_t settled, std::int64_t unsettled)
    {
        const SpendLimit& limit = past.limits().all()[of.limit];
        if (!limit.scope.isEach() || !std::ranges::contains(past.limits().apart(limit), id))
            past.add(of.limit, team, id, {.period = of.period, .settledNano = settled, .unsettledNano = unsettled});
    }

    LimitSheet past;
    std::vector<SpendingAsked> asked;
};

TEST(ReservationBook, letsInWhatFitsIntoEveryScopeAndNamesTheOneThatDoesNot)
{
    ReservationBook book(limits({limit(LimitKind::organisation, "all", 100), limit(LimitKind::team, "team-a", 50),
        limit(LimitKind::token, "t1", 40), limit(LimitKind::session, "s1", 30), limit(LimitKind::model, "m", 90),
        limit(LimitKind::person, "ada", 20), limit(LimitKind::person, "ada", 10, true, PeriodKind::month, "codex")}));
    const auto refusal = refused(book, ada, 11);
    EXPECT_EQ(refusal.standing.scope.text(), "person/ada/codex");
    EXPECT_FALSE(refusal.waitingHelps);
    EXPECT_EQ(refusal.standing.limit, usd(10));
    EXPECT_EQ(refusal.standing.period, (Period {at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z")}));
    EXPECT_EQ(book.open(), 0U);
    for (const LimitStanding& untouched : book.standings(noon, 100))
        EXPECT_EQ(untouched.heldNano, 0);
    admitted(book, ada, 10);
    EXPECT_EQ(refused(book, ada, 1).standing.scope.text(), "person/ada/codex");
    admitted(book, bob, 20); // of the session, which is named for all, 30 are held now
    EXPECT_EQ(refused(book, bob, 1).standing.scope.text(), "session/s1");
}

TEST(ReservationBook, sayWhetherWaitingHelps)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100)}));
    const auto running = admitted(book, ada, 60);
    EXPECT_TRUE(refused(book, ada, 60).waitingHelps);
    EXPECT_FALSE(refused(book, ada, 101).waitingHelps);
    book.settle(running, 50);
    EXPECT_EQ(refused(book, ada, 60).waitingHelps, false);
    admitted(book, ada, 50);
    EXPECT_EQ(refused(book, ada, 1).standing.leftNano(), 0);
}

TEST(ReservationBook, anUnknownOutcomeStaysSetAside)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100)}));
    book.settle(admitted(book, ada, 80), 10, 70);
    EXPECT_EQ(only(book).settledNano, 10);
    EXPECT_EQ(only(book).unsettledNano, 70);
    EXPECT_EQ(only(book).heldNano, 0);
    EXPECT_FALSE(refused(book, ada, 21).waitingHelps);
    admitted(book, ada, 20);
    // With its period it ends.
    EXPECT_EQ(only(book, ada, at("2026-12-01T00:00:00Z")).leftNano(), 100);
}

TEST(ReservationBook, chargesMoreThanWasHeldInFull)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100)}));
    book.settle(admitted(book, ada, 100), 130);
    EXPECT_EQ(only(book).leftNano(), -30);
    EXPECT_FALSE(refused(book, ada, 1).waitingHelps);
    admitted(book, ada, 0); // what costs nothing takes nothing
    book.settle(0, 5); // unknown, or settled before: changes nothing
    EXPECT_EQ(only(book).leftNano(), -30);
}

TEST(ReservationBook, aCallWithoutAPriceIsRefusedWhereALimitIsHard)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100)}));
    const auto refusal = refused(book, ada, std::nullopt);
    EXPECT_FALSE(refusal.neededNano || refusal.waitingHelps);
    EXPECT_TRUE(book.admit(bob, std::nullopt, Currency::usd(), noon));
    ReservationBook soft(limits({limit(LimitKind::team, "team-a", 100, false)}));
    EXPECT_TRUE(soft.admit(ada, std::nullopt, Currency::usd(), noon));
}

TEST(ReservationBook, softLimitsTellOnceAPeriodAndRefuseNothing)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100, false)}));
    const auto reached = [&](Instant when) {
        const auto reserved = book.admit(ada, 500, Currency::usd(), when); // what is held is not spent
        return reserved ? reserved->reached.size() + book.settle(reserved->id, 60).size() : 99;
    };
    EXPECT_EQ(reached(noon), 0U);
    EXPECT_EQ(reached(noon), 1U);
    EXPECT_EQ(reached(noon), 0U);
    EXPECT_EQ(reached(at("2026-12-02T00:00:00Z")), 0U);
    EXPECT_EQ(reached(at("2026-12-03T00:00:00Z")), 1U);
}

TEST(ReservationBook, aHoldCountsInThePeriodInWhichItWasAdmitted)
{
    for (const auto& [zone, last] : {std::pair {"Etc/UTC", "2026-11-30T23:59:59Z"},
             std::pair {"Europe/Berlin", "2026-11-30T22:59:59Z"}, std::pair {"America/New_York", "2026-12-01T04:59:59Z"}}) {
        ReservationBook book(limits({limit(LimitKind::team, "team-a", 100)}, zone));
        const Instant before = at(last), after = before + 1s;
        const auto running = admitted(book, ada, 100, before);
        refused(book, ada, 1, before);
        admitted(book, ada, 100, after); // the new month owes nothing to the old one
        book.settle(running, 100);
        EXPECT_EQ(only(book, ada, after).settledNano, 0) << zone;
        EXPECT_EQ(only(book, ada, after).heldNano, 100) << zone;
        // A clock that is set back opens no period anew.
        refused(book, ada, 1, before);
    }
}

TEST(ReservationBook, aDefaultLimitIsThereBeforeTheFirstCall)
{
    ReservationBook book(
        limits({limit(LimitKind::team, "*", 100), limit(LimitKind::team, "team-b", 10), limit(LimitKind::session, "*", 60)}));
    EXPECT_EQ(refused(book, bob, 11).standing.scope.text(), "team/team-b"); // one of its own goes before
    admitted(book, bob, 10);
    admitted(book, ada, 60);
    // Sessions of two teams are two, though callers name them the same.
    EXPECT_EQ(refused(book, ada, 40).standing.scope.text(), "session/s1");
    Spender other = ada;
    other.session = "s2";
    admitted(book, other, 40);
    EXPECT_EQ(refused(book, other, 1).standing.scope.text(), "team/team-a");
}

TEST(ReservationBook, aReservationGrowsOnlyWhereThereIsRoom)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100)}));
    const auto running = admitted(book, ada, 60);
    EXPECT_TRUE(book.extend(running, 40, noon));
    EXPECT_FALSE(book.extend(running, 1, noon));
    EXPECT_EQ(only(book).heldNano, 100);
    book.settle(running, 90);
    EXPECT_EQ(only(book).leftNano(), 10);
    EXPECT_FALSE(book.extend(running, 1, noon));
}

TEST(ReservationBook, anAllowanceAddsUntilItEndsAndInOnePeriodOnly)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100), limit(LimitKind::team, "team-b", 10)}));
    admitted(book, ada, 100);
    refused(book, ada, 1);
    book.allow({LimitScope::ofTeam("team-a"), usd(30), noon, noon + 1h});
    refused(book, bob, 11);
    EXPECT_EQ(only(book).allowanceNano, 30);
    admitted(book, ada, 20);
    refused(book, ada, 11);
    refused(book, ada, 1, noon + 1h);
    book.allow({LimitScope::ofTeam("team-a"), usd(40), noon, at("2026-12-15T00:00:00Z")});
    admitted(book, ada, 5);
    EXPECT_EQ(only(book, ada, at("2026-12-02T00:00:00Z")).allowanceNano, 0);
}

TEST(ReservationBook, aLowerLimitStopsAtOnce)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100)}));
    const auto running = admitted(book, ada, 50);
    Following following(book, limits({limit(LimitKind::team, "team-a", 40)}), noon);
    EXPECT_TRUE(following.asked.empty());
    admitted(book, ada, 10); // until it is in force
    book.enforce(std::move(following.past));
    EXPECT_EQ(only(book).heldNano, 60);
    EXPECT_TRUE(refused(book, ada, 1).waitingHelps);
    book.settle(running, 50);
    EXPECT_EQ(only(book).settledNano, 50);
    EXPECT_FALSE(refused(book, ada, 1).waitingHelps);
}

TEST(ReservationBook, aNewLimitKnowsWhatWasSpentBeforeAndWhatRuns)
{
    ReservationBook book(limits({limit(LimitKind::team, "team-a", 100)}));
    const auto before = admitted(book, ada, 30);
    Following following(book, limits({limit(LimitKind::token, "*", 100)}), noon);
    ASSERT_EQ(following.asked.size(), 1U);
    EXPECT_EQ(following.asked[0].scope.text(), "token/*");
    const auto between = admitted(book, ada, 20);
    book.settle(before, 25, 5);
    following.fill(following.asked[0], "team-a", "t1", 7, 3);
    book.enforce(std::move(following.past));
    EXPECT_EQ(only(book).settledNano, 32);
    EXPECT_EQ(only(book).unsettledNano, 8);
    EXPECT_EQ(only(book).heldNano, 20);
    book.settle(between, 20);
    EXPECT_EQ(only(book).leftNano(), 40);
    // What is given up changes nothing.
    const Following dropped(book, limits({limit(LimitKind::model, "m", 1)}), noon);
    book.abandon();
    admitted(book, ada, 40);
}

/// What was spent, counted in another way: every scope and kind of period apart, whether limited or not.
class Oracle {
public:
    explicit Oracle(Calendar calendar)
        : m_calendar(std::move(calendar))
    {
    }

    struct Sums {
        std::int64_t settled = 0, unsettled = 0, held = 0;
        bool operator==(const Sums&) const = default;
    };
    struct Call {
        Spender spender;
        Instant at;
        std::int64_t held = 0;
    };

    void change(const Call& call, const Sums& by)
    {
        for (const PeriodKind kind : {PeriodKind::week, PeriodKind::month, PeriodKind::quarter, PeriodKind::year}) {
            const Instant start = startOf(kind, call.at);
            for (const std::string& scope : scopesOf(call.spender)) {
                Sums& sums = m_sums[{scope, kind, start}];
                sums.settled += by.settled;
                sums.unsettled += by.unsettled;
                sums.held += by.held;
            }
        }
    }

    Sums of(const LimitScope& scope, std::string_view team, std::string_view id, PeriodKind kind, Instant at)
    {
        return m_sums[{key(scope.kind, team, id, scope.agent), kind, startOf(kind, at)}];
    }
    [[nodiscard]] const auto& all() const { return m_sums; }
    Instant startOf(PeriodKind kind, Instant at) { return m_calendar.periodAt(at, kind).start; }
    static std::string key(LimitKind kind, std::string_view team, std::string_view id, std::string_view agent)
    {
        const std::string of = kind == LimitKind::session ? std::string(team) + "|" : "";
        return toText(kind) + "/" + of + std::string(id) + "/" + std::string(agent);
    }

private:
    static std::vector<std::string> scopesOf(const Spender& s)
    {
        std::vector<std::string> out {key(LimitKind::organisation, "", "all", ""), key(LimitKind::team, "", s.team, ""),
            key(LimitKind::token, "", s.token, ""), key(LimitKind::session, s.team, s.session, ""),
            key(LimitKind::model, "", s.model, ""), key(LimitKind::person, "", s.person, "")};
        if (!s.agent.empty())
            out.push_back(key(LimitKind::person, "", s.person, s.agent));
        return out;
    }

    Calendar m_calendar;
    std::map<std::tuple<std::string, PeriodKind, Instant>, Sums> m_sums;
};

/// A company that calls at random, against the oracle: B14.
class Random {
public:
    Random(unsigned seed, const char* zone)
        : m_dice(seed)
        , m_zone(zone)
        , m_oracle(*Calendar::make(zone))
        , m_book(limits(someLimits(), zone))
    {
    }

    void step()
    {
        m_now += std::chrono::minutes(upTo(200));
        switch (upTo(20)) {
        case 0: changeLimits(); break;
        case 1:
        case 2:
        case 3:
        case 4:
        case 5:
        case 6:
        case 7:
        case 8: settleOne(); break;
        default: admitOne();
        }
        if (upTo(50) == 0)
            check();
    }

    void finish()
    {
        while (!m_open.empty())
            settleOne();
        EXPECT_EQ(m_book.open(), 0U);
        for (const LimitStanding& standing : m_book.standings(m_now, 1000))
            EXPECT_EQ(standing.heldNano, 0);
        check();
        EXPECT_GT(admitted, 100);
        EXPECT_GT(refused, 100);
    }

    int admitted = 0, refused = 0;

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most - 1)(m_dice); }
    template <class List>
    const auto& oneOf(const List& list)
    {
        return list[static_cast<std::size_t>(upTo(static_cast<int>(std::size(list))))];
    }

    std::vector<SpendLimit> someLimits()
    {
        std::vector<SpendLimit> out;
        for (const LimitKind kind : {LimitKind::organisation, LimitKind::team, LimitKind::token, LimitKind::session,
                 LimitKind::model, LimitKind::person})
            for (const PeriodKind period : {PeriodKind::week, PeriodKind::month, PeriodKind::quarter, PeriodKind::year})
                for (const bool each : {false, true})
                    if (upTo(5) == 0
                        && (!each || kind == LimitKind::team || kind == LimitKind::token || kind == LimitKind::session))
                        out.push_back({{kind, each ? "*" : idOf(kind), kind == LimitKind::person && upTo(2) ? "codex" : ""},
                            period, usd(2'000 + upTo(200'000)), upTo(3) != 0});
        return out;
    }

    static std::string idOf(LimitKind kind)
    {
        switch (kind) {
        case LimitKind::organisation: return "all";
        case LimitKind::team: return "team-1";
        case LimitKind::token: return "t1";
        case LimitKind::session: return "s1";
        case LimitKind::model: return "m1";
        case LimitKind::person: return "ada";
        }
        return {};
    }

    /// By the oracle: what the limit has of this spender, and whether it counts it at all.
    std::optional<Oracle::Sums> counted(const SpendLimit& limit, const Spender& s)
    {
        const std::string_view ids[] {"all", s.team, s.token, s.session, s.model, s.person};
        const std::string_view id = ids[static_cast<std::size_t>(limit.scope.kind)];
        if (!limit.scope.agent.empty() && limit.scope.agent != s.agent)
            return {};
        if (!limit.scope.isEach() && limit.scope.id != id)
            return {};
        if (limit.scope.isEach()) {
            for (const SpendLimit& own : m_book.limits().all())
                if (own.scope.kind == limit.scope.kind && own.scope.id == id && own.period == limit.period
                    && own.scope.agent == limit.scope.agent)
                    return {};
            return m_oracle.of(limit.scope, s.team, id, limit.period, m_now);
        }
        if (limit.scope.kind != LimitKind::session)
            return m_oracle.of(limit.scope, s.team, id, limit.period, m_now);
        Oracle::Sums sum; // a session that is named is everybody's
        for (const char* team : teams) {
            const Oracle::Sums part = m_oracle.of(limit.scope, team, id, limit.period, m_now);
            sum = {sum.settled + part.settled, sum.unsettled + part.unsettled, sum.held + part.held};
        }
        return sum;
    }

    void admitOne()
    {
        static constexpr const char* tokens[] {"t1", "t2", "t3", "t4"};
        static constexpr const char* sessions[] {"s1", "s2", "s3"};
        static constexpr const char* models[] {"m1", "m2"};
        static constexpr const char* persons[] {"ada", "bob"};
        static constexpr const char* agents[] {"", "codex", "other"};
        Oracle::Call call {.spender = {.team = oneOf(teams),
                               .token = oneOf(tokens),
                               .session = oneOf(sessions),
                               .model = oneOf(models),
                               .person = oneOf(persons),
                               .agent = oneOf(agents)},
            .at = m_now,
            .held = upTo(2'000) + 1};
        bool fits = true;
        for (const SpendLimit& limit : m_book.limits().all())
            if (const auto sums = counted(limit, call.spender); sums && limit.hard)
                fits = fits && sums->settled + sums->unsettled + sums->held + call.held <= limit.amount.nano;
        const auto reserved = m_book.admit(call.spender, call.held, Currency::usd(), m_now);
        ASSERT_EQ(reserved.has_value(), fits);
        ++(fits ? admitted : refused);
        if (!fits)
            return;
        m_oracle.change(call, {.settled = 0, .unsettled = 0, .held = call.held});
        m_open.emplace_back(reserved->id, call);
    }

    void settleOne()
    {
        if (m_open.empty())
            return;
        std::swap(m_open[static_cast<std::size_t>(upTo(static_cast<int>(m_open.size())))], m_open.back());
        const auto [id, call] = m_open.back();
        m_open.pop_back();
        const std::int64_t charge = upTo(static_cast<int>(call.held) + 1);
        const std::int64_t unsettled = upTo(4) == 0 ? call.held - charge : 0; // nobody knows its outcome
        m_book.settle(id, charge, unsettled);
        m_oracle.change(call, {.settled = charge, .unsettled = unsettled, .held = -call.held});
    }

    /// What a ledger would answer: of the calls that are not open.
    void changeLimits()
    {
        Following following(m_book, limits(someLimits(), m_zone), m_now);
        const auto before = m_oracle.all();
        for (int i = upTo(6); i > 0; --i)
            upTo(2) == 0 ? admitOne() : settleOne();
        if (upTo(4) == 0) {
            m_book.abandon();
            return;
        }
        for (const SpendingAsked& each : following.asked)
            for (const auto& [scope, sums] : before) {
                const auto& [text, kind, start] = scope;
                if (kindOf(each) != kind || start != each.period.start)
                    continue;
                const std::string prefix = toText(each.scope.kind) + "/";
                if (!text.starts_with(prefix) || !text.ends_with("/" + each.scope.agent))
                    continue;
                std::string id = text.substr(prefix.size(), text.rfind('/') - prefix.size());
                std::string team;
                if (each.scope.kind == LimitKind::session) {
                    team = id.substr(0, id.find('|'));
                    id = id.substr(id.find('|') + 1);
                }
                if (each.scope.isEach() || each.scope.id == id)
                    following.fill(each, team, id, sums.settled, sums.unsettled);
            }
        m_book.enforce(std::move(following.past));
    }

    static PeriodKind kindOf(const SpendingAsked& asked)
    {
        const auto days = asked.period.length() / 24h;
        return days < 10 ? PeriodKind::week
            : days < 40  ? PeriodKind::month
            : days < 100 ? PeriodKind::quarter
                         : PeriodKind::year;
    }

    /// Cached figures are those that rows add up to.
    void check()
    {
        for (const LimitStanding& standing : m_book.standings(m_now, 1000)) {
            if (standing.scope.kind == LimitKind::session)
                continue; // its team is not in it; admitOne() compares it
            const Oracle::Sums sums =
                m_oracle.of(standing.scope, "", standing.scope.id, standing.periodKind, standing.period.start);
            ASSERT_EQ((Oracle::Sums {standing.settledNano, standing.unsettledNano, standing.heldNano}), sums)
                << standing.scope.text();
            ASSERT_GE(standing.heldNano, 0);
        }
    }

    static constexpr const char* teams[] {"team-1", "team-2", "team-3"};
    std::mt19937 m_dice;
    const char* m_zone;
    Instant m_now = at("2026-01-20T07:00:00Z");
    Oracle m_oracle;
    ReservationBook m_book;
    std::vector<std::pair<ReservationId, Oracle::Call>> m_open;
};

TEST(ReservationBook, randomEventsKeepItsInvariants)
{
    unsigned seed = 20'261'127;
    for (const char* zone : {"Etc/UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"}) {
        Random company(++seed, zone);
        for (int i = 0; i < 25'000; ++i) {
            company.step();
            ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed << ", event " << i;
        }
        company.finish();
    }
}

} // namespace
