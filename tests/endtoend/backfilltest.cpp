// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/anthropic/anthropicdialect.h"
#include "connectors/openai/openaidialect.h"
#include "connectors/usageplan.h"
#include "owner/profile.h"
#include "owner/systemclock.h"
#include "store/history.h"
#include "support/keyhunt.h"
#include "support/program.h"
#include "support/usagefake.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using std::chrono::days;
using test::MadeUpProvider;
using test::PageSums;
using test::Program;
using test::UsageFake;

namespace {

QByteArray adminKey() { return qEnvironmentVariable("FUSEBOARD_PLANTED_KEY", QStringLiteral("sk-admin-SECRET")).toUtf8(); }

/// What a source tells of its past in a line of `watch --json`.
struct Told {
    QString state;
    int done = 0, of = 0;
};

std::optional<Told> toldIn(const QString& line)
{
    const QJsonObject status = QJsonDocument::fromJson(line.toUtf8()).object();
    const QJsonObject past = status[QLatin1String("sources")].toArray().at(0).toObject()[QLatin1String("backfill")].toObject();
    if (past.isEmpty())
        return std::nullopt;
    return Told {past[QLatin1String("state")].toString(), past[QLatin1String("partsDone")].toInt(),
        past[QLatin1String("parts")].toInt()};
}

} // namespace

/// A year and a month of a provider's past, read by the real program from a faulty provider, killed on the way.
class BackfillTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void isExactAndGoesOnAfterAKill();
    void isPausedAcrossAKillAndResumed();
    void theRequestsAreAllowed();

private:
    [[nodiscard]] QStringList with(QStringList verb) const
    {
        return QStringList {QStringLiteral("--profile"), m_profile} + verb;
    }
    void start(Program& watch);
    /// Reads further status lines until one fits.
    bool watchUntil(Program& watch, const std::function<bool(const Told&)>& fits);
    /// What the history holds of the source, from a day on, against what the provider holds.
    void compareSince(Instant from);

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_profile;
    std::unique_ptr<UsageFake> m_fake;
    std::unique_ptr<UsageDialect> m_dialect;
    int m_seen = 0; ///< lines of a watch that were looked at
    Told m_last;
    bool m_wentBack = false;
};

void BackfillTest::initTestCase() { qputenv("FUSEBOARD_TEST_ADMIN_KEY", adminKey()); }

void BackfillTest::cleanup()
{
    // History, WAL, backups, journal, settings, indexes: nothing that the program wrote has the key in it (SAFETY SE1).
    if (m_directory)
        QCOMPARE(test::filesWithKey(m_directory->path(), adminKey()), QStringList());
}

void BackfillTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_profile = m_directory->filePath(QStringLiteral("p"));
    const Profile profile = Profile::under(m_profile);
    QVERIFY(profile.create());
    m_last = {};
    m_wentBack = false;
    const bool openAi = qEnvironmentVariableIsSet("FUSEBOARD_BACKFILL_OPENAI");
    m_dialect =
        openAi ? std::unique_ptr<UsageDialect>(std::make_unique<OpenAiDialect>()) : std::make_unique<AnthropicDialect>();
    m_fake = std::make_unique<UsageFake>(openAi ? MadeUpProvider::openAi : MadeUpProvider::anthropic, 20261125, adminKey(), 5);
    QVERIFY(m_fake->listen());
    QFile sources(profile.sourcesFile());
    QVERIFY(sources.open(QIODevice::WriteOnly));
    sources.write(
        QStringLiteral("[[source]]\nid = 'p'\nkind = '%1'\nurl = '%2'\naccount = 'acme'\nkey = 'env:FUSEBOARD_TEST_ADMIN_KEY'\n"
                       "interval = 1\n")
            .arg(openAi ? QStringLiteral("openai") : QStringLiteral("anthropic"), m_fake->url())
            .toUtf8());
}

void BackfillTest::start(Program& watch)
{
    m_seen = 0;
    watch.start(with({QStringLiteral("watch"), QStringLiteral("--json")}));
}

bool BackfillTest::watchUntil(Program& watch, const std::function<bool(const Told&)>& fits)
{
    return QTest::qWaitFor(
        [&] {
            const QStringList lines = watch.output().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
            for (; m_seen < lines.size(); ++m_seen)
                if (const auto told = toldIn(lines[m_seen])) {
                    m_wentBack = m_wentBack || told->done < m_last.done;
                    m_last = *told;
                    if (fits(*told))
                        return true;
                }
            return false;
        },
        120'000);
}

void BackfillTest::compareSince(Instant from)
{
    const auto history = History::open(Profile::under(m_profile).historyFile().toStdString(), HistoryMode::viewer);
    QVERIFY2(history, history ? "" : history.error().detail.c_str());
    const Period period {from, dayOf(SystemClock().now())};
    PageSums expected;
    for (const LedgerLists& ledger : m_dialect->rules().ledgers)
        for (const UsageList& list : ledger.lists)
            expected += m_fake->pages().sums({.list = list.name, .width = list.width, .period = period});
    const auto rows = (*history)->rows("p", period);
    QVERIFY(rows);
    const PageSums found = test::sumsOf(*rows);
    QCOMPARE(found.rows, expected.rows);
    QVERIFY(found == expected);
}

void BackfillTest::isExactAndGoesOnAfterAKill()
{
    int killedAt = 0;
    for (const int parts : {3, 20}) {
        Program watch(QStringLiteral("fuseboardctl"));
        start(watch);
        QVERIFY2(watchUntil(watch, [&](const Told& told) { return told.done >= parts; }), qPrintable(watch.errors()));
        QVERIFY(m_last.done >= killedAt);
        watch.kill();
        // What was told is stored: at least that much, and all of it.
        const auto history = History::open(Profile::under(m_profile).historyFile().toStdString(), HistoryMode::viewer);
        QVERIFY(history);
        const auto past = PollCursor::parse((*history)->sourceState("p").value().cursor).past;
        QVERIFY(past);
        QVERIFY(past->progress().done >= m_last.done);
        killedAt = past->progress().done;
        compareSince(past->reached);
    }
    Program watch(QStringLiteral("fuseboardctl"));
    start(watch);
    QVERIFY2(
        watchUntil(watch, [](const Told& told) { return told.state == QLatin1String("done"); }), qPrintable(watch.errors()));
    QCOMPARE(m_last.done, m_last.of);
    QVERIFY(!m_wentBack);
    watch.kill();
    compareSince(dayOf(SystemClock().now()) - m_dialect->rules().history);
    QVERIFY2(m_fake->faultsMade() > m_fake->answers() / 50, qPrintable(QString::number(m_fake->faultsMade())));
    qInfo("%d answers, %d of them faults", m_fake->answers(), m_fake->faultsMade());
    QVERIFY(!watch.output().contains(QString::fromLatin1(adminKey())));
}

void BackfillTest::isPausedAcrossAKillAndResumed()
{
    const auto order = [&](const char* what) {
        QString errors;
        return Program::run(QStringLiteral("fuseboardctl"),
            with({QStringLiteral("source"), QLatin1String(what), QStringLiteral("p")}), nullptr, &errors);
    };
    int pausedAt = 0;
    {
        Program watch(QStringLiteral("fuseboardctl"));
        start(watch);
        QVERIFY(watchUntil(watch, [](const Told& told) { return told.done >= 2; }));
        QCOMPARE(order("pause"), 0);
        QVERIFY(watchUntil(watch, [](const Told& told) { return told.state == QLatin1String("paused"); }));
        QTest::qWait(300); // a part that was under way is stored, and pauses too
        watch.kill();
        const auto history = History::open(Profile::under(m_profile).historyFile().toStdString(), HistoryMode::viewer);
        const auto past = PollCursor::parse((*history)->sourceState("p").value().cursor).past;
        QCOMPARE(past->state, BackfillState::paused);
        pausedAt = past->progress().done;
    }
    Program watch(QStringLiteral("fuseboardctl"));
    start(watch);
    const int before = m_fake->answers();
    QVERIFY(QTest::qWaitFor([&] { return m_fake->answers() > before + 6; }, 20'000)); // polls go on
    QVERIFY(
        watchUntil(watch, [&](const Told& told) { return told.state == QLatin1String("paused") && told.done == pausedAt; }));
    QCOMPARE(order("resume"), 0);
    QVERIFY(watchUntil(watch, [&](const Told& told) { return told.done > pausedAt; }));
    QCOMPARE(order("cancel"), 0);
    QVERIFY(watchUntil(watch, [&](const Told& told) { return told.state == QLatin1String("cancelled"); }));
    QVERIFY(!m_wentBack);
    QVERIFY(Program::run(QStringLiteral("fuseboardctl"),
                with({QStringLiteral("source"), QStringLiteral("pause"), QStringLiteral("nobody")}))
        != 0);
}

void BackfillTest::theRequestsAreAllowed()
{
    if (!m_fake->hasOpenApi())
        QSKIP("the OpenAPI files are not beside the project");
    Program watch(QStringLiteral("fuseboardctl"));
    start(watch);
    QVERIFY(watchUntil(watch, [](const Told& told) { return told.done >= 1; }));
    QVERIFY(QTest::qWaitFor([&] { return m_fake->answers() > 10; }, 20'000));
    QVERIFY2(m_fake->violations().isEmpty(), qPrintable(m_fake->violations().join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(BackfillTest)
#include "backfilltest.moc"
