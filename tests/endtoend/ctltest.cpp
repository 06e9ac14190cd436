// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/sealedkeys.h"
#include "owner/profile.h"
#include "store/history.h"
#include "store/sqlite.h"
#include "support/keyhunt.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <map>

using namespace fuseboard;

/// fuseboardctl as scripts and cron call it: in a shell, in any locale, with whatever for arguments and descriptors.
class CtlTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void wrongUse_data();
    void wrongUse();
    void anErrorIsOneSentence_data();
    void anErrorIsOneSentence();
    void anErrorIsADocumentToo();
    void whatCantBePrintedIsNoSuccess_data();
    void whatCantBePrintedIsNoSuccess();
    void aClosedDescriptorIsNoFileOfOurs();
    void theCLocaleChangesNothing();
    void nothingFromOutsideControlsTheTerminal();
    void aBackupIsACheckedHistory();
    void aBillIsImportedAndReplaced();
    void whatIsSetInTheWindowCountsHereToo();
    void aHungOwnerIsNotWaitedForForEver();
    void anOwnerThatGoesIsNamed();
    void budgetsAreSetRaisedAndEnded();
    void aBudgetThatBeginsLaterCanBeTakenBack();
    void aBudgetTellsWhatItCantConvert();
    void whatHasNoPriceIsListed();
    void aPipeIsNoTableOfRates();
    void aDamagedBudgetKeepsNobodyFromOwning();
    void aBudgetIsChangedByWhoOwnsTheProfile();
    void aBudgetThatDoesNotFitIsRefused_data();
    void aBudgetThatDoesNotFitIsRefused();
    void aRaiseThatCantBePutOnRecordIsRefused();
    void aKeyOnTheCommandLineIsRefusedUnrepeated_data();
    void aKeyOnTheCommandLineIsRefusedUnrepeated();
    void aKeyLeavesTheEnvironment();
    void sealedKeysOpenWithTheirPassphrase_data();
    void sealedKeysOpenWithTheirPassphrase();

private:
    struct Said {
        int code;
        QByteArray out, err;
    };
    /// Runs a line of shell with `ctl` as the program with this test's profile.
    Said shell(const QByteArray& line);

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_profile;
};

void CtlTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_profile = m_directory->filePath(QStringLiteral("p"));
    QVERIFY(Profile::under(m_profile).create());
}

CtlTest::Said CtlTest::shell(const QByteArray& line)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.setWorkingDirectory(m_directory->path());
    process.start(QStringLiteral("sh"),
        {QStringLiteral("-c"),
            QStringLiteral("ctl() { \"" FUSEBOARD_BIN "/fuseboardctl\" --profile \"%1\" \"$@\"; }\n").arg(m_profile)
                + QString::fromLatin1(line)});
    if (!process.waitForFinished(60'000))
        return {-1, {}, "no end"};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void CtlTest::wrongUse_data()
{
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char* name, const char* line) { QTest::addRow("%s", name) << QByteArray(line); };
    row("no verb", "ctl");
    row("two verbs", "ctl status poll");
    row("an unknown option", "ctl status --yaml");
    row("another verb's option", "ctl poll --team Payments");
    row("no team", "ctl freeze --reason x");
    row("an empty team", "ctl freeze --team '' --reason x");
    row("two teams", "ctl freeze --team a --team b --reason x");
    row("a team and all", "ctl freeze --team a --all --reason x");
    row("no reason", "ctl freeze --team a");
    row("a blank reason", "ctl resume --team a --reason ' '");
    row("all without the words", "ctl freeze --all --reason x");
    row("all with other words", "ctl freeze --all --reason x --confirm 'Freeze All'");
    row("no report", "ctl export --out f");
    row("no file", "ctl export team");
    row("an empty file", "ctl export team --out ''");
    row("month 13", "ctl export team --out f --period 2026-13");
    row("no digits", "ctl export team --out f --period 2026--1");
    row("an empty profile", "\"" FUSEBOARD_BIN "/fuseboardctl\" --profile '' status");
    row("profile and sandbox", "ctl --sandbox status");
    row("a reason that is no UTF-8", "ctl freeze --team a --reason \"$(printf 'caf\\351')\"");
    row("a month of prices", "ctl prices show --period 2026-11");
    row("what has no price, and a model", "ctl prices show --unpriced gpt-5.6");
    row("what has no price, on a day", "ctl prices show --unpriced --at 2026-11-26");
    row("a budget's verb is missing", "ctl budget");
    row("a budget of nothing", "ctl budget set '' 5");
    row("a budget without an amount", "ctl budget set organisation");
    row("a budget hard and soft", "ctl budget set organisation 5 --hard --soft");
    row("a budget of a decade", "ctl budget set organisation 5 --period decade");
    row("a threshold in words", "ctl budget set organisation 5 --thresholds half");
    row("a raise without an end", "ctl budget raise organisation 5 --why x");
    row("a raise without a reason", "ctl budget raise organisation 5 --until 2999-01-01");
    row("a raise with a blank reason", "ctl budget raise organisation 5 --until 2999-01-01 --why ' '");
    row("a file that is no UTF-8", "ctl export team --out \"$(printf 'caf\\351')\"");
}

void CtlTest::wrongUse()
{
    QFETCH(QByteArray, line);
    const Said said = shell(line);
    QVERIFY2(said.code == 2 && !said.err.isEmpty(), said.out + said.err);
    QVERIFY2(said.out.isEmpty(), said.out);
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList());
}

void CtlTest::anErrorIsOneSentence_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const char* line, const char* named) {
        QTest::addRow("%s", name) << QByteArray(line) << QByteArray(named);
    };
    row("an unknown team", "ctl freeze --team \"Nobody'; rm -rf \\$HOME\" --reason x", "Nobody'; rm -rf $HOME");
    row("a team with an escape", "ctl freeze --team \"$(printf 'a\\033[31mb')\" --reason x", "a\xEF\xBF\xBD[31mb");
    row("a target that is a folder", "mkdir d; ctl export team --out d", "/d ");
    row("a target in a file", "touch f; ctl export team --out f/x.csv", "/f/x.csv ");
    row("a device that is full", "ctl export team --out /dev/full", "/dev/full");
}

void CtlTest::anErrorIsOneSentence()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, named);
    const Said said = shell(line);
    QVERIFY2(said.code == 1 && said.out.isEmpty(), said.out + said.err);
    QVERIFY2(said.err.startsWith("fuseboardctl: ") && said.err.count('\n') == 1 && said.err.contains(named), said.err);
}

void CtlTest::anErrorIsADocumentToo()
{
    const Said said = shell("ctl freeze --team Nobody --reason x --json");
    QCOMPARE(said.code, 1);
    const QJsonObject document = QJsonDocument::fromJson(said.out).object();
    QVERIFY2(document[QLatin1String("ok")] == QJsonValue(false), said.out);
    const QString sentence = document[QLatin1String("error")].toObject()[QLatin1String("sentence")].toString();
    QVERIFY2(sentence.contains(QLatin1String("Nobody")) && said.err.contains(sentence.toUtf8()), said.out);
}

void CtlTest::whatCantBePrintedIsNoSuccess_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addRow("status, full") << QByteArray("ctl status > /dev/full");
    QTest::addRow("status, closed") << QByteArray("ctl status >&-");
    QTest::addRow("poll, closed") << QByteArray("ctl poll --json >&-");
    QTest::addRow("export, closed") << QByteArray("ctl export team --out f >&-");
    // The pipe's reader is gone before the first word.
    QTest::addRow("status, nobody reads") << QByteArray("{ sleep 1; ctl status; echo $? > code; } | true; exit $(cat code)");
    QTest::addRow("watch, nobody reads") << QByteArray(
        "{ sleep 1; timeout 30 \"" FUSEBOARD_BIN "/fuseboardctl\" --profile p watch; "
        "echo $? > code; } | true; exit $(cat code)");
}

void CtlTest::whatCantBePrintedIsNoSuccess()
{
    QFETCH(QByteArray, line);
    const Said said = shell(line);
    QVERIFY2(said.code == 1, QByteArray::number(said.code) + said.out + said.err);
}

void CtlTest::aClosedDescriptorIsNoFileOfOurs()
{
    const Said said = shell("ctl status <&- >&- 2>&-");
    QCOMPARE(said.code, 1);
    const Profile profile = Profile::under(m_profile);
    QFile lock(profile.lockFile());
    QVERIFY(lock.open(QIODevice::ReadOnly));
    const QByteArray owner = lock.readAll();
    QVERIFY2(
        QRegularExpression(QStringLiteral("^fuseboardctl, process [0-9]+$")).match(QString::fromUtf8(owner)).hasMatch(), owner);
    QCOMPARE(shell("ctl status").code, 0);
}

void CtlTest::theCLocaleChangesNothing()
{
    const Said usual = shell("LC_ALL=C.UTF-8 ctl status");
    QVERIFY2(usual.code == 0 && usual.err.isEmpty() && usual.out.contains("–"), usual.out + usual.err);
    for (const char* locale : {"LC_ALL=C", "LC_ALL=POSIX", "LANG= LC_ALL=", "LC_ALL=de_DE.ISO-8859-1", "LC_ALL=no_SUCH"}) {
        const Said said = shell("export " + QByteArray(locale) + "; ctl status");
        QVERIFY2(said.code == 0 && said.err.isEmpty(), locale + said.err);
        QCOMPARE(said.out, usual.out);
    }
}

void CtlTest::nothingFromOutsideControlsTheTerminal()
{
    const QByteArray source = "[[source]]\nid=\"g\"\nname=\"G\\u001b[2J\\u202e\"\nkind=\"gateway\"\nsocket=\"/nowhere.sock\"\n";
    QFile file(Profile::under(m_profile).sourcesFile());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(source) == source.size());
    file.close();
    const Said said = shell("ctl poll");
    QVERIFY2(said.code == 1 && said.out.contains("G\xEF\xBF\xBD[2J"), said.out + said.err);
    QVERIFY(!said.out.contains('\x1b') && !said.out.contains("\xE2\x80\xAE"));
}

void CtlTest::aBackupIsACheckedHistory()
{
    QCOMPARE(shell("ctl status").code, 0); // makes the history
    const Said made = shell("ctl backup --out copy.db");
    QVERIFY2(made.code == 0 && made.out.contains("copy.db"), made.err);
    const Said again = shell("ctl backup --out copy.db --json");
    QCOMPARE(again.code, 1);
    QVERIFY2(QJsonDocument::fromJson(again.out)[QLatin1String("error")][QLatin1String("sentence")].toString().contains(
                 QLatin1String("copy.db")),
        again.out);
    const Said nowhere = shell("ctl backup --out none/copy.db");
    QVERIFY2(nowhere.code == 1 && nowhere.err.contains("none") && nowhere.err.count('\n') == 1, nowhere.err);

    const QString file = Profile::under(m_profile).historyFile();
    QVERIFY(QFile::remove(file) && QFile::copy(m_directory->filePath(QStringLiteral("copy.db")), file));
    const Said verified = shell("ctl verify");
    QVERIFY2(verified.code == 0, verified.out + verified.err);
    const Said cancelled = shell("ctl allocation cancel");
    QVERIFY2(cancelled.code == 1 && cancelled.err.contains("nothing to cancel"), cancelled.err);
}

void CtlTest::aBillIsImportedAndReplaced()
{
    const auto bill = [this](const char* cost) {
        QFile file(m_directory->filePath(QStringLiteral("bill.csv")));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write("BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,"
                   "EffectiveCost,ServiceCategory,ServiceName\n"
                   "aws-1,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-03T00:00:00Z,2026-10-04T00:00:00Z,");
        file.write(cost);
        file.write(
            ",AI and Machine Learning,Bedrock\n"
            "aws-1,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-03T00:00:00Z,2026-10-04T00:00:00Z,9,Storage,S3\n");
    };
    const auto spent = [this] {
        shell("ctl export team --period 2026-10 --out teams.csv");
        QFile file(m_directory->filePath(QStringLiteral("teams.csv")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    bill("12.5");
    const Said first = shell("ctl import focus bill.csv");
    QVERIFY2(first.code == 0 && first.out.contains("charges read: 2, left out for other services: 1"), first.out + first.err);
    QVERIFY2(spent().contains(",USD,,12.50,"), spent());
    bill("13.25");
    const Said second = shell("ctl import focus bill.csv --json");
    QVERIFY2(second.code == 0, second.err);
    QCOMPARE(QJsonDocument::fromJson(second.out)[QLatin1String("bill")][QLatin1String("replaced")].toInt(), 1);
    QVERIFY2(spent().contains(",USD,,13.25,"), spent());
    bill("1,000.00");
    const Said bad = shell("ctl import focus bill.csv");
    QVERIFY2(bad.code == 1 && bad.err.contains("bill.csv") && bad.err.contains("line 2") && bad.err.count('\n') == 1, bad.err);
    QVERIFY2(spent().contains(",USD,,13.25,"), spent());
    bill("13.25");
    const Said again = shell("ctl import focus bill.csv --source clouds");
    QVERIFY2(again.code == 1 && again.err.contains("aws-1") && again.err.contains("focus/2026-10-01/aws-1"), again.err);
    QVERIFY2(spent().contains(",USD,,13.25,"), spent());
    QCOMPARE(::mkfifo(m_directory->filePath(QStringLiteral("pipe.csv")).toUtf8().constData(), 0600), 0);
    const Said pipe = shell("ctl import focus pipe.csv");
    QVERIFY2(pipe.code == 1 && pipe.err.contains("pipe.csv") && pipe.err.contains("not a regular file"), pipe.err);
    const Said missing = shell("ctl import focus none.csv");
    QVERIFY2(missing.code == 1 && missing.err.contains("none.csv"), missing.err);
    QVERIFY2(shell("ctl verify").code == 0, "the imports are on record");
    const auto history = History::open(Profile::under(m_profile).historyFile().toStdString(), HistoryMode::viewer);
    QVERIFY(history);
    const auto entries = (*history)->auditEntries(0, 1000);
    QVERIFY(entries);
    std::map<std::string, std::vector<std::string>> results; // each intent has its outcome, failed ones too
    for (const AuditEntry& entry : *entries)
        if (entry.action == "import")
            results[entry.requestId].push_back(entry.result);
    QCOMPARE(results.size(), 6U);
    for (const auto& [request, said] : results)
        QVERIFY2(
            said.size() == 2 && said[0].empty() && (said[1] == "done" || said[1].starts_with("failed: ")), request.c_str());
}

void CtlTest::whatIsSetInTheWindowCountsHereToo()
{
    QFile settings(Profile::under(m_profile).settingsFile());
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("[Business]\nCurrency=EUR\nFiscalDay=16\nTimeZone=Asia/Kathmandu\n");
    settings.close();
    const Said said = shell("ctl status --json");
    QVERIFY2(said.code == 0, said.err);
    const QJsonDocument status = QJsonDocument::fromJson(said.out);
    QCOMPARE(status[QLatin1String("currency")].toString(), QStringLiteral("EUR"));
    QVERIFY2(status[QLatin1String("periodStart")].toString().endsWith(QLatin1String("-15T18:15:00Z")), said.out);
    QVERIFY(settings.open(QIODevice::WriteOnly | QIODevice::Truncate));
    settings.write("[Business]\nTimeZone=Mars/Olympus\n");
    settings.close();
    const Said wrong = shell("ctl status");
    QVERIFY2(wrong.code == 1 && wrong.err.contains("Mars/Olympus") && wrong.err.contains("fuseboardrc"), wrong.err);
}

void CtlTest::aHungOwnerIsNotWaitedForForEver()
{
    QLocalServer owner; // listens, and answers nobody
    QVERIFY(owner.listen(Profile::under(m_profile).ownerSocket()));
    const Said said = shell("ctl status");
    QVERIFY2(said.code == 1 && said.err.contains("does not answer"), said.err);
}

void CtlTest::anOwnerThatGoesIsNamed()
{
    QProcess owner;
    owner.start(
        QStringLiteral(FUSEBOARD_BIN "/fuseboardctl"), {QStringLiteral("--profile"), m_profile, QStringLiteral("watch")});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(Profile::under(m_profile).ownerSocket()), 20'000);
    QProcess guest;
    guest.start(
        QStringLiteral(FUSEBOARD_BIN "/fuseboardctl"), {QStringLiteral("--profile"), m_profile, QStringLiteral("watch")});
    QVERIFY(guest.waitForReadyRead(20'000));
    owner.kill();
    QVERIFY(owner.waitForFinished(10'000));
    QVERIFY(guest.waitForFinished(10'000));
    QCOMPARE(guest.exitCode(), 1);
    QVERIFY2(guest.readAllStandardError().contains("owner.sock"), "the owner's socket is not named");
    QCOMPARE(shell("ctl status").code, 0); // its dead socket stands in nobody's way
}

void CtlTest::aBudgetThatBeginsLaterCanBeTakenBack()
{
    QCOMPARE(shell("ctl budget set organisation 100 --since 2930-01-01").code, 0);
    const Said sooner = shell("ctl budget set organisation 50");
    QVERIFY2(sooner.code == 0, sooner.err);
    const QByteArray listed = shell("ctl budget list").out;
    QVERIFY2(listed.contains("$50") && !listed.contains("$100"), listed);
    QCOMPARE(shell("ctl budget set team:none 5").code, 1);
    QCOMPARE(shell("ctl budget set model:m 5 --since 2930-01-01").code, 0);
    const Said ended = shell("ctl budget end model:m");
    QVERIFY2(ended.code == 0, ended.err);
    QVERIFY2(shell("ctl budget end model:m").err.contains("it has none"), "it is gone");
}

void CtlTest::aBudgetTellsWhatItCantConvert()
{
    QFile bill(m_directory->filePath(QStringLiteral("bill.csv")));
    QVERIFY(bill.open(QIODevice::WriteOnly));
    const QByteArray today = QDate::currentDate().addDays(-QDate::currentDate().day() + 1).toString(Qt::ISODate).toLatin1();
    bill.write("BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,"
               "EffectiveCost,ServiceCategory,ServiceName\na,EUR,"
        + today + "T00:00:00Z," + today + "T23:00:00Z," + today + "T12:00:00Z," + today
        + "T13:00:00Z,100,AI and Machine Learning,X\n");
    bill.close();
    const Said imported = shell("ctl import focus bill.csv");
    QVERIFY2(imported.code == 0, imported.err);
    QCOMPARE(shell("ctl budget set organisation 1000").code, 0);
    const QByteArray listed = shell("ctl budget list").out;
    QVERIFY2(listed.contains("and €100 that no exchange rate is known for"), listed);
}

void CtlTest::whatHasNoPriceIsListed()
{
    QCOMPARE(shell("ctl prices show --unpriced").code, 1); // there is no history yet: not the same as nothing in it
    const Said fresh = shell("ctl status --json");
    QCOMPARE(QJsonDocument::fromJson(fresh.out).object()[QLatin1String("unpriced")], QJsonValue(QJsonArray()));
    QVERIFY(!shell("ctl status").out.contains("Without a price"));
    {
        auto history = History::open(Profile::under(m_profile).historyFile().toStdString(), HistoryMode::owner).value();
        const Instant today = dayOf(std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now()));
        const UsageRow row {.start = today,
            .width = std::chrono::hours(24),
            .source = "logs",
            .account = "acme",
            .ledger = Ledger::localLog,
            .model = "new\033[31m-model",
            .tokens = {.input = 1'200, .output = 34},
            .requests = 5,
            .priceVersion = "p"};
        const Poll poll {.source = "logs", .account = "acme", .rows = {row}, .rereads = {}, .cursor = {}, .at = today};
        QVERIFY(history->apply(poll));
    }
    for (const char* line : {"ctl status", "ctl prices show --unpriced"}) {
        const Said said = shell(line);
        QVERIFY2(said.code == 0, said.err);
        QVERIFY2(said.out.contains("Without a price") && said.out.contains("-model") && said.out.contains("1,234"), said.out);
        QVERIFY2(!said.out.contains('\033'), said.out);
    }
    for (const char* line : {"ctl status --json", "ctl prices show --unpriced --json"}) {
        const auto usage = QJsonDocument::fromJson(shell(line).out).object()[QLatin1String("unpriced")][0].toObject();
        QCOMPARE(usage[QLatin1String("account")].toString(), QStringLiteral("acme"));
        QCOMPARE(usage[QLatin1String("requests")].toInt(), 5);
        QCOMPARE(usage[QLatin1String("tokens")].toInt(), 1234);
        QCOMPARE(usage[QLatin1String("firstDay")].toString(), usage[QLatin1String("lastDay")].toString());
    }
    QVERIFY(shell("ctl prices show --unpriced --period 2020-01").out.contains("All usage of 2020-01 has a price."));
}

void CtlTest::aPipeIsNoTableOfRates()
{
    const Said said = shell("mkfifo pipe; ctl rates import pipe");
    QVERIFY2(said.code == 1 && said.err.contains("pipe"), said.out + said.err);
}

void CtlTest::aDamagedBudgetKeepsNobodyFromOwning()
{
    QCOMPARE(shell("ctl budget set organisation 100").code, 0);
    {
        sqlite::Database history(Profile::under(m_profile).historyFile().toStdString(), sqlite::Access::write);
        history.prepareForWriting();
        history.execute("UPDATE budget SET amount = amount + 1");
    }
    const Said frozen = shell("ctl freeze --all --confirm 'freeze all' --reason runaway");
    QCOMPARE(frozen.code, 3); // ordered; there is no place yet that could prove it
    const Said verified = shell("ctl verify");
    QVERIFY2(verified.code == 1 && verified.out.contains("do not fit their check"), verified.out + verified.err);
    const Said raised = shell("ctl budget raise organisation 5 --until 2999-01-01 --why x");
    QVERIFY2(raised.code == 1 && raised.err.contains("history.db"), raised.err);
}

void CtlTest::budgetsAreSetRaisedAndEnded()
{
    const auto listed = [this] {
        return QJsonDocument::fromJson(shell("ctl budget list --json").out).object()[QLatin1String("budgets")].toArray();
    };
    QVERIFY2(shell("ctl budget list").out.contains("There is no budget"), "an empty list");
    Said said = shell("ctl budget set organisation 20000 --thresholds 50,120 --why plan");
    QVERIFY2(said.code == 0 && said.out.contains("$20,000 a month"), said.out + said.err);
    said = shell("ctl budget set 'person:Ada L./claude-code' 300.50 --period week --hard");
    QVERIFY2(said.code == 0 && said.out.contains("A hard budget that is spent freezes its team"), said.out + said.err);
    said = shell("ctl budget raise organisation 5000 --until 2999-12-15 --why 'the launch'");
    QVERIFY2(said.code == 0 && said.out.contains("$25,000 a month") && said.out.contains("the end of 2999-12-15")
            && said.out.contains("the launch"),
        said.out + said.err);

    const QJsonArray budgets = listed();
    QCOMPARE(budgets.size(), 2);
    const QJsonObject all = budgets[0].toObject(), ada = budgets[1].toObject();
    QCOMPARE(all[QLatin1String("amount")].toString(), QStringLiteral("25000"));
    QCOMPARE(all[QLatin1String("base")].toString(), QStringLiteral("20000"));
    QCOMPARE(all[QLatin1String("thresholds")].toArray(), (QJsonArray {50, 120}));
    QCOMPARE(all[QLatin1String("spent")].toString(), QStringLiteral("0"));
    QCOMPARE(all[QLatin1String("raises")].toArray().size(), 1);
    QCOMPARE(ada[QLatin1String("scope")].toString(), QStringLiteral("person:Ada L./claude-code"));
    QCOMPARE(ada[QLatin1String("kind")].toString(), QStringLiteral("hard"));
    QCOMPARE(ada[QLatin1String("enforced")], QJsonValue(true));
    QVERIFY(shell("ctl budget list").out.contains("A hard budget that is spent freezes its team"));

    // What is not said stays as it is; the raise goes on.
    said = shell("ctl budget set organisation 30000 --json");
    QCOMPARE(said.code, 0);
    QCOMPARE(listed()[0].toObject()[QLatin1String("amount")].toString(), QStringLiteral("35000"));
    QCOMPARE(listed()[0].toObject()[QLatin1String("thresholds")].toArray(), (QJsonArray {50, 120}));

    QCOMPARE(shell("ctl budget end organisation --why 'no longer needed'").code, 0);
    QCOMPARE(listed().size(), 1);
    said = shell("ctl export audit --out a.jsonl && cat a.jsonl && ctl verify");
    QVERIFY2(said.code == 0 && said.out.contains("the launch") && said.out.contains("no longer needed"), said.out + said.err);
    QCOMPARE(said.out.count("raise of organisation from "), 2); // one intent, one outcome
}

void CtlTest::aBudgetIsChangedByWhoOwnsTheProfile()
{
    QProcess owner;
    owner.start(
        QStringLiteral(FUSEBOARD_BIN "/fuseboardctl"), {QStringLiteral("--profile"), m_profile, QStringLiteral("watch")});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(Profile::under(m_profile).ownerSocket()), 20'000);
    QCOMPARE(shell("ctl budget set model:gpt-5.6 12").code, 0);
    const Said said = shell("ctl budget list");
    QVERIFY2(said.code == 0 && said.out.contains("model:gpt-5.6"), said.out + said.err);
    owner.kill();
    QVERIFY(owner.waitForFinished(10'000));
    QVERIFY(shell("ctl budget list").out.contains("model:gpt-5.6"));
}

void CtlTest::aBudgetThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const char* line, const char* named) {
        QTest::addRow("%s", name) << QByteArray(line) << QByteArray(named);
    };
    row("no scope", "ctl budget set everything 5", "everything");
    row("an unknown team", "ctl budget set team:Nobody 5", "Nobody");
    row("an amount with grouping", "ctl budget set organisation 1,000", "1,000");
    row("more than there is", "ctl budget set organisation 1e400", "1e400");
    row("an amount below zero", "ctl budget set organisation -- -5", "organisation");
    row("thresholds down", "ctl budget set organisation 5 --thresholds 80,50", "organisation");
    row("no day", "ctl budget set organisation 5 --since 2026-02-30", "2026-02-30");
    row("a change before the last", "ctl budget set organisation 5 --since 2001-06-15", "2001-06-1");
    row("a raise of none", "ctl budget raise model:m 5 --until 2999-01-01 --why x", "model:m");
    row("a raise that is over", "ctl budget raise organisation 5 --until 2001-06-15 --why x", "2001-06-1");
    row("a raise by nothing", "ctl budget raise organisation 0 --until 2999-01-01 --why x", "organisation");
    row("an end of none", "ctl budget end model:m", "model:m");
}

void CtlTest::aBudgetThatDoesNotFitIsRefused()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, named);
    QCOMPARE(shell("ctl budget set organisation 20").code, 0);
    const Said before = shell("ctl budget list --json");
    const Said said = shell(line);
    QVERIFY2(said.code == 1 && said.out.isEmpty(), said.out + said.err);
    QVERIFY2(said.err.startsWith("fuseboardctl: ") && said.err.count('\n') == 1 && said.err.contains(named), said.err);
    QCOMPARE(shell("ctl budget list --json").out, before.out);
}

void CtlTest::aRaiseThatCantBePutOnRecordIsRefused()
{
    QCOMPARE(shell("ctl budget set organisation 20").code, 0);
    {
        sqlite::Database history(Profile::under(m_profile).historyFile().toStdString(), sqlite::Access::write);
        history.execute("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END");
    }
    const Said said = shell("ctl budget raise organisation 5 --until 2999-01-01 --why x");
    QVERIFY2(said.code == 1 && said.err.contains("put on record"), said.err);
    QVERIFY(!shell("ctl budget list").out.contains("$25"));
}

void CtlTest::aKeyOnTheCommandLineIsRefusedUnrepeated_data()
{
    QTest::addColumn<QByteArray>("words");
    for (const char* words : {"status --key sk-admin-planted4711planted", "status --key=sk-admin-planted4711planted",
             "poll sk-admin-planted4711planted", "--passphrase planted4711 status", "status --token planted4711",
             "freeze --team x --reason 'sk-admin-planted4711planted'", "status 'Bearer planted4711planted4711'",
             "status --anything=github_pat_planted4711planted"})
        QTest::newRow(words) << QByteArray(words);
}

void CtlTest::aKeyOnTheCommandLineIsRefusedUnrepeated()
{
    QFETCH(QByteArray, words);
    const Said said = shell("ctl " + words);
    QCOMPARE(said.code, 2);
    QVERIFY(said.err.contains("does not belong on the command line"));
    QVERIFY(!(said.out + said.err).contains("planted4711"));
}

namespace {

void writeSources(const QString& profile, const QByteArray& key)
{
    QFile out(Profile::under(profile).sourcesFile());
    QVERIFY(out.open(QIODevice::WriteOnly));
    // Nobody listens on port 9: whether it was asked is seen from what it failed for.
    out.write("[[source]]\nid = \"openai\"\nkind = \"openai\"\naccount = \"a\"\nurl = \"http://127.0.0.1:9\"\nkey = \"" + key
        + "\"\n");
    out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

void CtlTest::aKeyLeavesTheEnvironment()
{
    writeSources(m_profile, "env:FB_TEST_KEY");
    QProcess watch;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("FB_TEST_KEY"), QStringLiteral("sk-planted-4711"));
    watch.setProcessEnvironment(environment);
    watch.start(
        QStringLiteral(FUSEBOARD_BIN "/fuseboardctl"), {QStringLiteral("--profile"), m_profile, QStringLiteral("watch")});
    QVERIFY(watch.waitForReadyRead(60'000)); // it has begun
    // Read where the system allows it at all: to root, of a program without dumps.
    QFile seen(QStringLiteral("/proc/%1/environ").arg(watch.processId()));
    if (seen.open(QIODevice::ReadOnly))
        QVERIFY(!seen.readAll().contains("planted"));
    watch.terminate();
    QVERIFY(watch.waitForFinished(60'000));
    const QByteArray warned = watch.readAllStandardError();
    QVERIFY2(warned.contains("the key in FB_TEST_KEY was taken out of the environment"), warned.constData());
    QVERIFY(!warned.contains("planted"));
}

void CtlTest::sealedKeysOpenWithTheirPassphrase_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("a descriptor") << QByteArray("printf 'correct horse\\n' > pass; ctl poll --passphrase-fd 7 7< pass")
                                  << QByteArray("openai can’t be reached");
    QTest::newRow("a systemd credential") << QByteArray(
        "umask 077; mkdir c; printf 'correct horse\\n' > c/fuseboard.passphrase; CREDENTIALS_DIRECTORY=$PWD/c ctl poll")
                                          << QByteArray("openai can’t be reached");
    QTest::newRow("a credential that others can read") << QByteArray(
        "mkdir c; printf 'correct horse' > c/fuseboard.passphrase; chmod 644 c/fuseboard.passphrase; "
        "CREDENTIALS_DIRECTORY=$PWD/c ctl poll") << QByteArray("others can read or change this file");
    QTest::newRow("a wrong one") << QByteArray("printf 'wrong horse\\n' > pass; ctl poll --passphrase-fd 7 7< pass")
                                 << QByteArray("the passphrase does not fit");
    QTest::newRow("a closed descriptor") << QByteArray("ctl poll --passphrase-fd 77")
                                         << QByteArray("--passphrase-fd can’t be read");
    QTest::newRow("nobody to ask") << QByteArray("setsid -w " FUSEBOARD_BIN "/fuseboardctl --profile p poll")
                                   << QByteArray("the file of sealed keys needs its passphrase");
}

void CtlTest::sealedKeysOpenWithTheirPassphrase()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, says);
    const Profile profile = Profile::under(m_profile);
    {
        auto keys = SealedKeys::create(profile.sealedKeysFile(), "correct horse");
        QVERIFY(keys && keys->add("openai", "sk-planted-4711"));
    }
    writeSources(m_profile, "sealed:openai");
    const Said said = shell(line);
    QVERIFY2((said.out + said.err).contains(says), (said.out + said.err).constData());
    QVERIFY(!test::holdsKey(said.out + said.err, "sk-planted-4711") && !(said.out + said.err).contains("correct horse"));
    QCOMPARE(test::filesWithKey(m_profile, "sk-planted-4711"), QStringList());
}

QTEST_GUILESS_MAIN(CtlTest)
#include "ctltest.moc"
