// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/auditact.h"
#include "auditpage/auditpage.h"
#include "desktop/auditreader.h"
#include "reportpages/reporttable.h"
#include "store/auditheadfile.h"
#include "store/history.h"
#include "theme/theme.h"
#include "ui/support/sampleaudit.h"
#include "window/mainwindow.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;

class AuditTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init();
    void intentAndOutcomeAreOneAct();
    void anOutcomeWithoutItsIntentIsAnActToo();
    void asksForRowsFirstAndThenForACheck();
    void anEmptyLogSaysSoAtTheTop();
    void anActIsShownAsAPersonReadsIt();
    void anAnswerToACallerNamesWhereItWasAsked();
    void whatIsWrongWithTheLogIsLoud();
    void theFilterAndTheChoiceWork();
    void aFaultKeepsWhatWasRead();
    void theRealLogIsReadCheckedAndExported();

private:
    template <class T>
    T* find(const char* name)
    {
        return m_window->findChild<T*>(QLatin1String(name));
    }
    QString cell(int row, int column)
    {
        return find<ReportTable>("acts")->model()->index(row, column).data(Qt::AccessibleTextRole).toString();
    }
    void show(const AuditLogView& log) { m_window->audit().setLog(madeup::shared(log)); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QSignalSpy> m_wanted;
};

void AuditTest::init()
{
    m_wanted.reset();
    m_window.reset();
    m_theme = std::make_unique<Theme>(nullptr);
    m_theme->apply(ThemeChoice::light);
    m_files = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>(
        *m_theme, WindowFiles {m_files->filePath(QStringLiteral("state")), m_files->filePath(QStringLiteral("rc"))});
    m_wanted = std::make_unique<QSignalSpy>(&m_window->audit(), &AuditPage::wanted);
    m_window->setCalendar(madeup::calendar());
    m_window->setNow(madeup::now());
    m_window->setBoard(madeup::shared(madeup::board()));
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QCOMPARE(m_wanted->size(), 0); // nobody looks at it
    QTest::keyClick(m_window.get(), Qt::Key_5, Qt::AltModifier);
}

void AuditTest::intentAndOutcomeAreOneAct()
{
    const auto acts = actsOf(sample::auditLog().entries);
    QCOMPARE(acts.size(), 7U);
    QCOMPARE(acts.front().entry.sequence, 12);
    QVERIFY(!acts.front().outcome);
    QVERIFY(acts[3].entry.isObserved() && !acts[3].outcome);
    QCOMPARE(acts[4].entry.sequence, 5);
    QCOMPARE(acts[4].outcome->sequence, 6);
    QCOMPARE(acts.back().outcome->result, "done");
}

void AuditTest::anOutcomeWithoutItsIntentIsAnActToo()
{
    auto entries = sample::auditLog().entries;
    entries.erase(entries.begin(), entries.begin() + 5); // what was read begins with the freeze's outcome
    const auto acts = actsOf(entries);
    QCOMPARE(acts.back().entry.sequence, 6);
    QCOMPARE(acts.back().outcome->result, "proved");
}

void AuditTest::asksForRowsFirstAndThenForACheck()
{
    QCOMPARE(m_wanted->size(), 1);
    QCOMPARE(m_wanted->last().first().value<AuditRequest>().check, 0);
    QVERIFY(!find<QPushButton>("checkAudit")->isEnabled());
    AuditLogView unchecked = sample::auditLog();
    unchecked.request.check = 0;
    unchecked.check.reset();
    show(unchecked);
    QCOMPARE(m_wanted->size(), 2);
    QCOMPARE(m_wanted->last().first().value<AuditRequest>().check, 1);
    QCOMPARE(find<QLabel>("auditCheck")->text(), QStringLiteral("Checking every row of the log…"));
    QCOMPARE(find<ReportTable>("acts")->shownRows(), 7); // there already
    show(sample::auditLog());
    QCOMPARE(m_wanted->size(), 2);
    QVERIFY(find<QLabel>("auditCheck")->text().contains(QStringLiteral("rows 1 to 12 are as they were written")));
    QTest::mouseClick(find<QPushButton>("checkAudit"), Qt::LeftButton);
    QCOMPARE(m_wanted->last().first().value<AuditRequest>().check, 2);
    QCOMPARE(find<QLabel>("auditCheck")->text(), QStringLiteral("Checking every row of the log…"));
}

void AuditTest::anEmptyLogSaysSoAtTheTop()
{
    AuditLogView none = sample::auditLog();
    none.entries.clear();
    none.length = 0;
    show(none);
    const auto* words = find<QLabel>("auditEmpty");
    const auto* filter = find<QLineEdit>("auditFilter");
    QTRY_VERIFY(words->isVisible() && !find<ReportTable>("acts")->isVisible());
    QTest::qWait(0);
    QVERIFY(words->text().startsWith(QLatin1String("Nothing is on record yet.")));
    QVERIFY2(
        words->height() <= words->heightForWidth(words->width()) + 4, "as high as its lines: it is at the top of its card");
    QVERIFY(words->mapTo(m_window.get(), QPoint()).y() - filter->mapTo(m_window.get(), QPoint()).y() < 3 * filter->height());
}

void AuditTest::anActIsShownAsAPersonReadsIt()
{
    show(sample::auditLog());
    QAbstractItemModelTester tester(find<ReportTable>("acts")->model());
    QCOMPARE(cell(0, 2), QStringLiteral("Freeze and stop running requests"));
    QCOMPARE(cell(0, 3), QStringLiteral("All teams"));
    QCOMPARE(cell(0, 5), QStringLiteral("no outcome on record yet"));
    QCOMPARE(cell(1, 1), QStringLiteral("CI <b>bot</b>")); // as text (ACCEPTANCE C13)
    QCOMPARE(cell(1, 5), QStringLiteral("failed: line 2, BilledCost"));
    QCOMPARE(cell(4, 2), QStringLiteral("Freeze"));
    QCOMPARE(cell(4, 3), QStringLiteral("Payments"));
    QCOMPARE(cell(4, 5), QStringLiteral("proved"));
    find<ReportTable>("acts")->choose("3");
    const QString details = find<QLabel>("actDetails")->text();
    QVERIFY2(details.contains(QStringLiteral("Rows 3 and 4 of the log")), qPrintable(details));
    QVERIFY2(details.contains(QStringLiteral("Before: 20000 USD a month")), qPrintable(details));
    QVERIFY2(details.contains(QStringLiteral("After: 24000 USD a month")), qPrintable(details));
    QVERIFY2(details.contains(QString::number(4).rightJustified(64, QLatin1Char('0'))), qPrintable(details));
    QCOMPARE(find<QLabel>("actDetails")->textFormat(), Qt::PlainText);
}

void AuditTest::anAnswerToACallerNamesWhereItWasAsked()
{
    AuditLogView log = sample::auditLog();
    log.entries = {sample::auditLog().entries.front()};
    log.entries[0].target = "ask/gateway-1/0192f0c5-aaaa";
    show(log);
    QCOMPARE(cell(0, 3), QStringLiteral("Request at gateway-1"));
}

void AuditTest::whatIsWrongWithTheLogIsLoud()
{
    AuditLogView log = sample::auditLog();
    log.check->rows = 2;
    log.check->fault = AuditFault {AuditFault::Kind::changed, 3, {}};
    show(log);
    show(log);
    const QString text = find<QLabel>("auditCheck")->text();
    QVERIFY2(
        text.contains(QStringLiteral("NOT as it was written")) && text.contains(QStringLiteral("Row 3")), qPrintable(text));
}

void AuditTest::theFilterAndTheChoiceWork()
{
    show(sample::auditLog());
    auto* table = find<ReportTable>("acts");
    table->choose("5");
    QTest::keyClicks(find<QLineEdit>("auditFilter"), QStringLiteral("payments"));
    QCOMPARE(table->shownRows(), 4);
    QCOMPARE(table->chosen(), "5");
    AuditLogView more = sample::auditLog();
    more.entries.push_back(sample::auditEntry(13, "13:20:20", "A. Smith", "resume", "team/team-payments", "found", "", "r7"));
    more.length = 13;
    show(more);
    QCOMPARE(table->shownRows(), 5);
    QCOMPARE(table->chosen(), "5");
}

void AuditTest::aFaultKeepsWhatWasRead()
{
    show(sample::auditLog());
    m_window->audit().setFault({ErrorCode::historyDamaged, "/p/history.db", "a page"});
    QCOMPARE(find<ReportTable>("acts")->shownRows(), 7);
    QVERIFY(find<QLabel>("auditCheck")->text().contains(QStringLiteral("/p/history.db is damaged")));
    QVERIFY(find<QPushButton>("checkAudit")->isEnabled());
}

void AuditTest::theRealLogIsReadCheckedAndExported()
{
    const Profile profile = Profile::under(m_files->filePath(QStringLiteral("p")));
    QVERIFY(profile.create());
    {
        const auto history = History::create(profile.historyFile().toStdString());
        QVERIFY(history);
        QVERIFY((*history)->rememberAuditIn(std::make_shared<AuditHeadFile>(profile.auditHeadsFile().toStdString())));
        for (AuditEntry entry : sample::auditLog().entries)
            QVERIFY((*history)->audit(entry));
    }
    auto rows = readAuditLog(profile, {.rows = 5, .check = 0}, madeup::now(), nullptr);
    QVERIFY(rows && !rows->check);
    QCOMPARE(rows->length, 12);
    QCOMPARE(rows->entries.size(), 5U);
    QCOMPARE(rows->entries.front().sequence, 8);
    const auto last = std::make_shared<const AuditLogView>(*rows);
    const auto checked = readAuditLog(profile, {.rows = 1000, .check = 1}, madeup::now(), last);
    QVERIFY(checked && checked->check);
    QCOMPARE(checked->check->rows, 12);
    QCOMPARE(checked->check->remembered, 12);
    QVERIFY(!checked->check->fault);
    for (const char* name : {"log.jsonl", "log.CSV"}) {
        const QString file = m_files->filePath(QLatin1String(name));
        const auto said = exportAuditLog(profile, file);
        QVERIFY(said);
        QVERIFY2(said->contains(QStringLiteral("12 rows")) && said->contains(QString::fromStdString(checked->check->head)),
            qPrintable(*said));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll().startsWith('{'), file.endsWith(QLatin1String("jsonl")));
    }
    QVERIFY(!exportAuditLog(profile, QStringLiteral("/nonexistent/log.jsonl")));
}

QTEST_MAIN(AuditTest)
#include "audittest.moc"
