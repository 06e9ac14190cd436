// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/profile.h"
#include "store/history.h"
#include "support/program.h"
#include "support/usagefake.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using test::MadeUpProvider;
using test::Program;
using test::UsageFake;

namespace {

/// Writes another value for the first member of this name; false where the page has none.
bool replaceMember(QByteArray& page, const QByteArray& name, const QByteArray& value)
{
    const QByteArray key = '"' + name + "\":";
    const qsizetype at = page.indexOf(key);
    if (at < 0)
        return false;
    const qsizetype start = at + key.size();
    qsizetype end = start;
    for (bool quoted = false; quoted || (page[end] != ',' && page[end] != '}'); ++end)
        quoted = quoted != (page[end] == '"');
    page.replace(start, end - start, value);
    return true;
}

} // namespace

/// One row that can't be right, in a poll of several lists: the row is named, and nothing of the poll is applied
/// (ACCEPTANCE B13).
class RefusedRowsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aRowThatCantBeRightIsNamed_data();
    void aRowThatCantBeRightIsNamed();

private:
    int poll(QString& words) const
    {
        QString errors;
        const int code = Program::runServed(
            QStringLiteral("fuseboardctl"), {QStringLiteral("--profile"), m_profile, QStringLiteral("poll")}, &words, &errors);
        words += errors;
        return code;
    }
    [[nodiscard]] std::vector<UsageRow> stored() const
    {
        const auto history = History::open(Profile::under(m_profile).historyFile().toStdString(), HistoryMode::viewer);
        auto rows = history ? (*history)->rows("p", {Instant(), Instant::max()}) : std::unexpected(history.error());
        return rows ? *std::move(rows) : std::vector<UsageRow>();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_profile;
    std::unique_ptr<UsageFake> m_fake;
};

void RefusedRowsTest::init()
{
    qputenv("FUSEBOARD_TEST_ADMIN_KEY", "sk-admin-SECRET");
    m_directory = std::make_unique<QTemporaryDir>();
    m_profile = m_directory->filePath(QStringLiteral("p"));
    QVERIFY(Profile::under(m_profile).create());
    m_fake = std::make_unique<UsageFake>(MadeUpProvider::openAi, 20261126, "sk-admin-SECRET", 0);
    QVERIFY(m_fake->listen());
    QFile sources(Profile::under(m_profile).sourcesFile());
    QVERIFY(sources.open(QIODevice::WriteOnly));
    sources.write("[[source]]\nid = 'p'\nname = 'Acme'\nkind = 'openai'\naccount = 'acme'\nurl = '" + m_fake->url().toUtf8()
        + "'\nkey = 'env:FUSEBOARD_TEST_ADMIN_KEY'\n");
}

void RefusedRowsTest::aRowThatCantBeRightIsNamed_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* name, const char* member, const char* value) {
        QTest::addRow("%s", name) << QByteArray(member) << QByteArray(value);
    };
    row("tokens below zero", "input_tokens", "-1");
    row("tokens of 2^63", "input_tokens", "9223372036854775808");
    row("tokens of 1e400", "input_tokens", "1e400");
    row("tokens with grouping", "input_tokens", R"("1,000.00")");
    row("tokens twice", "input_tokens", R"(5,"input_tokens":6)");
    row("an amount of 2^63", "value", "9223372036854775808");
    row("an amount of 1e400", "value", "1e400");
    row("an amount with grouping", "value", R"("1,000.00")");
    row("an amount that is no number", "value", R"("NaN")");
    row("an amount twice", "value", R"(5.25,"value":6.25)");
    row("a currency of nobody", "currency", R"("xxq")");
    row("an end before the start", "end_time", "1");
}

void RefusedRowsTest::aRowThatCantBeRightIsNamed()
{
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, value);
    QString words;
    QVERIFY2(poll(words) == 0, qPrintable(words));
    const auto before = stored();
    QVERIFY(!before.empty());
    m_fake->setSpoiler([&](QByteArray& page) { return replaceMember(page, member, value); });
    QCOMPARE(poll(words), 1);
    QVERIFY(m_fake->pagesSpoilt() > 0);
    QVERIFY2(words.contains(QStringLiteral("The poll of Acme was partial")) && words.contains(QLatin1String("$.data["))
            && words.contains(QLatin1String(member)),
        qPrintable(words));
    QVERIFY(stored() == before);
    m_fake->setSpoiler({});
    QVERIFY2(poll(words) == 0, qPrintable(words));
}

QTEST_GUILESS_MAIN(RefusedRowsTest)
#include "refusedrowstest.moc"
