// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportpages/reporttable.h"
#include "theme/theme.h"
#include "ui/support/samplereports.h"
#include "window/mainwindow.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace fuseboard;

namespace {

/// The cells of a row as a person reads them.
QStringList rowOf(const ReportTable& table, int row)
{
    QStringList out;
    for (int column = 0; column < table.model()->columnCount(); ++column)
        out << table.model()->index(row, column).data(Qt::AccessibleTextRole).toString();
    return out;
}

} // namespace

class ReportsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void asksWhenShownAndWhenTheBoardChanges();
    void whatIsBeingReadAndWhatFailedIsSaid();
    void anAnswerToAnotherQuestionIsNotShown();
    void everyAccountHasAVerdictInWords();
    void whatASideNeverToldIsNotZero();
    void theChosenAccountSaysWhyItDiffers();
    void theChoiceOutlivesANewReading();
    void rowsAreCopiedForASpreadsheet();
    void wordsFromOutsideBecomeNoFormula();
    void pricesAreExactAndSayWhatStandsIn();
    void filterKeepsRowsWithTheWords();
    void usageWithoutAPriceIsCountedAndListed();
    void theLastChangeSaysFromToAndPerCent();
    void emptyStatesAreSaid();
    void theUpdateButtonIsThereOnlyWhereSomebodyListens();
    void controlsHaveUniqueNamesAndFitASmallScreen();

private:
    template <class T>
    T* find(const char* name)
    {
        return m_window->findChild<T*>(QLatin1String(name));
    }
    QString label(const char* name) { return find<QLabel>(name)->isVisible() ? find<QLabel>(name)->text() : QString(); }
    void showPrices() { find<QTabWidget>("reports")->setCurrentIndex(1); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QSignalSpy> m_wanted;
};

void ReportsTest::initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

void ReportsTest::init()
{
    m_window.reset();
    m_theme = std::make_unique<Theme>(nullptr);
    m_theme->apply(ThemeChoice::light);
    m_files = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>(
        *m_theme, WindowFiles {m_files->filePath(QStringLiteral("state")), m_files->filePath(QStringLiteral("rc"))});
    m_wanted = std::make_unique<QSignalSpy>(m_window.get(), &MainWindow::reportsWanted);
    m_window->setCalendar(madeup::calendar());
    m_window->setNow(madeup::now());
    m_window->setBoard(madeup::shared(madeup::board()));
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QCOMPARE(m_wanted->size(), 0); // nobody looks at it
    QTest::keyClick(m_window.get(), Qt::Key_4, Qt::AltModifier);
    if (QTest::currentTestFunction() == QByteArray("asksWhenShownAndWhenTheBoardChanges")
        || QTest::currentTestFunction() == QByteArray("whatIsBeingReadAndWhatFailedIsSaid"))
        return;
    m_window->setReports(madeup::shared(sample::reports()));
}

void ReportsTest::asksWhenShownAndWhenTheBoardChanges()
{
    QCOMPARE(m_wanted->size(), 1);
    QCOMPARE(m_wanted->first().first().value<ReportsRequest>(), sample::reports().request);
    m_window->setNow(madeup::now() + std::chrono::seconds(1));
    QCOMPARE(m_wanted->size(), 1); // the clock alone changes nothing
    m_window->setBoard(madeup::shared(madeup::board()));
    QCOMPARE(m_wanted->size(), 2);
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
    m_window->setBoard(madeup::shared(madeup::board()));
    QCOMPARE(m_wanted->size(), 2);
    QTest::keyClick(m_window.get(), Qt::Key_4, Qt::AltModifier);
    QCOMPARE(m_wanted->size(), 3);
}

void ReportsTest::whatIsBeingReadAndWhatFailedIsSaid()
{
    QVERIFY(!find<QTabWidget>("reports")->isVisible());
    QCOMPARE(label("reportsMessage"), QStringLiteral("Reading the history…"));
    m_window->setReportsFault({ErrorCode::historyDamaged, "/p/history.db", "a sum"});
    QVERIFY(!label("reportsMessage").isEmpty() && !label("reportsMessage").contains(QStringLiteral("Reading")));
    m_window->setReports(madeup::shared(sample::reports()));
    QCOMPARE(label("reportsMessage"), QString());
    QVERIFY(find<QTabWidget>("reports")->isVisible());
    QVERIFY2(label("reportsAbout").contains(QStringLiteral("complete up to ")), qPrintable(label("reportsAbout")));
    m_window->setReportsFault({ErrorCode::historyDamaged, "/p/history.db", "a sum"});
    QVERIFY(find<QTabWidget>("reports")->isVisible()); // what was read stays, with its age
    QVERIFY2(label("reportsMessage").endsWith(QStringLiteral("What is shown was read at 14:20.")),
        qPrintable(label("reportsMessage")));
}

void ReportsTest::anAnswerToAnotherQuestionIsNotShown()
{
    Board october = madeup::board();
    october.periodLabel = "2026-10";
    m_window->setBoard(madeup::shared(october));
    QVERIFY(!find<QTabWidget>("reports")->isVisible());
    QCOMPARE(label("reportsMessage"), QStringLiteral("Reading the history…"));
    m_window->setReports(madeup::shared(sample::reports())); // late, of November
    QVERIFY(!find<QTabWidget>("reports")->isVisible());
}

void ReportsTest::everyAccountHasAVerdictInWords()
{
    const auto* table = find<ReportTable>("reconciledAccounts");
    QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table->model()->rowCount(), 4);
    QCOMPARE(rowOf(*table, 0),
        QStringList({QStringLiteral("anthropic"), QStringLiteral("$5,981"), QStringLiteral("$6,002"), QStringLiteral("+$21.50"),
            QStringLiteral("+0.36%"), QStringLiteral("Agrees within 2%"), QStringLiteral("21 Nov")}));
    QCOMPARE(rowOf(*table, 2)[5], QStringLiteral("Does not agree"));
    QCOMPARE(rowOf(*table, 2)[4], QStringLiteral("+4.36%"));
    for (int row = 0; row < 4; ++row)
        QVERIFY(!table->model()->index(row, 5).data(Qt::DecorationRole).value<QIcon>().isNull());
}

void ReportsTest::whatASideNeverToldIsNotZero()
{
    auto* table = find<ReportTable>("reconciledAccounts");
    const QString dash = QStringLiteral("–");
    QCOMPARE(rowOf(*table, 1),
        QStringList({QStringLiteral("in-house"), QStringLiteral("$418"), dash, dash, dash,
            QStringLiteral("Nothing to compare with"), dash}));
    QCOMPARE(rowOf(*table, 3),
        QStringList({QStringLiteral("openrouter"), dash, QStringLiteral("$70.73"), dash, dash,
            QStringLiteral("Nothing to compare with"), QStringLiteral("21 Nov")}));
    table->selectRow(1);
    QVERIFY2(label("accountSentence").contains(QStringLiteral("no provider’s figures to compare with")),
        qPrintable(label("accountSentence")));
    QCOMPARE(rowOf(*find<ReportTable>("reconciledDays"), 0)[3], dash);
    QVERIFY(!find<ReportTable>("reconciledCauses")->isVisible());
    QVERIFY(!label("noCause").isEmpty());
    table->selectRow(3);
    QCOMPARE(rowOf(*find<ReportTable>("reconciledDays"), 0)[2], dash);
}

void ReportsTest::theChosenAccountSaysWhyItDiffers()
{
    // What does not agree is chosen first.
    QCOMPARE(find<ReportTable>("reconciledAccounts")->chosen(), std::string("openai"));
    QCOMPARE(label("accountSentence"),
        QStringLiteral("openai: measured $16,775, billed $17,540, difference +$764: does not agree."));
    QCOMPARE(label("notCompared"),
        QStringLiteral("Not compared: a gateway measured $410 on days of which the provider has told nothing."));
    const auto* causes = find<ReportTable>("reconciledCauses");
    QCOMPARE(causes->model()->rowCount(), 6);
    QCOMPARE(rowOf(*causes, 0),
        QStringList({QStringLiteral("Billed elsewhere: calls that no gateway saw"), QStringLiteral("+$1,073"),
            QStringLiteral("most on 11 Nov, gpt-5.6")}));
    QCOMPARE(rowOf(*causes, 1)[1], QStringLiteral("−$381"));
    auto* days = find<ReportTable>("reconciledDays");
    QCOMPARE(days->model()->rowCount(), 45);
    QCOMPARE(rowOf(*days, 0),
        QStringList({QStringLiteral("11 Nov"), QStringLiteral("gpt-5.6"), QStringLiteral("$713"), QStringLiteral("$1,673"),
            QStringLiteral("+$960"), QStringLiteral("Billed elsewhere +$929 · Price +$31.20")}));
    days->sortByColumn(0, Qt::AscendingOrder); // by the day, not by its words
    QCOMPARE(rowOf(*days, 0)[0], QStringLiteral("1 Nov"));
    QCOMPARE(rowOf(*days, 2)[0], QStringLiteral("2 Nov"));
    QCOMPARE(rowOf(*days, 44)[5], QStringLiteral("Not compared: the provider told nothing of this day"));
}

void ReportsTest::theChoiceOutlivesANewReading()
{
    auto* table = find<ReportTable>("reconciledAccounts");
    table->selectRow(0);
    Reports again = sample::reports();
    again.accounts.erase(again.accounts.begin() + 1);
    again.readAt += std::chrono::seconds(20);
    m_window->setReports(madeup::shared(again));
    QCOMPARE(table->chosen(), std::string("anthropic"));
    QVERIFY(label("accountSentence").startsWith(QStringLiteral("anthropic")));
    again.accounts.erase(again.accounts.begin());
    m_window->setReports(madeup::shared(again));
    QCOMPARE(table->chosen(), std::string("openai"));
}

void ReportsTest::rowsAreCopiedForASpreadsheet()
{
    auto* causes = find<ReportTable>("reconciledCauses");
    causes->setFocus();
    causes->selectRow(1);
    QTest::keyClick(causes, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
        QStringLiteral("Why It Differs\tAmount\tWhere Most of It Is\n"
                       "Late data: the provider’s figures may still change\t−$381\tmost on 22 Nov, gpt-5.6\n"));
    causes->clearSelection();
    QCOMPARE(causes->copied().count(QLatin1Char('\n')), 7);
}

void ReportsTest::wordsFromOutsideBecomeNoFormula()
{
    Reports hostile = sample::reports();
    hostile.accounts[2].account = "=HYPERLINK(\"http://evil\")\n<b>x</b>";
    m_window->setReports(madeup::shared(hostile));
    const auto* table = find<ReportTable>("reconciledAccounts");
    const QString copied = table->copied();
    QVERIFY2(copied.contains(QStringLiteral("'=HYPERLINK")), qPrintable(copied));
    QVERIFY(!rowOf(*table, 2)[0].contains(QLatin1Char('\n')));
    QVERIFY(!table->model()->index(2, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
}

void ReportsTest::pricesAreExactAndSayWhatStandsIn()
{
    showPrices();
    QCOMPARE(label("priceSummary"),
        QStringLiteral("Version litellm 2026-11-10, from LiteLLM model map, in force since 10 Nov 2026. Prices are in USD per "
                       "million tokens."));
    const auto* table = find<ReportTable>("pricesInForce");
    QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(rowOf(*table, 0),
        QStringList(
            {QStringLiteral("claude-opus-5"), QStringLiteral("Standard"), QStringLiteral("$5.00"), QStringLiteral("$25.00"),
                QStringLiteral("$0.50"), QStringLiteral("$6.25"), QStringLiteral("$10.00"), QStringLiteral("as output")}));
    QStringList applies;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        applies << rowOf(*table, row).mid(0, 3).join(QLatin1Char('|'));
    QVERIFY2(
        applies.contains(QStringLiteral("gpt-5.6|Standard, above 200k|$2.50")), qPrintable(applies.join(QLatin1Char('\n'))));
    QVERIFY(applies.contains(QStringLiteral("gpt-5.6|Flex|$0.625")));
    QVERIFY(applies.contains(QStringLiteral("gpt-5.6|Priority|$2.50")));
    QVERIFY(applies.contains(QStringLiteral("claude-opus-5|Batch|$2.50")));
    QVERIFY(applies.contains(QStringLiteral("claude-opus-5|Everything, fast|× 6")));
    QVERIFY(applies.contains(QStringLiteral("gpt-5.6-mini|Standard|$0.1875"))); // no digit is rounded away
}

void ReportsTest::filterKeepsRowsWithTheWords()
{
    showPrices();
    auto* table = find<ReportTable>("pricesInForce");
    auto* filter = find<QLineEdit>("priceFilter");
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("FLEX"));
    QCOMPARE(table->shownRows(), 1);
    QTest::keyClicks(filter, QStringLiteral("ibility"));
    QCOMPARE(table->shownRows(), 0);
    QCOMPARE(label("pricesEmpty"), QStringLiteral("No row has these words."));
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(table->shownRows(), 9);
    QCOMPARE(label("pricesEmpty"), QString());
}

void ReportsTest::usageWithoutAPriceIsCountedAndListed()
{
    showPrices();
    QCOMPARE(
        label("unpricedWarning"), QStringLiteral("3 models have no price: 1,207 calls with 68,487,637 tokens are in no sum."));
    QCOMPARE(find<QToolButton>("unpricedUsageButton")->text(), QStringLiteral("Without a Price (3)"));
    find<QToolButton>("unpricedUsageButton")->click();
    const auto* table = find<ReportTable>("unpricedUsage");
    QVERIFY(table->isVisible());
    QVERIFY(label("pricesSentence").contains(QStringLiteral("in no sum"))
        && label("pricesSentence").contains(QStringLiteral("fuseboardctl prices set")));
    QCOMPARE(rowOf(*table, 1),
        QStringList({QStringLiteral("anthropic"), QStringLiteral("anthropic"), QStringLiteral("claude-preview-7"),
            QStringLiteral("–"), QStringLiteral("5,072,000"), QStringLiteral("19 Nov 2026"), QStringLiteral("19 Nov 2026")}));
}

void ReportsTest::theLastChangeSaysFromToAndPerCent()
{
    showPrices();
    find<QToolButton>("priceChangesButton")->click();
    QCOMPARE(label("pricesSentence"),
        QStringLiteral(
            "Version litellm 2026-11-10 changed 4 prices of 3 models, from 10 Nov 2026 on. Days before keep theirs."));
    const auto* table = find<ReportTable>("priceChanges");
    QCOMPARE(rowOf(*table, 2),
        QStringList({QStringLiteral("gpt-5.6"), QStringLiteral("Input"), QStringLiteral("$1.25"), QStringLiteral("$1.50"),
            QStringLiteral("+20%")}));
    QCOMPARE(rowOf(*table, 3)[4], QStringLiteral("−25%"));
    QCOMPARE(rowOf(*table, 0)[4], QStringLiteral("new"));
    QCOMPARE(table->model()->rowCount(), 4); // old-model is not in the newer list, and the older one goes on pricing it
    find<QToolButton>("priceListsButton")->click();
    QCOMPARE(rowOf(*find<ReportTable>("priceLists"), 0)[4], QStringLiteral("In force"));
    QCOMPARE(rowOf(*find<ReportTable>("priceLists"), 1)[2], QStringLiteral("ever"));
    find<QToolButton>("ownRatesButton")->click();
    QCOMPARE(rowOf(*find<ReportTable>("ownRates"), 0)[4], QStringLiteral("12% off the list"));
    QCOMPARE(rowOf(*find<ReportTable>("ownRates"), 1)[4], QStringLiteral("Input $4.50 · Output $22.00"));
}

void ReportsTest::emptyStatesAreSaid()
{
    m_window->setReports(madeup::shared(sample::emptyReports()));
    QVERIFY(label("nothingToReconcile").startsWith(QStringLiteral("Nothing was measured or billed in November 2026.")));
    QVERIFY(!find<ReportTable>("reconciledAccounts")->isVisible());
    showPrices();
    QCOMPARE(label("unpricedWarning"), QString());
    for (const auto& [button, words] : {std::pair("unpricedUsageButton", "All usage of the shown period has a price."),
             std::pair("priceChangesButton", "No other list was taken over")}) {
        find<QToolButton>(button)->click();
        QVERIFY2(label("pricesEmpty").startsWith(QLatin1String(words)), qPrintable(label("pricesEmpty")));
    }
}

void ReportsTest::theUpdateButtonIsThereOnlyWhereSomebodyListens()
{
    showPrices();
    auto* button = find<QPushButton>("updatePrices");
    QVERIFY(!button->isVisible());
    QSignalSpy pressed(m_window.get(), &MainWindow::updatePricesPressed);
    m_window->setCanUpdatePrices(true);
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(pressed.size(), 1);
}

void ReportsTest::controlsHaveUniqueNamesAndFitASmallScreen()
{
    m_window->setCanUpdatePrices(true);
    m_window->resize(1000, 640);
    for (int tab = 0; tab < 2; ++tab) {
        find<QTabWidget>("reports")->setCurrentIndex(tab);
        QCoreApplication::processEvents();
        QVERIFY(m_window->width() <= 1000 && m_window->height() <= 640);
        QStringList names;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget)
                || qobject_cast<QTabBar*>(widget) || qobject_cast<QAbstractItemView*>(widget);
            if (!control || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            const QString name = QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
            QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
            QVERIFY2(!names.contains(name), qPrintable(name));
            names << name;
            QVERIFY2(widget->height() >= 24 && widget->width() >= 24, qPrintable(name));
        }
        QVERIFY(names.size() >= 10);
    }
}

QTEST_MAIN(ReportsTest)
#include "reportstest.moc"
