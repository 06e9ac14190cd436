// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/companycalls.h"
#include "support/gatewaydoor.h"
#include "support/program.h"
#include "support/sandboxstand.h"

#include "owner/ownerserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <map>
#include <memory>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

const Scope payments = Scope::ofTeam("team-payments");

QByteArray shortCall() { return R"({"model":"gpt-5.6","max_tokens":10,"messages":[{"role":"user","content":"hello"}]})"; }

FreezeStage stageOf(Engine& engine, const Scope& scope)
{
    const auto found = engine.freezes()->views.find(scope);
    return found == engine.freezes()->views.end() ? FreezeStage::allowed : found->second.stage;
}

QStringList ctl(const SandboxStand& stand, QStringList words)
{
    return words << QStringLiteral("--profile") << stand.directory() + QStringLiteral("/p");
}

/// Runs fuseboardctl while the event loop goes on, since this process owns the profile and answers it.
int runCtl(const SandboxStand& stand, const QStringList& words, QString* output = nullptr)
{
    Program program(QStringLiteral("fuseboardctl"));
    program.start(ctl(stand, words));
    [[maybe_unused]] const bool ended = QTest::qWaitFor([&] { return program.exitCode(0) >= 0; }, 60'000);
    if (output)
        *output = program.output() + program.errors();
    return program.exitCode(0);
}

/// Whether there are such acts, and each has exactly one intent and one outcome.
bool isOnRecord(const SandboxStand& stand, const std::string& action)
{
    const auto history = History::open(stand.profile().historyFile().toStdString(), HistoryMode::viewer);
    const auto rows = history ? (*history)->auditEntries(0, 10'000) : std::unexpected(history.error());
    std::map<std::string, std::pair<int, int>> counts;
    for (const AuditEntry& row : rows.value_or(std::vector<AuditEntry>())) {
        if (row.action != action)
            continue;
        counts[row.requestId].first += row.isIntent() ? 1 : 0;
        counts[row.requestId].second += row.isOutcome() ? 1 : 0;
    }
    return !counts.empty() && std::ranges::all_of(counts, [](const auto& each) { return each.second == std::pair(1, 1); });
}

/// A stand that answers fuseboardctl, as whoever owns a profile does.
struct OwnedStand {
    SandboxStand stand;
    std::unique_ptr<OwnerCommands> commands;
    std::unique_ptr<OwnerServer> server;

    bool open()
    {
        if (!stand.isPrepared() || !stand.openEngine())
            return false;
        commands = std::make_unique<OwnerCommands>(stand.engine());
        server = std::make_unique<OwnerServer>(*commands);
        return server->listen(stand.profile().ownerSocket()).has_value();
    }
};

} // namespace

class FreezeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFrozenTeamStopsAndStaysStoppedOverAKill();
    void aDeadGatewayIsNeverCalledFrozen();
    void aSpentHardBudgetFreezesItsTeamUntilItIsRaised();
    void aHistoryThatIsLostKeepsNobodyFromFreezing();
};

void FreezeTest::aFrozenTeamStopsAndStaysStoppedOverAKill()
{
    OwnedStand owned;
    QVERIFY2(owned.open(), qPrintable(owned.stand.fault()));
    SandboxStand& stand = owned.stand;

    Program company(QStringLiteral("fuseboard-sandbox"));
    company.start({QStringLiteral("company"), QStringLiteral("--gateway"), stand.callers().toString(), QStringLiteral("--keys"),
        stand.profile().sandboxDirectory() + QStringLiteral("/company.json"), QStringLiteral("--rate"), QStringLiteral("60"),
        QStringLiteral("--seed"), QStringLiteral("3"), QStringLiteral("--troubles"), QStringLiteral("none")});
    RawCaller stream(stand.callers());
    stream.post("/v1/chat/completions", tokenOf(stand, QStringLiteral("team-payments")), longStream());
    QVERIFY2(stream.readUntil("chat.completion.chunk"), stream.seen().constData());
    QTRY_VERIFY_WITH_TIMEOUT(ledgerRows(stand.profile().gatewaySocket()).size() > 20, 20'000);

    QString words;
    const int code = runCtl(stand,
        {QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments"), QStringLiteral("--reason"),
            QStringLiteral("it runs away"), QStringLiteral("--cut"), QStringLiteral("--wait")},
        &words);
    const Instant acknowledged = SystemClock().now();
    QVERIFY2(code == 0, qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("Payments is frozen since")), qPrintable(words));
    QCOMPARE(stageOf(stand.engine(), payments), FreezeStage::frozen);

    QVERIFY2(stream.readUntil("\r\n0\r\n\r\n", 5000), "the running stream ends");
    QVERIFY2(stream.seen().contains("error"), stream.seen().right(600).constData());
    QVERIFY2(!stream.seen().contains("[DONE]"), "a cut stream must not look whole");

    RawCaller late(stand.callers());
    late.post("/v1/chat/completions", tokenOf(stand, QStringLiteral("team-payments")), shortCall());
    QVERIFY(late.readUntil("breaker_open"));
    QCOMPARE(late.status(), 403);
    RawCaller other(stand.callers());
    other.post("/v1/chat/completions", tokenOf(stand, QStringLiteral("team-mobile")), shortCall());
    QVERIFY(other.readUntil("choices"));
    QCOMPARE(other.status(), 200);

    QTest::qWait(1500); // traffic goes on under the freeze
    company.terminate();
    QCOMPARE(company.exitCode(5000), 0);
    const QJsonObject tally =
        QJsonDocument::fromJson(company.output().trimmed().section(QLatin1Char('\n'), -1).toUtf8()).object();
    const QJsonObject byTeam = tally[QLatin1String("byTeam")].toObject();
    QVERIFY2(byTeam[QLatin1String("team-payments")].toObject()[QLatin1String("refused")].toInt() > 0, "Payments was refused");
    for (const QString& team : byTeam.keys())
        if (team != QLatin1String("team-payments")) {
            QVERIFY2(byTeam[team].toObject()[QLatin1String("refused")].toInt() == 0, qPrintable(team));
            QVERIFY2(byTeam[team].toObject()[QLatin1String("failed")].toInt() == 0, qPrintable(team));
        }
    int admittedLate = 0;
    for (const QJsonObject& row : ledgerRows(stand.profile().gatewaySocket())) {
        const auto at = parseInstant(row[QLatin1String("at")].toString().toStdString());
        if (row[QLatin1String("team")].toString() == QLatin1String("team-payments") && at && *at > acknowledged
            && row[QLatin1String("status")].toString() != QLatin1String("refused"))
            ++admittedLate;
    }
    QCOMPARE(admittedLate, 0);

    // kill -9, and it comes back frozen: the hold is read before the door opens.
    QVERIFY(stand.killGateway());
    QTRY_VERIFY_WITH_TIMEOUT(stageOf(stand.engine(), payments) != FreezeStage::frozen, 15'000);
    QVERIFY(stand.startGateway());
    const QJsonObject health = askGateway(stand.profile().gatewaySocket(), "/v1/health");
    const QUrl door(health[QLatin1String("listeners")].toArray().first().toString());
    RawCaller again(door);
    again.post("/v1/chat/completions", tokenOf(stand, QStringLiteral("team-payments")), shortCall());
    QVERIFY2(again.readUntil("breaker_open"), again.seen().constData());
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(stand.engine(), payments), FreezeStage::frozen, 15'000);

    // Its source goes nowhere while something is frozen there.
    const auto removed = [&] {
        return runCtl(stand,
            {QStringLiteral("source"), QStringLiteral("remove"),
                QString::fromStdString(stand.engine().freezes()->levers.front().id)},
            &words);
    };
    QCOMPARE(removed(), 1);
    QVERIFY2(words.contains(QStringLiteral("was not removed")) && words.contains(QStringLiteral("team/team-payments")),
        qPrintable(words));

    // Resume takes two steps: without the code nothing happens.
    QCOMPARE(runCtl(stand,
                 {QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments"), QStringLiteral("--reason"),
                     QStringLiteral("mended")},
                 &words),
        0);
    QCOMPARE(stageOf(stand.engine(), payments), FreezeStage::frozen);
    const QString confirm = words.section(QStringLiteral("--confirm "), 1).left(6);
    QCOMPARE(runCtl(stand,
                 {QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments"), QStringLiteral("--reason"),
                     QStringLiteral("mended"), QStringLiteral("--confirm"), QStringLiteral("000000")}),
        1);
    QCOMPARE(stageOf(stand.engine(), payments), FreezeStage::frozen);
    QCOMPARE(runCtl(stand,
                 {QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments"), QStringLiteral("--reason"),
                     QStringLiteral("mended"), QStringLiteral("--confirm"), confirm, QStringLiteral("--wait")},
                 &words),
        0);
    RawCaller free(door);
    free.post("/v1/chat/completions", tokenOf(stand, QStringLiteral("team-payments")), shortCall());
    QVERIFY2(free.readUntil("choices"), free.seen().constData());

    // Every act of this run is on record: one intent, one outcome.
    QTRY_VERIFY_WITH_TIMEOUT(isOnRecord(stand, "resume"), 10'000);
    QVERIFY(isOnRecord(stand, "freeze and cut"));
    QVERIFY(isOnRecord(stand, "change"));
    QCOMPARE(runCtl(stand, {QStringLiteral("verify")}), 0);
    QVERIFY2(removed() == 0, qPrintable(words)); // nothing is frozen there any more
}

void FreezeTest::aDeadGatewayIsNeverCalledFrozen()
{
    SandboxStand stand;
    QVERIFY2(stand.isPrepared(), qPrintable(stand.fault()));
    QVERIFY2(stand.openEngine(), qPrintable(stand.fault()));
    bool everFrozen = false;
    connect(&stand.engine(), &Engine::freezesChanged, this, [&](const std::shared_ptr<const FreezeBoard>& freezes) {
        for (const auto& [scope, view] : freezes->views)
            everFrozen = everFrozen || view.stage == FreezeStage::frozen;
    });
    QVERIFY(stand.killGateway());
    stand.engine().freeze(payments, FreezeMode::refuse, QStringLiteral("pressed in the window"));
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(stand.engine(), payments), FreezeStage::notProved, 20'000);
    const PlaceView place = stand.engine().freezes()->views.at(payments).places.at(0);
    QVERIFY2(place.cause, "the cause is named");
    QVERIFY(!everFrozen);
    // It keeps at it: the gateway comes back and the order arrives without a person.
    QVERIFY(stand.startGateway());
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(stand.engine(), payments), FreezeStage::frozen, 20'000);
}

void FreezeTest::aSpentHardBudgetFreezesItsTeamUntilItIsRaised()
{
    OwnedStand owned;
    QVERIFY2(owned.open(), qPrintable(owned.stand.fault()));
    SandboxStand& stand = owned.stand;
    const auto call = [&] {
        RawCaller caller(stand.callers());
        caller.post("/v1/chat/completions", tokenOf(stand, QStringLiteral("team-payments")), shortCall());
        return caller.readUntil("choices") ? 200 : caller.status();
    };
    const auto budget = [&](QStringList words) {
        QString said;
        const int code = runCtl(stand, QStringList {QStringLiteral("budget")} + words, &said);
        return code == 0 ? QString() : said;
    };
    QCOMPARE(call(), 200);
    QCOMPARE(budget({QStringLiteral("set"), QStringLiteral("team:Payments"), QStringLiteral("0.000001"),
                 QStringLiteral("--hard"), QStringLiteral("--why"), QStringLiteral("a test")}),
        QString());
    QVERIFY(stand.poll());
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(stand.engine(), payments), FreezeStage::frozen, 20'000);
    const FreezeView frozen = stand.engine().freezes()->views.at(payments);
    QVERIFY(frozen.until && *frozen.until > SystemClock().now());
    QVERIFY2(frozen.reason.starts_with("The hard budget of Payments is spent: "), frozen.reason.c_str());
    QCOMPARE(call(), 403);
    // Who looks at another month ends nothing.
    stand.engine().showPeriod(PeriodKind::month, SystemClock().now() - std::chrono::days(31));
    QTest::qWait(1500);
    QVERIFY(stand.poll());
    QCOMPARE(stageOf(stand.engine(), payments), FreezeStage::frozen);
    QVERIFY(stand.engine().freezes()->views.at(payments).until);

    QCOMPARE(
        budget({QStringLiteral("raise"), QStringLiteral("team:Payments"), QStringLiteral("1000000"), QStringLiteral("--until"),
            QStringLiteral("2999-01-01"), QStringLiteral("--why"), QStringLiteral("the launch")}),
        QString());
    QTRY_VERIFY_WITH_TIMEOUT(
        stageOf(stand.engine(), payments) == FreezeStage::resumed || stageOf(stand.engine(), payments) == FreezeStage::allowed,
        20'000);
    QCOMPARE(call(), 200);
    QTRY_VERIFY_WITH_TIMEOUT(isOnRecord(stand, "freeze") && isOnRecord(stand, "resume"), 10'000);
}

/// SAFETY KS10, AU3: with fuseboardctl as the only program, each call an owner of its own.
void FreezeTest::aHistoryThatIsLostKeepsNobodyFromFreezing()
{
    SandboxStand stand;
    QVERIFY2(stand.isPrepared(), qPrintable(stand.fault()));
    QVERIFY2(stand.openEngine(), qPrintable(stand.fault()));
    stand.closeEngine();
    const QString history = stand.profile().historyFile(), aside = history + QStringLiteral(".aside");
    QVERIFY(QFile::rename(history, aside));
    const auto status = [&] {
        RawCaller caller(stand.callers());
        caller.post("/v1/chat/completions", tokenOf(stand, QStringLiteral("team-payments")), shortCall());
        return caller.readUntil("choices") ? 200 : caller.status();
    };
    QCOMPARE(status(), 200);
    const QStringList why {QStringLiteral("--reason"), QStringLiteral("it runs away")};
    QString said;
    QVERIFY2(
        runCtl(stand, QStringList {QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments")} + why, &said)
            == 0,
        qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("Payments is frozen since")), qPrintable(said));
    QCOMPARE(status(), 403);

    QCOMPARE(runCtl(stand, {QStringLiteral("status")}, &said), 1);
    QVERIFY2(said.contains(QStringLiteral("fuseboardctl: The history ")) && !said.contains(QLatin1Char('$')), qPrintable(said));
    const QString report = stand.directory() + QStringLiteral("/teams.csv");
    QCOMPARE(runCtl(stand, {QStringLiteral("export"), QStringLiteral("team"), QStringLiteral("--out"), report}, &said), 1);
    QVERIFY(!QFile::exists(report));
    // What is resumed, by whom and why could be read nowhere later.
    QCOMPARE(runCtl(stand, QStringList {QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments")} + why,
                 &said),
        0);
    QVERIFY2(said.contains(QStringLiteral("--confirm ")), qPrintable(said));
    const QString code = said.section(QStringLiteral("--confirm "), 1).simplified().section(QLatin1Char(' '), 0, 0);
    const QStringList resume = QStringList {QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments"),
                                   QStringLiteral("--confirm"), code}
        + why;
    QVERIFY2(runCtl(stand, resume, &said) != 0, qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("can’t be put on record")), qPrintable(said));
    QCOMPARE(status(), 403);

    QVERIFY(QFile::rename(aside, history));
    QVERIFY2(runCtl(stand, resume, &said) == 0, qPrintable(said));
    QCOMPARE(status(), 200);
    QVERIFY(isOnRecord(stand, "freeze"));
    QVERIFY(isOnRecord(stand, "resume"));
    QCOMPARE(runCtl(stand, {QStringLiteral("verify")}, &said), 0);
}

QTEST_GUILESS_MAIN(FreezeTest)
#include "freezetest.moc"
