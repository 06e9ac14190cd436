// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings.h"
#include "settings/settingsdialog.h"
#include "ui/support/clipped.h"
#include "ui/support/shots.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace fuseboard;

class UiSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { shots::prepare(); }
    void init() { QVERIFY(m_dir.emplace().isValid()); }
    void aMissingFileGivesDefaults();
    void settingsComeBackAsSaved();
    void badFiles_data();
    void badFiles();
    void limitsHold();
    void dialogSaves();
    void aTeamIsChosenForDrills();
    void dialogTellsOfTheHistory();
    void dialogRefusesAnUnknownZone();
    void cancelKeepsTheFile();
    void anUnwritableFileIsSaid();
    void screenshots_data();
    void screenshots();

private:
    [[nodiscard]] QString file() const { return m_dir->filePath(QStringLiteral("fuseboardrc")); }
    void write(const QByteArray& text)
    {
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        out.write(text);
    }
    std::optional<QTemporaryDir> m_dir;
};

void UiSettings::aMissingFileGivesDefaults()
{
    const auto settings = loadSettings(file());
    QVERIFY(settings);
    QCOMPARE(*settings, Settings());
    QVERIFY(!QFile::exists(file()));
}

void UiSettings::settingsComeBackAsSaved()
{
    Settings settings;
    settings.theme = ThemeChoice::dark;
    settings.timeZone = QStringLiteral("America/New_York");
    settings.fiscalDay = 26;
    settings.currency = QStringLiteral("EUR");
    settings.gatewayInterval = std::chrono::seconds(5);
    settings.providerInterval = std::chrono::seconds(900);
    settings.keepCalls = std::chrono::days(90);
    settings.keepHours = std::chrono::days(800);
    for (const int days : {0, 1, 7}) {
        settings.backUpEvery = std::chrono::days(days);
        QVERIFY(saveSettings(file(), settings));
        QCOMPARE(loadSettings(file()).value(), settings);
    }
    QVERIFY(saveSettings(file(), settings));
    const auto read = loadSettings(file());
    QVERIFY(read);
    QCOMPARE(*read, settings);
}

void UiSettings::badFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("detail");
    QTest::newRow("unknown zone") << QByteArray("[Business]\nTimeZone=Mars/Olympus\n")
                                  << QStringLiteral("TimeZone=Mars/Olympus");
    QTest::newRow("no currency") << QByteArray("[Business]\nCurrency=DOLLARS\n") << QStringLiteral("Currency=DOLLARS");
}

void UiSettings::badFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, detail);
    write(text);
    const auto settings = loadSettings(file());
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, ErrorCode::badConfig);
    QCOMPARE(QString::fromStdString(settings.error().subject), file());
    QCOMPARE(QString::fromStdString(settings.error().detail), detail);
}

void UiSettings::limitsHold()
{
    write("[Business]\nFiscalDay=31\n[Watching]\nGatewayInterval=0\nProviderInterval=5\n");
    const auto settings = loadSettings(file());
    QVERIFY(settings);
    QCOMPARE(settings->fiscalDay, 28U);
    QCOMPARE(settings->gatewayInterval.count(), 1);
    QCOMPARE(settings->providerInterval.count(), 60);
}

void UiSettings::dialogSaves()
{
    SettingsDialog dialog(file(), {});
    Settings changed;
    int times = 0;
    connect(&dialog, &SettingsDialog::settingsChanged, &dialog, [&](const Settings& settings) {
        changed = settings;
        ++times;
    });
    dialog.findChild<QComboBox*>(QStringLiteral("kcfg_Theme"))->setCurrentIndex(2);
    dialog.findChild<QSpinBox*>(QStringLiteral("kcfg_FiscalDay"))->setValue(15);
    dialog.findChild<QLineEdit*>(QStringLiteral("kcfg_TimeZone"))->setText(QStringLiteral("Asia/Tokyo"));
    dialog.findChild<QComboBox*>(QStringLiteral("kcfg_Currency"))->setCurrentText(QStringLiteral("jpy"));
    dialog.findChild<QPushButton*>(QStringLiteral("save"))->click();
    QCOMPARE(times, 1);
    QCOMPARE(changed.theme, ThemeChoice::dark);
    QCOMPARE(changed.fiscalDay, 15U);
    QCOMPARE(changed.timeZone, QStringLiteral("Asia/Tokyo"));
    QCOMPARE(changed.currency, QStringLiteral("JPY"));
    QCOMPARE(*loadSettings(file()), changed);
    QCOMPARE(dialog.findChild<QSpinBox*>(QStringLiteral("kcfg_FiscalDay"))->maximum(), 28);
}

void UiSettings::aTeamIsChosenForDrills()
{
    const std::vector<Team> teams {
        {.id = "team-drill", .name = "Drill & Test"}, {.id = "team-pay", .name = "Payments", .isProtected = true}};
    const auto choose = [&](const QString& id, int days) {
        SettingsDialog dialog(file(), {}, teams);
        auto* box = dialog.findChild<QComboBox*>(QStringLiteral("kcfg_DrillTeam"));
        box->setCurrentIndex(box->findData(id));
        dialog.findChild<QSpinBox*>(QStringLiteral("kcfg_DrillEveryDays"))->setValue(days);
        dialog.findChild<QPushButton*>(QStringLiteral("save"))->click();
        return *loadSettings(file());
    };
    {
        const SettingsDialog dialog(file(), {}, teams);
        const auto* box = dialog.findChild<QComboBox*>(QStringLiteral("kcfg_DrillTeam"));
        QCOMPARE(box->count(), 2); // no team, and the one that is not protected
        QCOMPARE(box->currentIndex(), 0);
    }
    QCOMPARE(choose(QStringLiteral("team-drill"), 14).drillTeam, QStringLiteral("team-drill"));
    QCOMPARE(loadSettings(file())->drillEvery.count(), 14);
    // What is set stays so, also where it can't be chosen any more.
    Settings gone = *loadSettings(file());
    gone.drillTeam = QStringLiteral("team-pay");
    QVERIFY(saveSettings(file(), gone));
    {
        SettingsDialog dialog(file(), {}, teams);
        QCOMPARE(dialog.findChild<QComboBox*>(QStringLiteral("kcfg_DrillTeam"))->currentText(),
            QStringLiteral("team-pay (can’t be drilled)"));
        dialog.findChild<QPushButton*>(QStringLiteral("save"))->click();
        QCOMPARE(loadSettings(file())->drillTeam, QStringLiteral("team-pay"));
    }
    QVERIFY(choose(QString(), 0).drillTeam.isEmpty());
    QCOMPARE(loadSettings(file())->drillEvery.count(), 0);
}

void UiSettings::dialogTellsOfTheHistory()
{
    const auto note = [this](const HistoryFacts& facts) {
        const SettingsDialog dialog(file(), facts);
        return dialog.findChild<QLabel*>(QStringLiteral("historyNote"))->text();
    };
    QVERIFY(note({}).startsWith(QStringLiteral("Days are kept for ever")));
    const QString noCopy = note({214 * 1024 * 1024, {}});
    QVERIFY2(noCopy.contains(QStringLiteral("214")) && noCopy.contains(QStringLiteral("no copy yet")), qUtf8Printable(noCopy));
    QVERIFY(note({1, QStringLiteral("24 Nov 15:02")}).contains(QStringLiteral("last copy is of 24 Nov 15:02")));
}

void UiSettings::dialogRefusesAnUnknownZone()
{
    SettingsDialog dialog(file(), {});
    auto* zone = dialog.findChild<QLineEdit*>(QStringLiteral("kcfg_TimeZone"));
    auto* save = dialog.findChild<QPushButton*>(QStringLiteral("save"));
    zone->setText(QStringLiteral("Mars/Olympus"));
    QVERIFY(!save->isEnabled());
    QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("fault"))->text().contains(QStringLiteral("Mars/Olympus")));
    zone->setText(QStringLiteral("Europe/Berlin"));
    QVERIFY(save->isEnabled());
}

void UiSettings::cancelKeepsTheFile()
{
    QVERIFY(saveSettings(file(), Settings()));
    SettingsDialog dialog(file(), {});
    dialog.findChild<QSpinBox*>(QStringLiteral("kcfg_FiscalDay"))->setValue(15);
    dialog.reject();
    QCOMPARE(loadSettings(file())->fiscalDay, 1U);
}

void UiSettings::anUnwritableFileIsSaid()
{
    const auto written = saveSettings(QStringLiteral("/proc/nowhere/fuseboardrc"), Settings {.fiscalDay = 7});
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::fileUnwritable);
}

void UiSettings::screenshots_data()
{
    QTest::addColumn<bool>("dark");
    for (const bool dark : shots::schemes())
        QTest::newRow(dark ? "dark" : "light") << dark;
}

void UiSettings::screenshots()
{
    QFETCH(bool, dark);
    shots::dress(dark);
    SettingsDialog dialog(file(), {214 * 1024 * 1024, QStringLiteral("24 Nov 15:02")});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QVERIFY(shots::save(dialog, QStringLiteral("settings"), dark));
    const QString faults = test::languageFaults(dialog);
    QVERIFY2(faults.isEmpty(), qPrintable(faults));
}

QTEST_MAIN(UiSettings)
#include "ui_settings.moc"
