// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakegateway.h"

#include "connectors/gateway/probekey.h"
#include "owner/attachedowner.h"
#include "owner/ownerserver.h"
#include "store/sqlite.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <unistd.h>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::FakeGateway;

namespace {

const Scope payments = Scope::ofTeam("team-payments");

Organisation company()
{
    Organisation out;
    out.teams = {{"team-payments", "Payments", "", "", ""},
        {.id = "team-mobile", .name = "Mobile", .owner = "", .costCenterId = "", .costCenterName = "", .isProtected = true}};
    out.budgets = {{.scope = BudgetScope::ofTeam("team-payments"),
        .amount = Money {5'000'000'000, Currency::usd()},
        .since = fromUnixSeconds(0),
        .by = "me"}};
    return out;
}

bool write(const QString& name, const QByteArray& text)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/// What keeps a history from being opened, or figures from being told by it.
enum class Harm { rubbish, missing, aFolder, noRight, badRates };

} // namespace

Q_DECLARE_METATYPE(Harm)

/// A profile whose history, or prices, can't be read (SAFETY KS10, AU3).
class NoHistoryTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<FakeGateway> m_gateway;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<OwnerCommands> m_commands;
    QList<Error> m_failures;

    void open(bool stays)
    {
        m_commands.reset();
        m_engine = std::move(Engine::open(*m_profile, {.poll = stays}).value());
        m_failures.clear();
        connect(m_engine.get(), &Engine::failed, this, [this](const Error& error) { m_failures.append(error); });
        m_commands = std::make_unique<OwnerCommands>(*m_engine);
        m_engine->start();
    }
    void close()
    {
        m_commands.reset();
        m_engine.reset();
    }
    [[nodiscard]] QString aside() const { return m_profile->historyFile() + QStringLiteral(".aside"); }
    bool harm(Harm how) const
    {
        const QString file = m_profile->historyFile();
        if (how == Harm::badRates)
            return write(m_profile->ratesFile(), "[[rate]]\ndiscount = 101\n");
        if (how == Harm::noRight)
            return QFile::setPermissions(file, {});
        return QFile::rename(file, aside()) && (how != Harm::rubbish || write(file, QByteArray(100'000, 'x')))
            && (how != Harm::aFolder || QDir().mkdir(file));
    }
    bool mend(Harm how) const
    {
        const QString file = m_profile->historyFile();
        if (how == Harm::badRates)
            return QFile::remove(m_profile->ratesFile());
        if (how == Harm::noRight)
            return QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
        return (how == Harm::missing || (how == Harm::aFolder ? QDir().rmdir(file) : QFile::remove(file)))
            && QFile::rename(aside(), file);
    }
    [[nodiscard]] FreezeStage stage() const
    {
        const auto board = m_engine->freezes();
        return board && board->views.contains(payments) ? board->views.at(payments).stage : FreezeStage::allowed;
    }
    /// Empty where none came within two seconds.
    QJsonObject answerTo(const QJsonObject& request)
    {
        QJsonObject said;
        m_commands->carryOut(request, this, [&](const QJsonObject& answer) {
            if (said.isEmpty())
                said = answer;
        });
        [[maybe_unused]] const bool came = QTest::qWaitFor([&] { return !said.isEmpty(); }, 2000);
        return said;
    }
    [[nodiscard]] static QString errorIn(const QJsonObject& answer)
    {
        return answer[QLatin1String("error")].toObject()[QLatin1String("code")].toString();
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_profile = std::make_unique<Profile>(Profile::under(m_directory->filePath(QStringLiteral("p"))));
        QVERIFY(m_profile->create());
        m_gateway = std::make_unique<FakeGateway>(ProbeKey::open(m_profile->probeKeyFile())->token("team-payments"));
        QVERIFY(m_gateway->listen(m_profile->gatewaySocket()));
        QVERIFY(write(m_profile->sourcesFile(),
            "[[source]]\nid=\"g\"\nname=\"G\"\nkind=\"gateway\"\nsocket=\"" + m_profile->gatewaySocket().toUtf8() + "\"\n"));
        open(false);
        m_engine->setOrganisation(company());
        QTRY_VERIFY(m_engine->organisation() && *m_engine->organisation() == company());
        QTRY_VERIFY(QFile::exists(m_profile->organisationFile()));
        QCOMPARE(
            QFile::permissions(m_profile->organisationFile()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        close();
    }
    void cleanup()
    {
        close();
        m_gateway.reset();
    }

    void freezingWorksAndNothingElseIsTaken_data()
    {
        QTest::addColumn<Harm>("how");
        QTest::newRow("rubbish") << Harm::rubbish;
        QTest::newRow("missing") << Harm::missing;
        QTest::newRow("a folder in its place") << Harm::aFolder;
        QTest::newRow("rates of one's own that can't be read") << Harm::badRates;
        if (::geteuid() != 0) // who may read everything
            QTest::newRow("no right to read") << Harm::noRight;
    }
    void freezingWorksAndNothingElseIsTaken()
    {
        QFETCH(Harm, how);
        QVERIFY(harm(how));
        QElapsedTimer since;
        since.start();
        open(false);
        QVERIFY(m_engine->historyFault());
        QTRY_VERIFY(m_engine->organisation() && *m_engine->organisation() == company());
        QVERIFY(m_failures.contains(*m_engine->historyFault()));
        const QString code = errorIn(answerTo({{QStringLiteral("do"), QStringLiteral("poll")}}));
        QCOMPARE(code.startsWith(QStringLiteral("history")), how != Harm::badRates);

        m_engine->freeze(payments, FreezeMode::refuse, QStringLiteral("runaway"));
        QTRY_COMPARE(stage(), FreezeStage::frozen);
        QVERIFY2(since.elapsed() <= 2000, qPrintable(QString::number(since.elapsed())));
        QVERIFY(m_gateway->refuses(payments));
        QTRY_VERIFY(m_engine->freezes()->auditWaiting >= 2);

        // Teams are known, no figure is.
        const QJsonObject status =
            answerTo({{QStringLiteral("do"), QStringLiteral("status")}})[QLatin1String("status")].toObject();
        QCOMPARE(status[QLatin1String("historyFault")].toObject()[QLatin1String("code")].toString(), code);
        QCOMPARE(status[QLatin1String("teams")].toArray().size(), 2);
        for (const auto& team : status[QLatin1String("teams")].toArray())
            QVERIFY(!team.toObject().contains(QLatin1String("spent")) && !team.toObject().contains(QLatin1String("budget")));
        QVERIFY(m_engine->board()->budgets.empty());
        // A protected team still asks for its name.
        QCOMPARE(errorIn(answerTo({{QStringLiteral("do"), QStringLiteral("freeze")},
                     {QStringLiteral("scope"), QStringLiteral("team/team-mobile")},
                     {QStringLiteral("reason"), QStringLiteral("x")}})),
            QStringLiteral("protectedTeam"));

        // What needs the history says so at once.
        const QString file = m_directory->filePath(QStringLiteral("teams.csv"));
        for (const QJsonObject& request :
            {QJsonObject {{QStringLiteral("do"), QStringLiteral("export")}, {QStringLiteral("file"), file}},
                QJsonObject {{QStringLiteral("do"), QStringLiteral("budgets")}},
                QJsonObject {{QStringLiteral("do"), QStringLiteral("setBudget")}},
                QJsonObject {{QStringLiteral("do"), QStringLiteral("rates")}},
                QJsonObject {{QStringLiteral("do"), QStringLiteral("cancelAllocation")}}})
            QCOMPARE(errorIn(answerTo(request)), code);
        QVERIFY(!QFile::exists(file));
        QCOMPARE(m_engine->exportTeams(file).error().code, m_engine->historyFault()->code);
        QVERIFY(!QFile::exists(file));
        const auto made = m_engine->change(company(), Organisation());
        QTRY_VERIFY(made.isFinished());
        QVERIFY(!made.result());

        // Nothing is given back off the record.
        m_engine->resume(payments, QStringLiteral("mended"));
        QTRY_VERIFY(std::ranges::contains(m_failures, ErrorCode::notOnRecord, &Error::code));
        QCOMPARE(stage(), FreezeStage::frozen);
        QVERIFY(m_gateway->refuses(payments));
        close();

        QVERIFY(mend(how));
        open(false);
        QVERIFY(!m_engine->historyFault());
        QTRY_COMPARE(stage(), FreezeStage::frozen);
        QTRY_COMPARE(m_engine->freezes()->auditWaiting, 0);
        m_engine->resume(payments, QStringLiteral("mended"));
        QTRY_COMPARE(stage(), FreezeStage::resumed);
        close();
        const auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::viewer);
        QVERIFY(history);
        std::vector<std::string> acts;
        const auto rows = (*history)->auditEntries(0, 1000).value();
        for (const AuditEntry& row : rows)
            if (row.isIntent() && (row.action == "freeze" || row.action == "resume"))
                acts.push_back(row.action);
        QCOMPARE(acts, (std::vector<std::string> {"freeze", "resume"}));
    }

    void aLockedOneKeepsNobodyFromFreezing()
    {
        sqlite::Database stranger(m_profile->historyFile().toStdString(), sqlite::Access::write);
        stranger.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE theirs(x)");
        open(false);
        QVERIFY(m_engine->historyFault());
        m_engine->freeze(payments, FreezeMode::refuse, QStringLiteral("runaway"));
        QTRY_COMPARE(stage(), FreezeStage::frozen);
        const auto drill = m_engine->drill("team-payments");
        QTRY_VERIFY(drill.isFinished());
        QCOMPARE(drill.result().error().code, ErrorCode::notDrilled);
        stranger.execute("ROLLBACK");
    }

    /// Nothing starts anew for it, so that what waits for the audit log is not lost: of both orders.
    void aHistoryThatCanBeReadAgainIsTakenUp_data()
    {
        QTest::addColumn<Harm>("how");
        QTest::newRow("rubbish") << Harm::rubbish;
        QTest::newRow("rates of one's own that can't be read") << Harm::badRates;
    }
    void aHistoryThatCanBeReadAgainIsTakenUp()
    {
        QFETCH(Harm, how);
        QVERIFY(harm(how));
        open(true);
        QTRY_VERIFY(m_engine->board() && m_engine->freezes());
        m_engine->freeze(payments, FreezeMode::refuse, QStringLiteral("runaway"));
        QTRY_COMPARE(stage(), FreezeStage::frozen);
        m_engine->freeze(payments, FreezeMode::cut, QStringLiteral("what runs, too"));
        QTRY_COMPARE(m_engine->freezes()->views.at(payments).reason, "what runs, too");
        QTRY_COMPARE(stage(), FreezeStage::frozen);
        QVERIFY(mend(how));
        QTRY_VERIFY_WITH_TIMEOUT(m_engine->board() && !m_engine->board()->historyFault, 20'000);
        QVERIFY(!m_engine->historyFault());
        QCOMPARE(stage(), FreezeStage::frozen);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->freezes()->auditWaiting, 0, 20'000);
        const auto made = m_engine->drill("team-payments");
        QTRY_VERIFY(made.isFinished());
        m_engine->resume(payments, QStringLiteral("mended"));
        QTRY_COMPARE(stage(), FreezeStage::resumed);
        close();
        const auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::viewer);
        std::vector<std::string> reasons;
        const auto rows = (*history)->auditEntries(0, 1000).value();
        for (const AuditEntry& row : rows)
            if (row.isIntent() && row.action != "change")
                reasons.push_back(row.reason);
        QCOMPARE(reasons, (std::vector<std::string> {"runaway", "what runs, too", "mended"}));
    }

    void aWindowBesideItFreezesToo()
    {
        QVERIFY(harm(Harm::rubbish));
        open(true);
        OwnerServer server(*m_commands);
        QVERIFY(server.listen(m_profile->ownerSocket()));
        AttachedOwner window(*m_profile);
        window.start();
        QTRY_VERIFY_WITH_TIMEOUT(window.board() && window.board()->historyFault, 15'000);
        QVERIFY(*window.organisation() == company());
        QCOMPARE(window.board()->teams.size(), std::size_t(2));
        window.freeze(payments, FreezeMode::refuse, QStringLiteral("runaway"));
        QTRY_VERIFY(window.freezes() && window.freezes()->views.contains(payments)
            && window.freezes()->views.at(payments).stage == FreezeStage::frozen);
        QVERIFY(m_gateway->refuses(payments));
    }
};

QTEST_GUILESS_MAIN(NoHistoryTest)
#include "nohistorytest.moc"
