// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/transcripts/transcripttree.h"

#include "owner/ownerlock.h"
#include "owner/profile.h"
#include "store/history.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace fuseboard;
using test::Program;

/// `fuseboardctl import` and `prices`, as a script calls them.
class ImportCommandTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<Profile> m_profile;
    QString m_said, m_complaint;

    int run(const QStringList& words)
    {
        QStringList arguments = words;
        arguments << QStringLiteral("--profile") << m_dir->filePath(QStringLiteral("p"));
        return Program::run(QStringLiteral("fuseboardctl"), arguments, &m_said, &m_complaint);
    }
    QJsonObject document() const { return QJsonDocument::fromJson(m_said.toUtf8()).object(); }
    QString path(const char* name) const { return m_dir->filePath(QString::fromLatin1(name)); }
    void write(const char* name, const QByteArray& text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    int import(bool json = true)
    {
        QStringList words {QStringLiteral("import"), QStringLiteral("claude-code"), path("home")};
        return run(json ? words << QStringLiteral("--json") : words);
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = Profile::under(path("p"));
        QVERIFY(m_profile->create());
    }

    void totalsAreTheTreesAndASecondRunSaysTheSame()
    {
        const auto expected = test::writeTranscriptTree(path("home").toStdString(), 1'500'000, 3);
        QCOMPARE(import(), 0);
        const QJsonObject first = document();
        QCOMPARE(first[QLatin1String("responses")].toInteger(), static_cast<qint64>(expected.all().responses));
        QCOMPARE(first[QLatin1String("duplicates")].toInteger(), static_cast<qint64>(expected.duplicates()));
        QCOMPARE(first[QLatin1String("broken")].toInteger(), static_cast<qint64>(expected.broken));
        QCOMPARE(first[QLatin1String("brokenLines")].toArray().size(), static_cast<qsizetype>(expected.broken));
        const QJsonObject total = first[QLatin1String("total")].toObject();
        const auto cost = Money::parse(
            total[QLatin1String("cost")].toObject()[QLatin1String("USD")].toString().toStdString(), Currency::usd());
        QCOMPARE(cost->nano, expected.all().nano);
        QCOMPARE(total[QLatin1String("output")].toInteger(), static_cast<qint64>(expected.all().tokens[4]));
        std::int64_t models = 0;
        for (const auto& day : first[QLatin1String("days")].toArray())
            models += day.toObject()[QLatin1String("models")].toArray().size();
        QCOMPARE(models, static_cast<std::int64_t>(expected.byDayAndModel.size()));
        const QJsonArray unpriced = first[QLatin1String("unpriced")].toArray();
        QCOMPARE(unpriced.size(), 1);
        QCOMPARE(unpriced[0].toObject()[QLatin1String("model")].toString(), QString::fromLatin1(test::treeModelWithoutPrice));
        QVERIFY(unpriced[0].toObject()[QLatin1String("tokens")].toInteger() > 0);

        QCOMPARE(import(), 0);
        QCOMPARE(document(), first);
        QCOMPARE(import(false), 0);
        QVERIFY(m_said.contains(QLatin1String("No price for claude-experimental-9")));
        QVERIFY(m_said.contains(QLatin1String("claude-haiku-4-5")));
        const auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::viewer);
        QVERIFY(history);
        QVERIFY(!(*history)->rows("claude-code", *(*history)->span().value()).value().empty());
        const auto record = (*history)->auditEntries(0, 100).value();
        QCOMPARE(record.size(), 6); // two rows for each of three imports
        QCOMPARE(record[0].action, "import");
        QCOMPARE(record[0].target, "logs " + path("home").toStdString() + " into claude-code");
        QCOMPARE(record[0].result, "");
        QVERIFY(record[1].result.starts_with("done: ") && record[1].result != "done: 0 rows");
        QCOMPARE(record[1].requestId, record[0].requestId);
        QCOMPARE(record[3].result, "done: 0 rows");
    }

    void whatCantBeDoneIsOneSentenceAndChangesNothing()
    {
        QCOMPARE(import(false), 1);
        QVERIFY2(m_complaint.contains(path("home")), qPrintable(m_complaint));
        test::writeTranscriptTree(path("home").toStdString(), 100'000, 3);
        const auto lock = OwnerLock::take(m_profile->lockFile());
        QVERIFY(lock);
        QCOMPARE(import(), 1);
        QVERIFY(!document()[QLatin1String("ok")].toBool(true));
    }

    void aDiscountOfOnesOwnIsTakenOff()
    {
        const auto expected = test::writeTranscriptTree(path("home").toStdString(), 300'000, 3);
        write("p/config/prices.toml", "[[rate]]\naccount = \"claude-code\"\ndiscount = 50\n");
        QCOMPARE(import(), 0);
        const auto cost = Money::parse(
            document()[QLatin1String("total")][QLatin1String("cost")][QLatin1String("USD")].toString().toStdString(),
            Currency::usd());
        QCOMPARE(cost->nano, expected.all().nano / 2);
        write("p/config/prices.toml", "[[rate]]\ndiscount = 101\n");
        QCOMPARE(import(false), 1);
        QVERIFY2(m_complaint.contains(QLatin1String("prices.toml, line 1")), qPrintable(m_complaint));
    }

    void aNewListCountsFromTodayAndSaysWhatItChanges()
    {
        write("map.json",
            R"({"claude-opus-5":{"input_cost_per_token":6e-06,"output_cost_per_token":2.5e-05},"bad":{"input_cost_per_token":-1}})");
        QCOMPARE(run({QStringLiteral("prices"), QStringLiteral("update"), path("map.json"), QStringLiteral("--json")}), 0);
        QCOMPARE(document()[QLatin1String("leftOut")][0][QLatin1String("model")].toString(), QStringLiteral("bad"));
        bool told = false;
        for (const auto& change : document()[QLatin1String("changes")].toArray())
            told = told
                || (change[QLatin1String("model")] == QLatin1String("claude-opus-5")
                    && change[QLatin1String("price")] == QLatin1String("input")
                    && change[QLatin1String("before")] == QLatin1String("5")
                    && change[QLatin1String("after")] == QLatin1String("6")
                    && change[QLatin1String("percent")] == QLatin1String("20"));
        QVERIFY(told);
        const auto input = [&](const QStringList& more) {
            run(QStringList {
                    QStringLiteral("prices"), QStringLiteral("show"), QStringLiteral("claude-opus-5"), QStringLiteral("--json")}
                + more);
            return document()[QLatin1String("models")][QLatin1String("claude-opus-5")][QLatin1String("input")].toString();
        };
        QCOMPARE(input({}), QStringLiteral("6"));
        QCOMPARE(input({QStringLiteral("--at"), QStringLiteral("2026-08-15")}), QStringLiteral("5"));
        QCOMPARE(run({QStringLiteral("prices"), QStringLiteral("show"), QStringLiteral("gpt-5.6")}), 0);
        QVERIFY2(m_said.contains(QLatin1String("2026-08-01")), "what the newer list lacks is an older one's");
        QCOMPARE(run({QStringLiteral("prices"), QStringLiteral("show"), QStringLiteral("no-such-model")}), 1);
    }

    void aBrokenListChangesNothing()
    {
        write("map.json", R"({"claude-opus-5":{"input_cost_per_token":6e-06)");
        QCOMPARE(run({QStringLiteral("prices"), QStringLiteral("update"), path("map.json")}), 1);
        QVERIFY2(m_complaint.contains(path("map.json")), qPrintable(m_complaint));
        QVERIFY(!QFile::exists(m_profile->pricesDirectory()));
        QCOMPARE(run({QStringLiteral("prices"), QStringLiteral("update"), path("gone.json")}), 1);
        write("ours.json", R"({"version":"v","currency":"USD","models":{"ours":{"input":"-3","output":"1"}}})");
        QCOMPARE(run({QStringLiteral("prices"), QStringLiteral("update"), path("ours.json")}), 1);
        QVERIFY2(m_complaint.contains(QLatin1String("models[\"ours\"].input")), qPrintable(m_complaint));
        QCOMPARE(::mkfifo(path("pipe").toLocal8Bit().constData(), 0600), 0);
        QCOMPARE(run({QStringLiteral("prices"), QStringLiteral("update"), path("pipe")}), 1);
        QVERIFY2(m_complaint.contains(QLatin1String("not a regular file")), qPrintable(m_complaint));
        QVERIFY(!QFile::exists(m_profile->pricesDirectory()));
        QCOMPARE(
            run({QStringLiteral("prices"), QStringLiteral("show"), QStringLiteral("--at"), QStringLiteral("yesterday")}), 2);
    }
};

QTEST_GUILESS_MAIN(ImportCommandTest)
#include "importcommandtest.moc"
