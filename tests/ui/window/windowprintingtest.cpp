// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndownchart.h"
#include "support/madeupboard.h"
#include "theme/theme.h"
#include "window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPrinterInfo>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <stdexcept>

using namespace fuseboard;

/// What the window does about paper and pictures; what is on them is tried beside it.
class WindowPrintingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }

    void onlyAPageThatIsShownIsPrinted();
    void theKeyForPrinting();
    void aPageThatCannotBeWrittenIsAFault();
    void thePictureIsTakenByMenuAndByChart();

private:
    /// The action of a menu of the menu bar, by its text without the mnemonic.
    QAction* action(const char* text)
    {
        for (QMenu* menu : m_window->menuBar()->findChildren<QMenu*>())
            for (QAction* each : menu->actions())
                if (QString(each->text()).remove(QLatin1Char('&')) == QString::fromUtf8(text))
                    return each;
        qFatal("no %s", text);
    }
    bool says(const char* part)
    {
        const auto labels = m_window->findChildren<QLabel*>();
        return std::ranges::any_of(
            labels, [&](const QLabel* label) { return label->isVisible() && label->text().contains(QString::fromUtf8(part)); });
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<MainWindow> m_window;
};

void WindowPrintingTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_theme = std::make_unique<Theme>(nullptr);
    m_theme->apply(ThemeChoice::dark);
    m_files = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>(
        *m_theme, WindowFiles {m_files->filePath(QStringLiteral("state")), m_files->filePath(QStringLiteral("rc"))});
    m_window->setCalendar(madeup::calendar());
    m_window->setNow(madeup::now());
    m_window->setOrganisation(madeup::shared(madeup::organisation()));
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void WindowPrintingTest::onlyAPageThatIsShownIsPrinted()
{
    const QList<QAction*> actions {action("Print…"), action("Save as PDF…"), action("Copy Picture"), action("Save Picture…")};
    const auto areEnabled = [&] {
        const auto count = std::ranges::count_if(actions, &QAction::isEnabled);
        return count == actions.size() ? true : count == 0 ? false : throw std::logic_error("some");
    };
    QVERIFY(!areEnabled()); // no figure yet
    m_window->setBoard(madeup::shared(madeup::emptyBoard()));
    QVERIFY(!areEnabled()); // a message stands there
    m_window->setBoard(madeup::shared(madeup::board()));
    QVERIFY(areEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
    QVERIFY(!areEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
    QVERIFY(areEnabled());
    m_window->select({TeamRow::Kind::unallocated, {}});
    QVERIFY(areEnabled());
}

void WindowPrintingTest::theKeyForPrinting()
{
    QCOMPARE(action("Print…")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_P));
    if (!QPrinterInfo::availablePrinterNames().isEmpty())
        return; // its dialog would open
    m_window->setBoard(madeup::shared(madeup::board()));
    QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier);
    QVERIFY(says("No printer is set up on this computer; Save as PDF… works without one."));
}

void WindowPrintingTest::aPageThatCannotBeWrittenIsAFault()
{
    m_window->setBoard(madeup::shared(madeup::board()));
    m_window->select({TeamRow::Kind::team, "team-payments"});
    action("Save as PDF…")->trigger();
    auto* dialog = m_window->findChild<QFileDialog*>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(QStringLiteral("/nowhere/payments.pdf"));
    QVERIFY(says("That did not work"));
    QVERIFY(says("/nowhere/payments.pdf can’t be written."));
    const QString file = m_files->filePath(QStringLiteral("payments.pdf"));
    Q_EMIT dialog->fileSelected(file);
    QVERIFY(!says("That did not work"));
    QVERIFY(QFileInfo(file).size() > 10'000);
    QVERIFY(says("is written."));
}

void WindowPrintingTest::thePictureIsTakenByMenuAndByChart()
{
    m_window->setBoard(madeup::shared(madeup::board()));
    m_window->select({TeamRow::Kind::team, "team-payments"});
    action("Copy Picture")->trigger();
    const QImage byMenu = QGuiApplication::clipboard()->image();
    QVERIFY(!byMenu.isNull());
    QVERIFY(says("The picture of the chart is on the clipboard."));
    QCOMPARE(byMenu.pixelColor(0, 0), QColor(Qt::white)); // in the dark theme too

    // What the chart's own menu offers is the button's: by pointer, menu key and Tab.
    auto* chart = m_window->findChild<BurnDownChart*>();
    auto* button = m_window->findChild<QPushButton*>(QStringLiteral("pictureButton"));
    QCOMPARE(chart->contextMenuPolicy(), Qt::ActionsContextMenu);
    QCOMPARE(chart->actions(), button->menu()->actions());
    QVERIFY(button->focusPolicy() & Qt::TabFocus);
    QVERIFY(button->width() >= 24 && button->height() >= 24);
    chart->setRange(ChartRange::sevenDays);
    chart->actions().front()->trigger();
    QVERIFY(QGuiApplication::clipboard()->image() != byMenu);
    chart->actions().back()->trigger();
    QVERIFY(m_window->findChild<QFileDialog*>()->selectedFiles().front().endsWith(
        QStringLiteral("fuseboard-payments-2026-11-burn-down.png")));
}

QTEST_MAIN(WindowPrintingTest)
#include "windowprintingtest.moc"
