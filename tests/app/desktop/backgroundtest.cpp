// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/autostart.h"
#include "desktop/background.h"
#include "domain/acknowledgement.h"
#include "support/madeupboard.h"
#include "theme/theme.h"
#include "window/mainwindow.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;

/// What a desktop shows, and what a person presses there.
class FakeDesktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Shown {
        QString title, text;
        QStringList actions;
        QVariantMap hints;
    };
    QList<Shown> shown;
    QList<uint> closed;
    uint last = 0; ///< of its numbers, which never come again

    FakeDesktop()
        : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("fake desktop")))
    {
        m_served =
            m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this, QDBusConnection::ExportAllContents)
            && m_bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }
    ~FakeDesktop() override { QDBusConnection::disconnectFromBus(QStringLiteral("fake desktop")); }
    [[nodiscard]] bool isServed() const { return m_served; }

public Q_SLOTS:
    uint Notify(const QString& application, uint replaces, const QString& icon, const QString& title, const QString& text,
        const QStringList& actions, const QVariantMap& hints, int expires)
    {
        if (application == QLatin1String("Fuseboard") && replaces == 0 && !icon.isEmpty() && expires == -1)
            shown.append({title, text, actions, hints});
        return ++last;
    }

    void CloseNotification(uint id) { closed.append(id); }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);
    void ActivationToken(uint id, const QString& token);
    void NotificationClosed(uint id, uint reason);

private:
    QDBusConnection m_bus;
    bool m_served = false;
};

class BackgroundTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_files;
    std::unique_ptr<FakeDesktop> m_desktop;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Background> m_background;

    [[nodiscard]] QString autostartFile() const
    {
        return m_files.filePath(QStringLiteral("config/autostart/org.fuseboard.fuseboard.desktop"));
    }
    void setStage(FreezeStage stage) { m_window->setFreezes(madeup::shared(madeup::freezes(stage))); }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        qputenv("XDG_CONFIG_HOME", m_files.filePath(QStringLiteral("config")).toUtf8());
        m_desktop = std::make_unique<FakeDesktop>();
        QVERIFY(m_desktop->isServed());
    }
    void init()
    {
        m_desktop->shown.clear();
        m_desktop->closed.clear();
        QFile::remove(autostartFile());
        m_theme = std::make_unique<Theme>(nullptr);
        m_window = std::make_unique<MainWindow>(
            *m_theme, WindowFiles {m_files.filePath(QStringLiteral("state")), m_files.filePath(QStringLiteral("rc"))});
        m_background = std::make_unique<Background>(*m_window, QStringList {QStringLiteral("--background")});
        m_window->setCalendar(madeup::calendar());
        m_window->setNow(madeup::now());
        m_window->setBoard(madeup::shared(madeup::board()));
    }
    void cleanup()
    {
        m_background.reset();
        m_window.reset();
        QApplication::setQuitOnLastWindowClosed(true);
    }

    void whatWaitsIsToldOnceAndPlain()
    {
        FreezeBoard board;
        FreezeView freeze = madeup::freeze(FreezeStage::notProved);
        freeze.reason = "<b>loop</b>";
        board.views.emplace(freeze.scope, freeze);
        m_window->setFreezes(madeup::shared(board));
        QTRY_COMPARE(m_desktop->shown.size(), 1);
        const FakeDesktop::Shown told = m_desktop->shown.first();
        QCOMPARE(told.title, QStringLiteral("Payments: freeze not proved"));
        QVERIFY(!told.text.contains(QLatin1Char('<')));
        QCOMPARE(told.hints[QStringLiteral("urgency")].toInt(), 2);
        for (int second = 1; second < 4; ++second)
            m_window->setNow(madeup::now() + std::chrono::seconds(second));
        QTest::qWait(100);
        QCOMPARE(m_desktop->shown.size(), 1);
        setStage(FreezeStage::changedOutside); // another turn
        QTRY_COMPARE(m_desktop->shown.size(), 2);
        setStage(FreezeStage::frozen);
        setStage(FreezeStage::changedOutside); // and once more, after it was settled
        QTRY_COMPARE(m_desktop->shown.size(), 3);
    }

    void aPressOnItOpensTheWindowAndAStrangersDoesNot()
    {
        QSignalSpy opened(m_background.get(), &Background::openRequested);
        setStage(FreezeStage::notProved);
        QTRY_COMPARE(m_desktop->shown.size(), 1);
        QVERIFY(QTest::qWaitFor([&] { // its id has come by then
            Q_EMIT m_desktop->ActionInvoked(77, QStringLiteral("default"));
            Q_EMIT m_desktop->ActivationToken(m_desktop->last, QStringLiteral("token"));
            Q_EMIT m_desktop->ActionInvoked(m_desktop->last, QStringLiteral("default"));
            return !opened.isEmpty();
        }));
        QCOMPARE(opened[0][0].toString(), QStringLiteral("token"));
    }

    void whatIsAcknowledgedOrSettledIsWithdrawn()
    {
        QSignalSpy acknowledged(m_window.get(), &MainWindow::acknowledged),
            opened(m_background.get(), &Background::openRequested);
        setStage(FreezeStage::notProved);
        QTRY_COMPARE(m_desktop->shown.size(), 1);
        QVERIFY(m_desktop->shown[0].actions.contains(QStringLiteral("acknowledge")));
        QVERIFY(QTest::qWaitFor([&] { // its id has come by then
            Q_EMIT m_desktop->ActionInvoked(m_desktop->last, QStringLiteral("acknowledge"));
            return !acknowledged.isEmpty();
        }));
        QCOMPARE(opened.size(), 0);
        const auto incident = acknowledged[0][0].value<Incident>();
        AuditEntry given = acknowledgementEntry(incident.asked(), incident.title.toStdString());
        given.at = madeup::now();
        m_window->setRecentActs(madeup::shared(std::vector<AuditAct> {{given, {}}}));
        const uint first = m_desktop->last;
        QTRY_VERIFY(m_desktop->closed.contains(first));
        m_window->refuseAcknowledgement(incident, {ErrorCode::notOnRecord, "The acknowledgement", "disk full"});
        QTest::qWait(50);
        QCOMPARE(m_desktop->shown.size(), 1); // somebody has it on record all the same
        m_window->setNow(madeup::now() + std::chrono::minutes(30)); // it lasts
        QTRY_COMPARE(m_desktop->shown.size(), 2);
        setStage(FreezeStage::frozen); // its id may not have come yet
        QTRY_VERIFY(m_desktop->closed.contains(m_desktop->last));
        QVERIFY(m_desktop->last != first);
    }

    void whatCouldNotBeAcknowledgedIsAskedAgain()
    {
        QSignalSpy acknowledged(m_window.get(), &MainWindow::acknowledged);
        m_window->select({TeamRow::Kind::team, "team-growth"});
        setStage(FreezeStage::notProved);
        QTRY_COMPARE(m_desktop->shown.size(), 1);
        QVERIFY(QTest::qWaitFor([&] {
            Q_EMIT m_desktop->ActionInvoked(m_desktop->last, QStringLiteral("acknowledge"));
            return !acknowledged.isEmpty();
        }));
        QCOMPARE(m_window->selection().team, "team-growth"); // what a press on Freeze is about stays
        m_window->refuseAcknowledgement(
            acknowledged[0][0].value<Incident>(), {ErrorCode::notOnRecord, "The acknowledgement", "disk full"});
        QTRY_COMPARE(m_desktop->shown.size(), 2);
        QVERIFY2(
            m_desktop->shown[1].title.startsWith(QLatin1String("Not acknowledged: ")), qPrintable(m_desktop->shown[1].title));
        QVERIFY(m_desktop->shown[1].text.contains(QLatin1String("disk full")));
    }

    void aWindowInFrontNeedsNoNotification()
    {
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        setStage(FreezeStage::notProved);
        m_window->setNow(madeup::now() + std::chrono::seconds(1));
        QTest::qWait(150);
        QVERIFY(m_desktop->shown.isEmpty());
    }

    void itStaysOnlyWhereThatWasChosen()
    {
        m_background->setSettings({});
        QVERIFY(QApplication::quitOnLastWindowClosed() && !m_background->keepsWatching());
        Settings settings;
        settings.keepWatching = true;
        m_background->setSettings(settings);
        QVERIFY(!QApplication::quitOnLastWindowClosed());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->close();
        QTRY_COMPARE(m_desktop->shown.size(), 1);
        QCOMPARE(m_desktop->shown[0].title, QStringLiteral("Fuseboard keeps watching"));
        m_window->show();
        m_window->close();
        QTest::qWait(100);
        QCOMPARE(m_desktop->shown.size(), 1);
        setStage(FreezeStage::notProved); // a hidden window still tells
        QTRY_COMPARE(m_desktop->shown.size(), 2);
    }

    void loginStartsItAndNoLonger()
    {
        Settings settings;
        settings.startAtLogin = true;
        m_background->setSettings(settings);
        QVERIFY(!QFile::exists(autostartFile())); // it would show a window and end with it
        settings.keepWatching = true;
        m_background->setSettings(settings);
        QFile entry(autostartFile());
        QVERIFY(entry.open(QIODevice::ReadOnly));
        const QByteArray text = entry.readAll();
        QVERIFY2(text.contains("\nExec=\"" + QCoreApplication::applicationFilePath().toUtf8() + "\" \"--background\"\n"), text);
        settings.startAtLogin = false;
        m_background->setSettings(settings);
        QVERIFY(!QFile::exists(autostartFile()));
    }

    void whatIsSpecialInAnEntryIsQuoted()
    {
        const QStringList arguments {QStringLiteral("--profile"), QStringLiteral("/tmp/a b\"$`\\%")};
        QVERIFY(setAutostart(true, {QStringLiteral("--background")}));
        QVERIFY(setAutostart(true, arguments));
        const QStringList entries = QDir(QFileInfo(autostartFile()).path()).entryList(QDir::Files, QDir::Name);
        QCOMPARE(entries.size(), 2); // another profile has an entry of its own
        QFile entry(QFileInfo(autostartFile()).path() + QLatin1Char('/') + entries.constFirst());
        QVERIFY(entry.open(QIODevice::ReadOnly));
        const QByteArray text = entry.readAll();
        QVERIFY2(text.contains("\"/tmp/a b\\\\\"\\\\$\\\\`\\\\\\\\%%\""), text);
        const QString validator = QStandardPaths::findExecutable(QStringLiteral("desktop-file-validate"));
        if (!validator.isEmpty())
            QCOMPARE(QProcess::execute(validator, {entry.fileName()}), 0);
        QVERIFY(setAutostart(false, arguments));
        QVERIFY(!QFile::exists(entry.fileName()) && QFile::exists(autostartFile()));
    }
};

QTEST_MAIN(BackgroundTest)
#include "backgroundtest.moc"
