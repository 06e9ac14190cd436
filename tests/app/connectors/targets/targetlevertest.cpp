// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/targetlever.h"
#include "support/awaited.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>

using namespace fuseboard;
using test::awaited;
using namespace std::chrono_literals;

namespace {

const Scope payments = Scope::ofTeam("team-payments");

class RealClock : public Clock {
public:
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

/// A system whose things have any state; `held` refuses. Some of its changes fail, before or after they took effect.
struct World {
    std::map<std::string, ControlTarget> targets;
    std::mt19937 dice {1};
    int failures = 0; ///< of a hundred changes
    int changes = 0;

    void add(const std::string& id, const std::string& project, const std::string& state, bool isGroup = false)
    {
        ControlTarget target;
        target.id = target.name = id;
        target.project = project;
        target.key = isGroup ? std::string() : id;
        target.isGroup = isGroup;
        target.state = state;
        target.held = state == "held";
        targets[id] = target;
    }
    void set(const std::string& id, const std::string& state)
    {
        targets[id].state = state;
        targets[id].held = state == "held";
    }
    Result<void> change(const std::string& id, const std::string& state)
    {
        ++changes;
        const int fate = static_cast<int>(dice() % 200);
        if (fate < failures)
            return fail(ErrorCode::timedOut, "World");
        set(id, state);
        return fate < 2 * failures ? Result<void>(fail(ErrorCode::cutOff, "World")) : Result<void>();
    }
    [[nodiscard]] std::map<std::string, std::string> states() const
    {
        std::map<std::string, std::string> out;
        for (const auto& [id, target] : targets)
            out[id] = target.state;
        return out;
    }
};

class WorldSystem : public TargetSystem {
public:
    explicit WorldSystem(World& world)
        : m_world(world)
    {
        m_traits.id = "world";
        m_traits.name = "World";
    }
    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<std::vector<ControlTarget>>> targets() override
    {
        std::vector<ControlTarget> out;
        for (const auto& [id, target] : m_world.targets)
            out.push_back(target);
        return QtFuture::makeReadyValueFuture(Result<std::vector<ControlTarget>>(std::move(out)));
    }
    QFuture<Result<void>> hold(ControlTarget target, std::string /*by*/) override
    {
        return QtFuture::makeReadyValueFuture(m_world.change(target.id, "held"));
    }
    QFuture<Result<void>> restore(ControlTarget target, std::string state, std::string /*by*/) override
    {
        return QtFuture::makeReadyValueFuture(m_world.change(target.id, state));
    }
    QFuture<Result<ProbeResult>> probe(Scope /*scope*/) override
    {
        return QtFuture::makeReadyValueFuture(Result<ProbeResult>(ProbeResult::cannot));
    }

private:
    World& m_world;
    LeverTraits m_traits;
};

AllocationRule ruleOf(const std::string& project, const std::string& key, const TeamId& team)
{
    AllocationRule rule;
    rule.project = project;
    rule.key = key;
    rule.team = team;
    return rule;
}

HoldOrder orderOf(HoldState state, std::uint64_t generation, const Scope& scope = payments)
{
    return {"01930000-0000-7000-8000-000000000000", scope, generation, state, FreezeMode::refuse, "why", "A. Smith"};
}

} // namespace

class TargetLeverTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    RealClock m_clock;
    World m_world;
    std::vector<AllocationRule> m_rules;
    std::unique_ptr<TargetLever> m_lever;

    void start()
    {
        m_lever.reset();
        auto records = HoldRecords::open(m_dir->path());
        QVERIFY(records);
        m_lever = std::make_unique<TargetLever>(
            std::make_unique<WorldSystem>(m_world), *std::move(records), [this] { return m_rules; }, m_clock);
    }
    Result<LeverAcknowledgement> order(const HoldOrder& order) { return awaited(m_lever->order(order)); }
    LeverObservation seen(const Scope& scope = payments) { return awaited(m_lever->observe())->of(scope); }
    [[nodiscard]] std::vector<ControlTarget> all() const
    {
        std::vector<ControlTarget> out;
        for (const auto& [id, target] : m_world.targets)
            out.push_back(target);
        return out;
    }
    /// As the switchboard does: until it is taken and read back as wanted.
    bool settle(HoldState state, std::uint64_t generation)
    {
        for (int tries = 0; tries < 50; ++tries) {
            if (m_world.dice() % 4 == 0)
                start(); // the program was killed
            const bool taken = order(orderOf(state, generation)).has_value();
            if (m_world.dice() % 4 == 0)
                start();
            if (const auto now = seen(); taken && now.state == state && now.generation == generation)
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void init()
    {
        // In memory where there is such a place: a thousand rounds sync some thousands of files.
        m_dir = std::make_unique<QTemporaryDir>(
            QDir(QStringLiteral("/dev/shm")).exists() ? QStringLiteral("/dev/shm/fuseboard-XXXXXX") : QString());
        QVERIFY(m_dir->isValid());
        m_world = {};
        m_rules = {ruleOf("p-pay", {}, "team-payments"), ruleOf("p-search", {}, "team-search")};
        start();
    }

    void aThousandPriorStatesAreGivenBackExactly()
    {
        std::mt19937 dice(7);
        constexpr int rounds = 1000;
        for (int round = 0; round < rounds; ++round) {
            m_world = {};
            m_world.dice.seed(static_cast<unsigned>(round));
            m_world.failures = round % 3 == 0 ? 0 : 20;
            const std::array projects {"p-pay", "p-search", "p-other"};
            for (const char* project : projects)
                m_world.add(std::string("group ") + project, project, dice() % 3 == 0 ? "held" : "free", true);
            const int keys = static_cast<int>(dice() % 10);
            for (int key = 0; key < keys; ++key)
                m_world.add("key " + std::to_string(key), projects[dice() % 3],
                    dice() % 3 == 0 ? "held" : "limit " + std::to_string(dice() % 5));
            const auto before = m_world.states();
            const auto freeze = static_cast<std::uint64_t>(round * 2 + 1);
            QVERIFY2(settle(HoldState::frozen, freeze), qPrintable(QString::number(round)));
            for (const auto& [id, target] : m_world.targets)
                if (target.project == "p-pay")
                    QVERIFY2(target.held, qPrintable(QString::fromStdString(id)));
                else
                    QCOMPARE(target.state, before.at(id));
            QVERIFY2(settle(HoldState::released, freeze + 1), qPrintable(QString::number(round)));
            QCOMPARE(m_world.states(), before);
        }
    }

    void whatSomebodyElseChangedIsAskedAndLeft()
    {
        m_world.add("key a", "p-pay", "limit 5");
        m_world.add("key b", "p-pay", "limit 6");
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QCOMPARE(seen().generation, 1U);
        m_world.set("key a", "limit 9");
        const auto asked = order(orderOf(HoldState::released, 2));
        QCOMPARE(asked.error().code, ErrorCode::changedMeanwhile);
        QVERIFY2(asked.error().detail.contains("key a was limit 5") && asked.error().detail.contains("limit 9 now"),
            asked.error().detail.c_str());
        QCOMPARE(m_world.targets["key b"].state, "held"); // nothing was given back yet
        start(); // it still asks after a restart
        QCOMPARE(seen().state, HoldState::frozen);
        QCOMPARE(seen().generation, 2U);
        QCOMPARE(order(orderOf(HoldState::released, 2)).error().code, ErrorCode::changedMeanwhile);
        QVERIFY(order(orderOf(HoldState::released, 3)));
        QCOMPARE(m_world.states(), (std::map<std::string, std::string> {{"key a", "limit 9"}, {"key b", "limit 6"}}));
        QCOMPARE(seen().state, HoldState::released);
    }

    void aReleaseOutsideIsSeenAndANewKeyIsHeldToo()
    {
        m_world.add("key a", "p-pay", "free");
        QVERIFY(order(orderOf(HoldState::frozen, 4)));
        QCOMPARE(seen().state, HoldState::frozen);
        m_world.set("key a", "free");
        QCOMPARE(seen().state, HoldState::released);
        QCOMPARE(seen().generation, 4U); // by somebody: ours is not forgotten
        m_world.set("key a", "held");
        m_world.add("key new", "p-pay", "free");
        QCOMPARE(seen().generation, 0U); // not by somebody: to be ordered again
        QVERIFY(order(orderOf(HoldState::frozen, 4)));
        QVERIFY(m_world.targets["key new"].held);
        QVERIFY(order(orderOf(HoldState::released, 5)));
        QCOMPARE(m_world.states(), (std::map<std::string, std::string> {{"key a", "free"}, {"key new", "free"}}));
    }

    void anOrderThatIsSentAgainDoesNotTakeWhatWasGivenBack()
    {
        m_world.add("key a", "p-pay", "limit 5");
        QVERIFY(order(orderOf(HoldState::frozen, 4)));
        QCOMPARE(seen().state, HoldState::frozen);
        m_world.set("key a", "limit 9");
        m_world.add("key new", "p-pay", "free"); // the reason why it is sent again
        QCOMPARE(order(orderOf(HoldState::frozen, 4)).error(), (Error {ErrorCode::staleOrder, "World", "4"}));
        QCOMPARE(m_world.targets["key a"].state, "limit 9");
        QVERIFY(order(orderOf(HoldState::frozen, 5))); // a person's word
        QVERIFY(m_world.targets["key a"].held && m_world.targets["key new"].held);
        QVERIFY(order(orderOf(HoldState::released, 6)));
        QCOMPARE(m_world.states(), (std::map<std::string, std::string> {{"key a", "limit 9"}, {"key new", "free"}}));
    }

    void whatHasNoEffectIsNotInForce()
    {
        m_world.add("key a", "p-pay", "limit 5");
        QVERIFY(order(orderOf(HoldState::frozen, 4)));
        m_world.targets["key a"].isEffective = false;
        QCOMPARE(seen().generation, 0U);
        QCOMPARE(seen().state, HoldState::released);
        QVERIFY(order(orderOf(HoldState::released, 5))); // and is given back all the same
        QCOMPARE(m_world.targets["key a"].state, "limit 5");
    }

    void whatCantBeHeldAloneIsHeldByItsGroup()
    {
        m_world.add("group p-pay", "p-pay", "free", true);
        m_world.add("key a", "p-pay", "free");
        m_world.targets["key a"].isFixed = true;
        QCOMPARE(targetsOf(payments, all(), m_rules, "world").size(), 1U);
        m_world.add("key theirs", "p-pay", "free");
        m_rules.insert(m_rules.begin(), ruleOf({}, "key theirs", "team-search"));
        const auto left = targetsOf(payments, all(), m_rules, "world"); // no group stands for it now
        QCOMPARE(left.size(), 1U);
        QVERIFY(left.front().isFixed && left.front().id == "key a");
    }

    void whatStandsForEverythingIsHeldWithTheOrganisationAlone()
    {
        m_world.add("whole", {}, "free");
        m_world.targets["whole"].isWhole = true;
        m_world.add("key a", "p-pay", "free");
        m_rules.push_back(ruleOf({}, {}, "team-payments")); // everything else is theirs
        QCOMPARE(targetsOf(payments, all(), m_rules, "world").size(), 1U);
        QCOMPARE(targetsOf(Scope::everything(), all(), m_rules, "world").size(), 2U);
    }

    void aGroupIsHeldOnlyWhereAllOfItBelongsToTheTeam()
    {
        m_world.add("group p-pay", "p-pay", "free", true);
        m_world.add("key mine", "p-pay", "free");
        m_world.add("key theirs", "p-pay", "free");
        m_rules.insert(m_rules.begin(), ruleOf({}, "key theirs", "team-search"));
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QCOMPARE(m_world.states(),
            (std::map<std::string, std::string> {{"group p-pay", "free"}, {"key mine", "held"}, {"key theirs", "free"}}));
        QVERIFY(order(orderOf(HoldState::frozen, 1, Scope::everything())));
        QVERIFY(std::ranges::all_of(m_world.states(), [](const auto& entry) { return entry.second == "held"; }));
        // Both freezes found what they found: ending one does not end the other's.
        QVERIFY(order(orderOf(HoldState::released, 2, Scope::everything())));
        QCOMPARE(m_world.targets["key mine"].state, "held");
        QCOMPARE(m_world.targets["key theirs"].state, "free");
    }

    void whatTwoFreezesHoldIsGivenBackByTheLast()
    {
        const std::array scopes {
            payments, Scope::ofTeam("team-search"), Scope::everything(), Scope {ScopeKind::token, "key 2"}};
        std::mt19937 dice(11);
        for (int round = 0; round < 60; ++round) {
            m_world = {};
            m_world.add("group p-pay", "p-pay", "free", true);
            for (int key = 0; key < 6; ++key)
                m_world.add("key " + std::to_string(key), key % 2 == 0 ? "p-pay" : "p-search",
                    dice() % 3 == 0 ? "held" : "limit " + std::to_string(dice() % 5));
            const auto before = m_world.states();
            std::set<Scope> frozen;
            std::map<Scope, std::uint64_t> generations;
            for (const Scope& scope : scopes)
                generations[scope] = static_cast<std::uint64_t>(round) * 100;
            const auto press = [&](const Scope& scope, HoldState state) {
                QVERIFY(order(orderOf(state, ++generations[scope], scope)));
                state == HoldState::frozen ? void(frozen.insert(scope)) : void(frozen.erase(scope));
                if (dice() % 3 == 0)
                    start();
                for (const Scope& each : frozen) // none ends another's
                    QVERIFY2(seen(each).state == HoldState::frozen && seen(each).generation == generations[each],
                        qPrintable(QString::fromStdString(each.text())));
            };
            for (int act = 0; act < 12; ++act) {
                const Scope& scope = scopes[dice() % scopes.size()];
                press(scope, frozen.contains(scope) && dice() % 2 == 0 ? HoldState::released : HoldState::frozen);
            }
            for (const Scope& scope : std::set(frozen))
                press(scope, HoldState::released);
            QCOMPARE(m_world.states(), before);
            seen(payments); // which closes the records
        }
    }

    void whereNothingOfATeamIsItSaysSo()
    {
        m_world.add("key theirs", "p-search", "free");
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QVERIFY(seen().isEmpty);
        QCOMPARE(m_world.changes, 0);
    }

    void anOlderOrderIsStale()
    {
        m_world.add("key a", "p-pay", "free");
        QVERIFY(order(orderOf(HoldState::frozen, 5)));
        QCOMPARE(order(orderOf(HoldState::released, 4)).error(), (Error {ErrorCode::staleOrder, "World", "5"}));
        QCOMPARE(order(orderOf(HoldState::released, 5)).error().code, ErrorCode::staleOrder); // freeze wins
        QVERIFY(m_world.targets["key a"].held);
    }

    void aRecordThatCantBeReadIsNamed()
    {
        QFile file(m_dir->filePath(QStringLiteral("team%2Fx.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
        file.close();
        const auto records = HoldRecords::open(m_dir->path());
        QCOMPARE(records.error().code, ErrorCode::badDocument);
        QVERIFY(records.error().subject.contains("team%2Fx.json"));
    }
};

QTEST_GUILESS_MAIN(TargetLeverTest)
#include "targetlevertest.moc"
