// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/assigndialog.h"
#include "dialogs/connectdialog.h"
#include "dialogs/cutcalldialog.h"
#include "dialogs/falsealarmdialog.h"
#include "dialogs/freezedialog.h"
#include "dialogs/importteamsdialog.h"
#include "dialogs/keydialog.h"
#include "dialogs/localgatewaydialog.h"
#include "dialogs/previewdialog.h"
#include "dialogs/sourcedialogs.h"
#include "dialogs/teamdialog.h"
#include "dialogs/unlockdialog.h"
#include "settings/settingsdialog.h"
#include "ui/support/clipped.h"
#include "ui/support/sampleasks.h"
#include "ui/support/samplecompany.h"
#include "ui/support/shots.h"
#include "ui/support/sourceoffers.h"
#include "window/aboutdialog.h"

#include <QApplication>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTemporaryFile>

using namespace fuseboard;

/// Every dialog on a small screen, with a font of twice the size.
class UiDialogSize : public QObject {
    Q_OBJECT

    using Make = std::function<std::unique_ptr<QDialog>(QWidget*)>;
    QTemporaryDir m_directory;

    [[nodiscard]] std::map<std::string, Make> all() const;

private Q_SLOTS:
    void initTestCase();
    void fitsTheScreen_data();
    void fitsTheScreen();
    void standsOverItsWindow();
};

namespace {

constexpr QSize screenSize(1024, 700);

Board longNames()
{
    Board board = madeup::protectedBoard();
    board.teams.front().name = "Payments, Refunds and Reconciliation of the Northern Markets";
    return board;
}

} // namespace

std::map<std::string, UiDialogSize::Make> UiDialogSize::all() const
{
    const auto preview = [](auto dialog) {
        dialog->setPreview(madeup::paymentsPreview());
        return dialog;
    };
    const QString settings = m_directory.filePath(QStringLiteral("fuseboardrc"));
    return {{"freeze all",
                [](QWidget* over) { return std::make_unique<FreezeDialog>(FreezeQuestion {longNames(), {}, {}}, over); }},
        {"freeze a protected team",
            [preview](QWidget* over) {
                return preview(std::make_unique<FreezeDialog>(FreezeQuestion {longNames(), {}, "team-payments"}, over));
            }},
        {"what a freeze stops",
            [preview](QWidget* over) {
                return preview(std::make_unique<PreviewDialog>(FreezeQuestion {longNames(), {}, "team-payments"}, over));
            }},
        {"edit team", [](QWidget* over) { return std::make_unique<TeamDialog>(sample::company(), "team-payments", over); }},
        {"assign",
            [](QWidget* over) { return std::make_unique<AssignDialog>(sample::company(), sample::unallocated(), over); }},
        {"import teams", [](QWidget* over) { return std::make_unique<ImportTeamsDialog>(sample::company(), over); }},
        {"add key", [](QWidget* over) { return std::make_unique<KeyDialog>(over); }},
        {"add source",
            [](QWidget* over) {
                return std::make_unique<ConnectDialog>(sourceoffers::all(), QStringLiteral("haproxy"), over);
            }},
        {"key of a source",
            [](QWidget* over) {
                return std::make_unique<SourceKeyDialog>(QStringLiteral("OpenAI"), sourceoffers::all().at(1), over);
            }},
        {"remove source",
            [](QWidget* over) { return std::make_unique<RemoveSourceDialog>(QStringLiteral("Gateway"), true, over); }},
        {"cut a call",
            [](QWidget* over) {
                return std::make_unique<CutCallDialog>(QString(60, QLatin1Char('w')), QStringLiteral("Payments"), over);
            }},
        {"allow more",
            [](QWidget* over) {
                AllowQuestion question = sample::allowQuestion();
                question.ownLeft = Money {0, Currency::usd()};
                question.ask.reason = std::string(500, 'w');
                return std::make_unique<AllowDialog>(question, over);
            }},
        {"false alarm",
            [](QWidget* over) {
                return std::make_unique<FalseAlarmDialog>(
                    QStringLiteral("Runs out early"), QString(60, QLatin1Char('w')), over);
            }},
        {"local gateway", [](QWidget* over) { return std::make_unique<LocalGatewayDialog>(over); }},
        {"unlock", [](QWidget* over) { return std::make_unique<UnlockDialog>(QStringList {QStringLiteral("OpenAI")}, over); }},
        {"settings",
            [settings](QWidget* over) {
                return std::make_unique<SettingsDialog>(settings, HistoryFacts {1'000'000, {}}, std::vector<Team>(), over);
            }},
        {"about", [](QWidget* over) { return std::make_unique<AboutDialog>(over); }}};
}

void UiDialogSize::initTestCase()
{
    shots::prepare();
    QCOMPARE(QGuiApplication::primaryScreen()->size(), screenSize);
}

void UiDialogSize::fitsTheScreen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("scale");
    for (const auto& [name, make] : all())
        for (const int scale : {1, 2})
            QTest::addRow("%s, font of %d times the size", name.c_str(), scale) << QString::fromStdString(name) << scale;
}

void UiDialogSize::fitsTheScreen()
{
    QFETCH(QString, name);
    QFETCH(int, scale);
    shots::prepare();
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * scale);
    QApplication::setFont(font);
    shots::dress(false);
    QWidget window;
    window.setGeometry(0, 0, 1000, 640);
    window.show();
    const auto dialog = all().at(name.toStdString())(&window);
    dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    shots::save(
        *dialog, QStringLiteral("small-%1-%2x").arg(name).arg(scale).replace(QLatin1Char(' '), QLatin1Char('-')), false);
    const QRect screen(QPoint(), screenSize);
    QVERIFY2(screen.contains(dialog->frameGeometry()),
        qPrintable(QStringLiteral("%1 x %2").arg(dialog->width()).arg(dialog->height())));
    const auto* content = dialog->findChild<QScrollArea*>(QStringLiteral("dialogContent"));
    QCOMPARE(content->horizontalScrollBar()->maximum(), 0);
    for (const QPushButton* button : dialog->findChildren<QPushButton*>())
        if (!content->isAncestorOf(button) && button->isVisible())
            QVERIFY2(dialog->rect().contains(QRect(button->mapTo(dialog.get(), QPoint()), button->size())),
                qPrintable(button->text()));
    const QStringList cut = test::clippedTexts(*dialog);
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
}

void UiDialogSize::standsOverItsWindow()
{
    shots::prepare();
    shots::dress(false);
    QWidget window;
    window.setGeometry(300, 100, 600, 500);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    FreezeDialog dialog({madeup::protectedBoard(), {}, "team-payments"}, &window);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const auto isOverIt = [&] {
        return std::abs(dialog.geometry().center().x() - window.geometry().center().x()) < 40
            && QRect(QPoint(), screenSize).contains(dialog.geometry());
    };
    QVERIFY(isOverIt());
    dialog.setPreview(madeup::paymentsPreview()); // which makes it higher
    QVERIFY(isOverIt());
}

int main(int argc, char** argv)
{
    QTemporaryFile screens;
    if (!screens.open())
        return 1;
    screens.write(QStringLiteral(
        R"({"screens": [{"name": "small", "x": 0, "y": 0, "width": %1, "height": %2, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})")
            .arg(screenSize.width())
            .arg(screenSize.height())
            .toUtf8());
    screens.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screens.fileName().toUtf8());
    QApplication app(argc, argv);
    UiDialogSize test;
    return QTest::qExec(&test, argc, argv);
}

#include "ui_dialogsize.moc"
