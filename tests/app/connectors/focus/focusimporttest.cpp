// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/focus/focusfile.h"
#include "store/history.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <zlib.h>

#include <format>
#include <map>
#include <random>

using namespace fuseboard;

/// Files of a bill into a real history: the newest file of a month is what counts.
class FocusImportTest : public QObject {
    Q_OBJECT

    using Charges = std::map<std::string, std::string>; ///< cost by day
    static constexpr std::string_view header = "BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,"
                                               "ChargePeriodStart,ChargePeriodEnd,EffectiveCost,ServiceCategory,ServiceName\n";
    const Instant m_now = *parseInstant("2026-12-05T00:00:00Z");
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<History> m_history;

    static std::string text(const std::string& account, const std::string& month, const Charges& charges,
        const std::string& category = "AI and Machine Learning")
    {
        const std::string start = month + "-01T00:00:00Z",
                          end = month == "2026-10" ? "2026-11-01T00:00:00Z" : "2026-12-01T00:00:00Z";
        std::string out;
        for (const auto& [day, cost] : charges)
            out += std::format(
                "{},USD,{},{},{}T00:00:00Z,{}T12:00:00Z,{},{},Bedrock\n", account, start, end, day, day, cost, category);
        return out;
    }

    Result<Applied> import(const std::string& lines, bool packed = false)
    {
        QByteArray bytes = QByteArray::fromStdString(std::string(header) + lines);
        const QString name = m_directory->filePath(QStringLiteral("bill.csv"));
        if (packed) {
            const gzFile out = gzopen(name.toUtf8().constData(), "wb");
            gzwrite(out, bytes.constData(), static_cast<unsigned>(bytes.size()));
            gzclose(out);
        } else {
            QFile out(name);
            if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
                return fail(ErrorCode::fileUnwritable);
        }
        const auto file = readFocusFile(name, {.source = "focus"});
        if (!file)
            return std::unexpected(file.error());
        const auto polls =
            focusPolls(*file, [this](const std::string& source) { return m_history->sourceState(source); }, m_now);
        return polls ? m_history->apply(*polls) : std::unexpected(polls.error());
    }

    [[nodiscard]] std::int64_t spentIn(const char* from, const char* to) const
    {
        std::int64_t sum = 0;
        const auto totals = m_history->teamTotals({*parseInstant(from), *parseInstant(to)}, Currency::usd());
        for (const NamedSum& team : totals.value())
            sum += team.nano;
        return sum;
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_history = *History::create(m_directory->filePath(QStringLiteral("history.db")).toStdString());
    }
    void cleanup() { m_history.reset(); }

    void aNewerFileOfAMonthTakesTheOldOnesPlace()
    {
        QVERIFY(import(text("aws", "2026-11", {{"2026-11-01", "1"}, {"2026-11-02", "2"}, {"2026-11-20", "4"}})));
        QCOMPARE(spentIn("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), 7'000'000'000);
        const auto again = import(text("aws", "2026-11", {{"2026-11-02", "2.5"}, {"2026-11-03", "8"}}), true);
        QVERIFY(again);
        QCOMPARE(again->withdrawn, 2);
        QCOMPARE(again->replaced, 1);
        QCOMPARE(spentIn("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), 10'500'000'000);
        const auto same = import(text("aws", "2026-11", {{"2026-11-02", "2.5"}, {"2026-11-03", "8"}}));
        QCOMPARE(same->withdrawn + same->added, 0);
        QCOMPARE(spentIn("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), 10'500'000'000);
    }

    void aChargeOfAnEarlierMonthBelongsToItsBill()
    {
        QVERIFY(import(text("aws", "2026-10", {{"2026-10-30", "3"}})));
        QVERIFY(import(text("aws", "2026-11", {{"2026-10-30", "-1"}, {"2026-11-01", "5"}})));
        QCOMPARE(spentIn("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"), 2'000'000'000);
        QVERIFY(import(text("aws", "2026-10", {{"2026-10-30", "4"}})));
        QCOMPARE(spentIn("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"), 3'000'000'000);
    }

    void aFileOfAnotherAccountTakesNothingAway()
    {
        QVERIFY(import(text("aws", "2026-11", {{"2026-11-01", "1"}, {"2026-11-02", "2"}})));
        const auto other = import(text("azure", "2026-11", {{"2026-11-01", "10"}}));
        QCOMPARE(other->withdrawn, 0);
        QCOMPARE(spentIn("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), 13'000'000'000);
        const auto both =
            import(text("aws", "2026-11", {{"2026-11-02", "3"}}) + text("azure", "2026-11", {{"2026-11-01", "20"}}));
        QCOMPARE(both->withdrawn, 1);
        QCOMPARE(spentIn("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), 23'000'000'000);
    }

    void everyAccountOfAFileIsSettledUpToTheEndOfItsBill()
    {
        QVERIFY(import(text("aws", "2026-10", {{"2026-10-05", "1"}, {"2026-10-31", "2"}})
            + text("azure", "2026-10", {{"2026-10-31", "5"}})));
        const Period all {*parseInstant("2026-10-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};
        const auto ledgers = m_history->ledgers(all, Currency::usd());
        for (const char* account : {"aws", "azure"})
            QCOMPARE(ledgers->at(account).settledBefore, *parseInstant("2026-11-01T00:00:00Z"));
    }

    void aBillWithoutLinesForAiTakesAnEarlierOnesPlace()
    {
        const auto left = import(text("aws", "2026-11", {{"2026-11-01", "1"}}, "Storage"));
        QCOMPARE(left->days, std::set<Instant>());
        QVERIFY(import(text("aws", "2026-11", {{"2026-11-01", "1"}, {"2026-11-20", "4"}})));
        QVERIFY(import(text("azure", "2026-11", {{"2026-11-01", "10"}})));
        const auto gone = import(text("aws", "2026-11", {{"2026-11-01", "1"}}, "Storage"));
        QVERIFY2(gone, gone ? "" : gone.error().detail.c_str());
        QCOMPARE(gone->withdrawn, 2);
        QCOMPARE(spentIn("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), 10'000'000'000);
        QCOMPARE(import(text("aws", "2026-11", {{"2026-11-01", "1"}}, "Storage"))->withdrawn, 0);
        QCOMPARE(import(text("aws", "2026-11", {{"2026-11-03", "2"}}))->added, 1);
        QCOMPARE(spentIn("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), 12'000'000'000);
    }

    void onlyRegularFilesAreRead()
    {
        const QString pipe = m_directory->filePath(QStringLiteral("pipe.csv"));
        QCOMPARE(::mkfifo(pipe.toUtf8().constData(), 0600), 0);
        for (const QString& name : {pipe, QStringLiteral("/dev/zero"), m_directory->path()}) {
            const auto read = readFocusFile(name, {.source = "focus"});
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::fileUnreadable);
            QCOMPARE(read.error().subject, name.toStdString());
        }
        QVERIFY(QFile::link(QStringLiteral("bill.csv"), m_directory->filePath(QStringLiteral("link.csv"))));
        QVERIFY(import(text("aws", "2026-11", {{"2026-11-01", "1"}})));
        QVERIFY(readFocusFile(m_directory->filePath(QStringLiteral("link.csv")), {.source = "focus"}));
    }

    void whoElseTellsAnAccountsBillIsKnown()
    {
        const auto lines = text("aws", "2026-11", {{"2026-11-03", "1"}, {"2026-11-05", "1"}});
        QVERIFY(import(lines));
        QVERIFY(import(text("aws", "2026-10", {{"2026-10-30", "1"}})));
        const auto by = [this](const char* account, const char* from, const char* to) {
            return m_history->billedBy(account, {*parseInstant(from), *parseInstant(to)}).value();
        };
        using Sources = std::set<std::string>;
        QCOMPARE(by("aws", "2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z"), Sources {"focus/2026-11-01/aws"});
        QCOMPARE(by("aws", "2026-11-04T00:00:00Z", "2026-11-05T00:00:00Z"), Sources());
        QCOMPARE(by("azure", "2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z"), Sources());

        const Sources all = by("aws", "2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z");
        QCOMPARE(all.size(), 2U);
        const auto again = readFocus(std::string(header) + lines, {.source = "focus"}).value();
        const auto renamed = readFocus(std::string(header) + lines, {.source = "foc"}).value();
        const FocusBill& bill = renamed.bills.begin()->second;
        QCOMPARE(otherThan(again, again.bills.begin()->second, all), Sources());
        QCOMPARE(otherThan(renamed, bill, all), all);
        QCOMPARE(daysOf(bill)->start, *parseInstant("2026-11-03T00:00:00Z"));
        QCOMPARE(daysOf(bill)->end, *parseInstant("2026-11-06T00:00:00Z"));
        QVERIFY(import(text("aws", "2026-11", {{"2026-11-04", "1"}})));
        QCOMPARE(by("aws", "2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z"), Sources()); // withdrawn
    }

    void aBrokenFileChangesNothing()
    {
        QVERIFY(import(text("aws", "2026-11", {{"2026-11-01", "1"}})));
        const auto refused = import(text("aws", "2026-11", {{"2026-11-01", "7"}, {"2026-11-02", "1e400"}}));
        QCOMPARE(refused.error().code, ErrorCode::badDocument);
        QVERIFY2(refused.error().detail.starts_with("line 3, EffectiveCost"), refused.error().detail.c_str());
        QVERIFY(QByteArray::fromStdString(refused.error().subject).endsWith("bill.csv"));
        QCOMPARE(spentIn("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), 1'000'000'000);
    }

    void whateverTheOrderOfFilesTheNewestOfEachMonthCounts()
    {
        std::mt19937 random(3);
        std::map<std::string, Charges> newest;
        for (int i = 0; i < 60; ++i) {
            const std::string month = random() % 2 ? "2026-10" : "2026-11";
            Charges charges;
            for (int day = 1; day <= 28; ++day)
                if (random() % 3)
                    charges[std::format("{}-{:02}", month, day)] =
                        std::format("{}.{:09}", random() % 50, random() % 1'000'000'000);
            newest[month] = charges;
            QVERIFY(import(text("aws", month, charges), random() % 4 == 0));
            std::int64_t expected = 0;
            for (const auto& [of, all] : newest)
                for (const auto& [day, cost] : all)
                    expected += parseScaledDecimal(cost, 9).value();
            QCOMPARE(spentIn("2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z"), expected);
        }
    }
};

QTEST_GUILESS_MAIN(FocusImportTest)
#include "focusimporttest.moc"
