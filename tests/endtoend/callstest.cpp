// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/awaited.h"
#include "support/companycalls.h"
#include "support/gatewaydoor.h"
#include "support/program.h"
#include "support/sandboxstand.h"

#include "domain/auditact.h"
#include "items/callmodel.h"
#include "owner/ownerserver.h"
#include "store/history.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

const Scope payments = Scope::ofTeam("team-payments");

CallRow rowAt(const CallModel& model, int row) { return model.index(row, 0).data(CallModel::RowRole).value<CallRow>(); }

} // namespace

/// Calls that run at a real gateway: listed while their tokens grow, and one of them cut while the others go on.
class RunningCallsTest : public QObject {
    Q_OBJECT

    SandboxStand m_stand;
    std::unique_ptr<OwnerCommands> m_commands;
    std::unique_ptr<OwnerServer> m_server;

    [[nodiscard]] RunningCalls told(const Scope& scope = payments)
    {
        return awaited(m_stand.engine().runningCalls(scope)).value();
    }
    [[nodiscard]] std::vector<AuditAct> acts() const
    {
        const auto history = History::open(m_stand.profile().historyFile().toStdString(), HistoryMode::viewer);
        std::vector<AuditAct> out;
        for (const AuditAct& act : actsOf((*history)->auditEntries(0, 10'000).value()))
            if (act.entry.action == "cut a call")
                out.push_back(act);
        return out;
    }
    int ctl(const QStringList& words, QString* output = nullptr)
    {
        return Program::runServed(QStringLiteral("fuseboardctl"),
            words + QStringList {QStringLiteral("--profile"), m_stand.directory() + QStringLiteral("/p")}, output);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_stand.isPrepared(), qPrintable(m_stand.fault()));
        QVERIFY(m_stand.openEngine());
        m_commands = std::make_unique<OwnerCommands>(m_stand.engine());
        m_server = std::make_unique<OwnerServer>(*m_commands);
        QVERIFY(m_server->listen(m_stand.profile().ownerSocket()));
    }

    void aSlowStreamIsSeenGrowingAndCutFromTheModel()
    {
        CallModel model;
        model.setCalls(told());
        QCOMPARE(model.rowCount(), 0);
        RawCaller first(m_stand.callers()), second(m_stand.callers());
        for (RawCaller* caller : {&first, &second}) {
            caller->post("/v1/chat/completions", tokenOf(m_stand, QStringLiteral("team-payments")), longStream());
            QVERIFY2(caller->readUntil("chat.completion.chunk"), caller->seen().constData());
        }
        QTRY_VERIFY((model.setCalls(told()), model.rowCount() == 2 && rowAt(model, 0).call.tokens > 0));
        const CallRow oldest = rowAt(model, 0);
        QCOMPARE(oldest.call.team, "team-payments");
        QCOMPARE(oldest.call.model, "gpt-5.6");
        QVERIFY(oldest.canCut && !oldest.isOld && !oldest.call.key.empty());
        QVERIFY(oldest.call.cost && oldest.call.reserved && oldest.call.cost->nano < oldest.call.reserved->nano);
        QTRY_VERIFY((model.setCalls(told()), rowAt(model, 0).call.tokens > oldest.call.tokens));
        QVERIFY(told(Scope::ofTeam("team-growth")).places.at(0).calls.empty());

        const CallCut cut {oldest.place, oldest.call, "it goes on and on"};
        QCOMPARE(awaited(m_stand.engine().cutCall(cut)), CutOutcome::cut);
        QVERIFY2(first.readUntil("\r\n0\r\n\r\n", 5000), "its stream ends");
        QVERIFY2(!first.seen().contains("[DONE]"), "a cut stream must not look whole");
        QTRY_VERIFY2((model.setCalls(told()), model.rowCount() == 1),
            qPrintable(QString::fromUtf8(second.seen().right(300)) + QString::number(model.rowCount())));
        QVERIFY(rowAt(model, 0).call.id != oldest.call.id);
        QVERIFY(second.readUntil("chat.completion.chunk")); // the other one goes on
        QCOMPARE(awaited(m_stand.engine().cutCall(cut)), CutOutcome::endedAlready);

        QTRY_COMPARE(acts().size(), 2U);
        QTRY_VERIFY(acts().at(0).outcome && acts().at(1).outcome);
        QCOMPARE(acts().at(1).outcome->result, "done");
        QCOMPARE(acts().at(1).entry.reason, "it goes on and on");
        QCOMPARE(acts().at(0).outcome->result, "had ended already");
        const auto isCut = [&](const QJsonObject& row) {
            return row[QLatin1String("callId")].toString().toStdString() == oldest.call.id
                && !row[QLatin1String("cut")].toString().isEmpty()
                && row[QLatin1String("cost")].toString() != QLatin1String("0");
        };
        QTRY_VERIFY(std::ranges::any_of(ledgerRows(m_stand.profile().gatewaySocket()), isCut)); // what it used is charged
    }

    void theCommandLineTellsAndCutsThem()
    {
        RawCaller caller(m_stand.callers());
        caller.post("/v1/chat/completions", tokenOf(m_stand, QStringLiteral("team-mobile")), longStream());
        QVERIFY2(caller.readUntil("chat.completion.chunk"), caller.seen().constData());
        const Scope mobile = Scope::ofTeam("team-mobile");
        QTRY_VERIFY(told(mobile).places.at(0).calls.size() == 1);
        const QString id = QString::fromStdString(told(mobile).places.at(0).calls.at(0).id);
        QString said;
        QCOMPARE(ctl({QStringLiteral("calls"), QStringLiteral("--team"), QStringLiteral("Mobile")}, &said), 0);
        QVERIFY2(said.contains(id) && said.contains(QStringLiteral("gpt-5.6")), qPrintable(said));
        QCOMPARE(ctl({QStringLiteral("calls"), QStringLiteral("--json")}, &said), 0);
        const QJsonArray places = QJsonDocument::fromJson(said.toUtf8()).object()[QLatin1String("places")].toArray();
        QVERIFY2(places.at(0)[QLatin1String("calls")].toArray().size() >= 1, qPrintable(said));
        QCOMPARE(ctl({QStringLiteral("cut"), id}), 2); // says not why
        QCOMPARE(ctl({QStringLiteral("cut"), id, QStringLiteral("--reason"), QStringLiteral("it hangs")}, &said), 0);
        QVERIFY2(caller.readUntil("\r\n0\r\n\r\n", 5000), "its stream ends");
        QTRY_VERIFY(told(mobile).places.at(0).calls.empty());
        QCOMPARE(ctl({QStringLiteral("cut"), id, QStringLiteral("--reason"), QStringLiteral("it hangs")}, &said), 1);
    }

    void aDeadGatewayIsToldAsSuch()
    {
        QVERIFY(m_stand.killGateway());
        const PlaceCalls place = told().places.at(0);
        QVERIFY(place.error && !place.at && place.calls.empty());
        const auto cut = awaited(m_stand.engine().cutCall({place.place, {.id = "c"}, "why"}));
        QCOMPARE(cut.error().code, ErrorCode::unreachable);
    }
};

QTEST_GUILESS_MAIN(RunningCallsTest)
#include "callstest.moc"
