// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/housekeeping.h"

#include "store/history.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

const Instant base = *parseInstant("2026-09-01T00:00:00Z");

class FixedClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return base + std::chrono::days(60); }
    [[nodiscard]] SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

UsageRow call(int hour)
{
    return {.start = base + std::chrono::hours(hour),
        .source = "gateway",
        .account = "acme",
        .recordId = "call-" + std::to_string(hour),
        .seq = static_cast<std::uint64_t>(hour + 1),
        .requests = 1,
        .cost = Money {1'000, Currency::usd()}};
}

Poll pollOf(std::vector<UsageRow> rows)
{
    const Instant at = rows.back().start + 1min;
    return {.source = "gateway", .account = {}, .rows = std::move(rows), .rereads = {}, .cursor = "c", .at = at};
}

} // namespace

/// Single calls become hours after 35 days, but not before each source has told what it has.
class HousekeepingTest : public QObject {
    Q_OBJECT

    static constexpr std::chrono::days keepCalls {35}, keepHours {400};
    QTemporaryDir m_directory;
    FixedClock m_clock;

private Q_SLOTS:
    void callsStayUntilASilentSourceHasToldTheRest_data()
    {
        QTest::addColumn<int>("silentForDays");
        QTest::addColumn<int>("late");
        QTest::newRow("it answers") << 0 << 1;
        QTest::newRow("silent for 59 days") << 59 << 0; // since the second day; it has a call of the first to tell
    }
    void callsStayUntilASilentSourceHasToldTheRest()
    {
        QFETCH(int, silentForDays);
        QFETCH(int, late);
        auto history = *History::create(m_directory.filePath(QStringLiteral("%1.db").arg(silentForDays)).toStdString());
        QVERIFY(history->apply(pollOf({call(1), call(2), call(30)})));
        Housekeeping housekeeping(*history, m_clock, keepCalls, keepHours,
            [&] { return std::optional(m_clock.now() - std::chrono::days(silentForDays)); });
        housekeeping.start();
        for (QTimer* timer : housekeeping.findChildren<QTimer*>())
            timer->setInterval(0); // its hour is over
        const Period first {base, base + std::chrono::days(1)};
        const auto widths = [&] {
            const auto rows = history->rows("gateway", first).value();
            return std::ranges::count(rows, 0s, &UsageRow::width);
        };
        if (silentForDays == 0)
            QTRY_COMPARE(widths(), 0);
        else
            QTest::qWait(50);
        QCOMPARE(widths(), silentForDays == 0 ? 0 : 2);
        const auto told = history->apply(pollOf({call(23)}));
        QVERIFY(told);
        QCOMPARE(told->late, late);
        QCOMPARE(told->added, 1 - late);
    }
};

QTEST_GUILESS_MAIN(HousekeepingTest)
#include "housekeepingtest.moc"
