// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/fakelitellm.h"
#include "support/program.h"
#include "support/sessionbus.h"

#include "owner/busservice.h"
#include "owner/profile.h"
#include "store/history.h"

#include <QDBusConnectionInterface>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using test::FakeLiteLlm;
using test::Program;

/// `fuseboardctl levers`, `freeze` and `resume` of a team whose calls go through a LiteLLM proxy.
class LeverCommandsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<Profile> m_profile;
    std::unique_ptr<FakeLiteLlm> m_proxy;
    QString m_said, m_complaint;

    /// The proxy answers from this thread meanwhile.
    int run(QStringList words)
    {
        words << QStringLiteral("--profile") << m_dir->filePath(QStringLiteral("p"));
        return Program::runServed(QStringLiteral("fuseboardctl"), words, &m_said, &m_complaint);
    }
    int run(const char* words) { return run(QString::fromLatin1(words).split(QLatin1Char(' '))); }
    QString keyFile(const QString& name, const QByteArray& key) const
    {
        QFile file(m_dir->filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(key);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return QStringLiteral("file:") + file.fileName();
    }
    void protect(const char* team) const
    {
        auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::owner).value();
        Organisation organisation = history->organisation().value();
        std::ranges::find(organisation.teams, team, &Team::id)->isProtected = true;
        QVERIFY(history->setOrganisation(organisation, "test", Instant(std::chrono::hours(2))));
    }
    QJsonObject document() const { return QJsonDocument::fromJson(m_said.toUtf8()).object(); }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = Profile::under(m_dir->filePath(QStringLiteral("p")));
        QVERIFY(m_profile->create());
        m_proxy = std::make_unique<FakeLiteLlm>();
        QVERIFY(m_proxy->listen());
        m_proxy->isUsageAsked = true; // the source is polled too
        m_proxy->teams = {{"p-pay", "payments"}, {"p-search", "search"}};
        m_proxy->keys = {{FakeLiteLlm::hashOf("sk-canary"), "canary", "p-pay", "sk-canary"}, {"aa22", "ci", "p-pay", "sk-ci"},
            {"aa33", "old", "p-pay", "sk-old", true}, {"bb11", "web", "p-search", "sk-web"}};
        QFile sources(m_profile->sourcesFile());
        QVERIFY(sources.open(QIODevice::WriteOnly));
        sources.write(QStringLiteral("[[source]]\nid = 'proxy'\nname = 'Proxy'\nkind = 'litellm'\nurl = '%1'\nkey = '%2'\n"
                                     "canaries = {team-payments = '%3'}\n")
                .arg(m_proxy->url(), keyFile(QStringLiteral("admin"), FakeLiteLlm::adminKey),
                    keyFile(QStringLiteral("canary"), "sk-canary"))
                .toUtf8());
        sources.close();
        auto history = History::create(m_profile->historyFile().toStdString());
        QVERIFY(history);
        AllocationRule mine;
        mine.project = "p-pay";
        mine.team = "team-payments";
        AllocationRule shared;
        shared.project = "p-search";
        shared.shares = {{"team-search", 500'000}, {"team-ads", 500'000}};
        QVERIFY((*history)->setOrganisation({.teams = {{"team-payments", "Payments", {}, {}, {}},
                                                 {"team-search", "Search", {}, {}, {}}, {"team-ads", "Ads", {}, {}, {}}},
                                                .keys = {},
                                                .budgets = {},
                                                .raises = {},
                                                .rules = {mine, shared}},
            "test", Instant(std::chrono::hours(1))));
    }
    void cleanup() { QVERIFY2(m_proxy->complaints.isEmpty(), qPrintable(m_proxy->complaints.join(QStringLiteral("; ")))); }

    void saysWhatEachCanDo()
    {
        QCOMPARE(run("levers --json"), 0);
        const QJsonArray levers = document()[QLatin1String("levers")].toArray();
        QCOMPARE(levers.size(), 1);
        QCOMPARE(levers[0][QLatin1String("name")].toString(), QStringLiteral("Proxy"));
        QVERIFY(levers[0][QLatin1String("answers")].toBool() && levers[0][QLatin1String("canProbe")].toBool());
        QCOMPARE(levers[0][QLatin1String("cuts")].toArray().size(), 0);
        QCOMPARE(levers[0][QLatin1String("boundMs")].toInt(), 75'000);
        QCOMPARE(run("levers"), 0);
        QVERIFY2(m_said.contains(QLatin1String("Proxy: answers")) && m_said.contains(QLatin1String("ends nothing that runs")),
            qPrintable(m_said));
    }

    void aDryRunSaysWhoStopsAndOrdersNothing()
    {
        QCOMPARE(run("freeze --team Payments --dry-run"), 0);
        QVERIFY2(m_said.contains(QLatin1String("holds team payments, key ci"))
                && m_said.contains(QLatin1String("still after a resume: key old"))
                && m_said.contains(QLatin1String("Nothing was ordered.")),
            qPrintable(m_said));
        QVERIFY(!m_proxy->team("p-pay")->blocked && !m_proxy->key("aa22")->blocked);
        QCOMPARE(run("freeze --team Search --dry-run"), 0);
        QVERIFY2(m_said.contains(QLatin1String("share keys or projects with it: 1 (Ads)")), qPrintable(m_said));
        QCOMPARE(run("freeze --team Payments"), 2);
        QVERIFY2(m_complaint.contains(QLatin1String("--reason")), qPrintable(m_complaint));
    }

    void freezesAndGivesBackExactly()
    {
        QCOMPARE(run({QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments"),
                     QStringLiteral("--reason"), QStringLiteral("runaway agent"), QStringLiteral("--json")}),
            0);
        QCOMPARE(document()[QLatin1String("freeze")][QLatin1String("stage")].toString(), QStringLiteral("frozen"));
        const QJsonObject times =
            document()[QLatin1String("freeze")][QLatin1String("places")][0][QLatin1String("times")].toObject();
        QVERIFY(times.contains(QLatin1String("written")) && times.contains(QLatin1String("probed")));
        QVERIFY(
            m_proxy->team("p-pay")->blocked && m_proxy->key("aa22")->blocked == true && !m_proxy->team("p-search")->blocked);
        QCOMPARE(run({QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments"),
                     QStringLiteral("--reason"), QStringLiteral("over"), QStringLiteral("--json")}),
            0);
        const QString code = document()[QLatin1String("confirm")].toString();
        QVERIFY(!code.isEmpty());
        QCOMPARE(run({QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments"),
                     QStringLiteral("--reason"), QStringLiteral("over"), QStringLiteral("--confirm"), code}),
            0);
        QVERIFY(!m_proxy->team("p-pay")->blocked && m_proxy->key("aa22")->blocked == false);
        QVERIFY2(m_proxy->key("aa33")->blocked == true, "it was blocked before the freeze");
    }

    void thePlanOfAResumeSaysWhatEachPlaceGivesBack()
    {
        const auto plan = [this](const QStringList& more) {
            return run(QStringList {QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments"),
                           QStringLiteral("--reason"), QStringLiteral("over")}
                + more);
        };
        QCOMPARE(run({QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments"),
                     QStringLiteral("--reason"), QStringLiteral("loop")}),
            0);
        QCOMPARE(plan({}), 0);
        QVERIFY2(m_said.contains(QLatin1String("  Proxy: gives back ")) && m_said.contains(QLatin1String("key ci"))
                && m_said.contains(QLatin1String("leaves held, as before the freeze or for another one: key old")),
            qPrintable(m_said));
        QVERIFY2(m_said.contains(QLatin1String("Nothing has been resumed.")), qPrintable(m_said));
        m_proxy->key("aa33")->blocked = false;
        QCOMPARE(plan({}), 0);
        QVERIFY2(m_said.contains(QLatin1String("asks first, as somebody has changed key old: before the freeze ")),
            qPrintable(m_said));
        QCOMPARE(plan({QStringLiteral("--json")}), 0);
        const QJsonArray undo = document()[QLatin1String("outlooks")][0][QLatin1String("undo")].toArray();
        QVERIFY(std::ranges::any_of(undo, [](const auto& target) {
            return target.toObject()[QLatin1String("kind")].toString() == QLatin1String("changed");
        }));
        QVERIFY(m_proxy->team("p-pay")->blocked && m_proxy->key("aa22")->blocked == true);
    }

    void aPlanDoesNotWaitLongForPlacesThatDoNotTell()
    {
        const QStringList payments {
            QStringLiteral("--team"), QStringLiteral("Payments"), QStringLiteral("--reason"), QStringLiteral("over")};
        QCOMPARE(run(QStringList {QStringLiteral("freeze")} + payments), 0);
        m_proxy->meddler = [] { return std::optional(FakeLiteLlm::silence); };
        QElapsedTimer since;
        since.start();
        QCOMPARE(run(QStringList {QStringLiteral("resume")} + payments), 0);
        QVERIFY2(since.elapsed() < 8000, qPrintable(QString::number(since.elapsed()))); // its answer may take 10 s
        QVERIFY2(m_said.contains(QLatin1String("these places have not all told within 3 s: Proxy."))
                && m_said.contains(QLatin1String("Nothing has been resumed.")) && m_said.contains(QLatin1String("--confirm ")),
            qPrintable(m_said));
        m_proxy->meddler = [] { return std::nullopt; };
        const QString code = m_said.section(QLatin1String("--confirm "), 1).left(6);
        QVERIFY(m_proxy->team("p-pay")->blocked);
        QCOMPARE(run(QStringList {QStringLiteral("resume"), QStringLiteral("--confirm"), code} + payments), 0);
        QVERIFY(!m_proxy->team("p-pay")->blocked);
    }

    void aSourceThatIsTakenOutOfTheFileByHandIsNamedWhileItHolds()
    {
        const QStringList payments {
            QStringLiteral("--team"), QStringLiteral("Payments"), QStringLiteral("--reason"), QStringLiteral("over")};
        QCOMPARE(run(QStringList {QStringLiteral("freeze")} + payments), 0);
        const QString kept = m_profile->sourcesFile() + QStringLiteral(".kept");
        QVERIFY(QFile::rename(m_profile->sourcesFile(), kept));
        QFile empty(m_profile->sourcesFile());
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        QCOMPARE(run("status --json"), 0);
        const QJsonObject freeze = document()[QLatin1String("freezes")][0].toObject();
        QVERIFY2(freeze[QLatin1String("stage")].toString() != QLatin1String("frozen"), qPrintable(m_said));
        const QJsonObject place = freeze[QLatin1String("places")][0].toObject();
        QCOMPARE(place[QLatin1String("name")].toString(), QStringLiteral("proxy (no source any more)"));
        QCOMPARE(run(QStringList {QStringLiteral("resume")} + payments), 0); // the plan
        QVERIFY2(m_said.contains(QLatin1String("put its source back into sources.toml")), qPrintable(m_said));
        QVERIFY(m_proxy->team("p-pay")->blocked);
        QVERIFY(QFile::remove(m_profile->sourcesFile()) && QFile::rename(kept, m_profile->sourcesFile()));
        QCOMPARE(run(QStringList {QStringLiteral("resume"), QStringLiteral("--json")} + payments), 0);
        const QString code = document()[QLatin1String("confirm")].toString();
        QCOMPARE(run(QStringList {QStringLiteral("resume"), QStringLiteral("--confirm"), code} + payments), 0);
        QVERIFY(!m_proxy->team("p-pay")->blocked && m_proxy->key("aa22")->blocked == false);
        QVERIFY(m_proxy->key("aa33")->blocked == true);
    }

    void whereNothingCanBeTriedItIsPartlyProvedAndSaysSo()
    {
        QFile sources(m_profile->sourcesFile());
        QVERIFY(sources.open(QIODevice::ReadWrite));
        const QByteArray text = sources.readAll();
        QVERIFY(sources.resize(text.indexOf("canaries")));
        sources.close();
        m_proxy->key("aa33")->blocked = false; // what is refused for another reason too is no sign of a freeze
        const QStringList payments {
            QStringLiteral("--team"), QStringLiteral("Payments"), QStringLiteral("--reason"), QStringLiteral("runaway agent")};
        QCOMPARE(run(QStringList {QStringLiteral("freeze")} + payments), 3);
        QVERIFY2(m_said.contains(QLatin1String("Payments: partly proved (0 of 1 place)"))
                && m_said.contains(QLatin1String("Proxy: set and read back")) && !m_said.contains(QLatin1String("NOT PROVED")),
            qPrintable(m_said));
        QCOMPARE(run(QStringList {QStringLiteral("resume"), QStringLiteral("--json")} + payments), 0);
        const QString code = document()[QLatin1String("confirm")].toString();
        QCOMPARE(run(QStringList {QStringLiteral("resume"), QStringLiteral("--confirm"), code} + payments), 0);
        QVERIFY2(m_said.contains(QLatin1String("Payments spends again: what was held is given back"))
                && m_said.contains(QLatin1String("Proxy: given back")),
            qPrintable(m_said));
    }

    void aTeamThatIsGoneIsResumedAndGivenBackToo()
    {
        QCOMPARE(run({QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments"),
                     QStringLiteral("--reason"), QStringLiteral("runaway agent")}),
            0);
        {
            auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::owner).value();
            Organisation organisation = history->organisation().value();
            std::erase_if(organisation.teams, [](const Team& team) { return team.id == "team-payments"; });
            std::erase_if(organisation.rules, [](const AllocationRule& rule) { return rule.team == "team-payments"; });
            QVERIFY(history->setOrganisation(organisation, "test", Instant(std::chrono::hours(2))));
        }
        const QStringList resume {QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("team-payments"),
            QStringLiteral("--reason"), QStringLiteral("over"), QStringLiteral("--json")};
        QVERIFY2(run(resume) == 0, qPrintable(m_complaint));
        const QString code = document()[QLatin1String("confirm")].toString();
        run(resume + QStringList {QStringLiteral("--confirm"), code});
        QVERIFY(!m_proxy->team("p-pay")->blocked && m_proxy->key("aa22")->blocked == false);
        QVERIFY2(m_proxy->key("aa33")->blocked == true, "it was blocked before the freeze");
        QCOMPARE(run({QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("team-payments"),
                     QStringLiteral("--reason"), QStringLiteral("again")}),
            1);
    }

    void aDrillFreezesAndLetsGo()
    {
        QCOMPARE(run("drill --team Payments --json"), 0);
        QVERIFY2(document()[QLatin1String("passed")].toBool(), qPrintable(m_said));
        QVERIFY(document()[QLatin1String("places")][0][QLatin1String("toStopMs")].toInteger(-1) >= 0);
        QVERIFY(!m_proxy->team("p-pay")->blocked && m_proxy->key("aa33")->blocked == true);
        QCOMPARE(run("drill --list"), 0);
        QVERIFY2(m_said.contains(QLatin1String("The drill of team-payments passed."))
                && m_said.contains(QLatin1String("on average")),
            qPrintable(m_said));
        QCOMPARE(run({QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments"),
                     QStringLiteral("--reason"), QStringLiteral("for real")}),
            0);
        QCOMPARE(run("drill --team Payments"), 1); // a person's freeze is none of its business
        QVERIFY2(m_complaint.contains(QLatin1String("The drill of team-payments was not made"))
                && m_complaint.contains(QLatin1String("the team is frozen")) && !m_complaint.contains(QLatin1String("changed")),
            qPrintable(m_complaint));
        QVERIFY(m_proxy->team("p-pay")->blocked);
        QCOMPARE(run("drill"), 2);
    }

    void scriptsFreezeOverTheSessionBus()
    {
        protect("team-ads");
        test::SessionBus bus;
        QVERIFY(bus.isRunning());
        Program watch(QStringLiteral("fuseboardctl"));
        watch.start({QStringLiteral("watch"), QStringLiteral("--json"), QStringLiteral("--profile"),
            m_dir->filePath(QStringLiteral("p"))});
        auto connection =
            QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("test"));
        const auto call = [&](const char* method, const QVariantList& arguments) {
            auto message = QDBusMessage::createMethodCall(QLatin1String(BusService::name), QLatin1String(BusService::path),
                QStringLiteral("org.fuseboard.Fuseboard1"), QLatin1String(method));
            message.setArguments(arguments);
            QDBusPendingCallWatcher pending(connection.asyncCall(message));
            return QTest::qWaitFor([&] { return pending.isFinished(); }, 20'000) ? pending.reply() : QDBusMessage();
        };
        QVERIFY(QTest::qWaitFor(
            [&] { return connection.interface()->isServiceRegistered(QLatin1String(BusService::name)).value(); }, 20'000));
        QVERIFY(QTest::qWaitFor([&] { return call("Status", {}).type() == QDBusMessage::ReplyMessage; }, 20'000));
        const QDBusMessage frozen = call("Freeze", {QStringLiteral("payments"), QStringLiteral("by a script")});
        QVERIFY2(frozen.type() == QDBusMessage::ReplyMessage, qPrintable(frozen.errorMessage()));
        QVERIFY(frozen.arguments().value(0).toString().contains(QLatin1String("\"stage\":\"frozen\"")));
        QVERIFY(m_proxy->team("p-pay")->blocked);
        QVERIFY(
            call("Freeze", {QStringLiteral("Nobody"), QStringLiteral("x")}).errorName().endsWith(QLatin1String("UnknownTeam")));
        const QDBusMessage refused = call("Freeze", {QStringLiteral("Ads"), QStringLiteral("by a script")});
        QVERIFY2(refused.type() == QDBusMessage::ErrorMessage
                && refused.errorMessage().startsWith(QLatin1String("Ads is protected")),
            qPrintable(refused.errorMessage()));
        QVERIFY(!call("Status", {}).arguments().value(0).toString().contains(QLatin1String("team/team-ads")));
        QVERIFY(call("Freeze", {QStringLiteral("Search"), QString()}).errorName().endsWith(QLatin1String("Refused")));
        QCOMPARE(call("Resume", {QStringLiteral("payments"), QStringLiteral("x")}).type(), QDBusMessage::ErrorMessage);
        QVERIFY(m_proxy->team("p-pay")->blocked); // a person resumes
        QVERIFY(call("Levers", {}).arguments().value(0).toString().contains(QLatin1String("\"Proxy\"")));
        QDBusConnection::disconnectFromBus(QStringLiteral("test"));
        watch.terminate();
        watch.exitCode();
    }

    void aProtectedTeamAsksForItsName()
    {
        protect("team-payments");
        const auto freeze = [&](const char* words) {
            QStringList arguments {QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("payments"),
                QStringLiteral("--reason"), QStringLiteral("runaway agent")};
            return run(*words ? arguments << QStringLiteral("--confirm") << QString::fromLatin1(words) : arguments);
        };
        for (const char* words : {"", "freeze all", "Payment", "team-payments", "Search"}) {
            QCOMPARE(freeze(words), 2);
            QVERIFY2(m_complaint.contains(QLatin1String("--confirm 'Payments'")), qPrintable(m_complaint));
            QVERIFY(!m_proxy->team("p-pay")->blocked && !m_proxy->key("aa22")->blocked);
        }
        QCOMPARE(run("freeze --team payments --dry-run"), 0);
        QVERIFY2(m_said.contains(QLatin1String("protected teams, which ask for their name first: 1 (Payments)")),
            qPrintable(m_said));
        QCOMPARE(run("drill --team Payments"), 1);
        QVERIFY2(m_complaint.contains(QLatin1String("is protected")), qPrintable(m_complaint));
        QVERIFY(!m_proxy->team("p-pay")->blocked);
        QCOMPARE(freeze(" payments "), 0);
        QVERIFY(m_proxy->team("p-pay")->blocked);
    }

    void whatSomebodyChangedIsAskedAboutAndPutBack()
    {
        const auto resume = [&](const QStringList& more) {
            return run(QStringList {QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments"),
                           QStringLiteral("--reason"), QStringLiteral("over"), QStringLiteral("--json")}
                + more);
        };
        const auto confirmed = [&](const QStringList& more) {
            return resume({}) != 0
                ? -1
                : resume(QStringList {QStringLiteral("--confirm"), document()[QLatin1String("confirm")].toString()} + more);
        };
        QCOMPARE(run({QStringLiteral("freeze"), QStringLiteral("--team"), QStringLiteral("Payments"),
                     QStringLiteral("--reason"), QStringLiteral("loop")}),
            0);
        m_proxy->key("aa33")->blocked = false; // it was blocked before the freeze
        QCOMPARE(confirmed({}), 3);
        QVERIFY2(m_said.contains(QLatin1String("key old was")) && m_said.contains(QLatin1String("since the freeze")),
            qPrintable(m_said));
        QVERIFY(m_proxy->team("p-pay")->blocked && m_proxy->key("aa22")->blocked == true);
        for (int i = 0; i < 2; ++i) { // nobody's answer: not the next start either
            QCOMPARE(run("status"), 0);
            QVERIFY(m_proxy->team("p-pay")->blocked);
        }
        QVERIFY2(confirmed({QStringLiteral("--put-back")}) == 0, qPrintable(m_said + m_complaint));
        QVERIFY(!m_proxy->team("p-pay")->blocked && m_proxy->key("aa22")->blocked == false);
        QVERIFY(m_proxy->key("aa33")->blocked == true);
    }

    void aReasonIsCompletedAsAnActOfItsOwn()
    {
        const auto say = [&](const char* verb, const char* reason) {
            return run({QString::fromLatin1(verb), QStringLiteral("--team"), QStringLiteral("Payments"),
                QStringLiteral("--reason"), QString::fromLatin1(reason)});
        };
        QCOMPARE(say("reason", "too early"), 1);
        QVERIFY2(m_complaint.contains(QLatin1String("No freeze of team/team-payments")), qPrintable(m_complaint));
        QCOMPARE(say("freeze", "pressed in haste"), 0);
        QCOMPARE(say("reason", "  "), 2);
        QCOMPARE(say("reason", "a loop in checkout"), 0);
        QVERIFY2(m_said.contains(QLatin1String("Payments")), qPrintable(m_said));
        QCOMPARE(run("status --json"), 0);
        const QJsonObject freeze = document()[QLatin1String("freezes")][0].toObject();
        QCOMPARE(freeze[QLatin1String("reason")].toString(), QStringLiteral("pressed in haste"));
        QCOMPARE(
            freeze[QLatin1String("addedReason")][QLatin1String("reason")].toString(), QStringLiteral("a loop in checkout"));
        QCOMPARE(run({QStringLiteral("resume"), QStringLiteral("--team"), QStringLiteral("Payments"),
                     QStringLiteral("--reason"), QStringLiteral("over")}),
            0);
        QVERIFY2(m_said.contains(QLatin1String("a loop in checkout")), qPrintable(m_said));
        const auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::owner).value();
        std::vector<std::string> rows;
        const std::vector<AuditEntry> entries = history->auditEntries(0, 100).value();
        for (const AuditEntry& entry : entries)
            if (entry.target == "team/team-payments" && !entry.isObserved()) // a later program may have proved it again
                rows.push_back(
                    entry.action + "|" + entry.reason + "|" + entry.before + "|" + (entry.result.empty() ? "" : "ended"));
        QCOMPARE(rows.size(), 4U);
        QCOMPARE(rows[0], "freeze|pressed in haste|released|");
        QCOMPARE(rows[1], "freeze|pressed in haste||ended");
        QCOMPARE(rows[2], "add reason|a loop in checkout|pressed in haste|");
        QCOMPARE(rows[3], "add reason|a loop in checkout|pressed in haste|ended");
    }

    void aProxyThatIsGoneIsNamed()
    {
        m_proxy->stop();
        QCOMPARE(run("levers"), 0);
        QVERIFY2(
            m_said.startsWith(QLatin1String("Proxy")) && !m_said.contains(QLatin1String("Proxy: answers")), qPrintable(m_said));
    }
};

QTEST_GUILESS_MAIN(LeverCommandsTest)
#include "levercommandstest.moc"
