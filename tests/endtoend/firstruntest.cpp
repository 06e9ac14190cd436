// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"
#include "desktop/localgateway.h"
#include "dialogs/connectdialog.h"
#include "dialogs/localgatewaydialog.h"
#include "dialogs/teamdialog.h"
#include "dialogs/unlockdialog.h"
#include "endtoend/windowhands.h"
#include "support/gatewaydoor.h"
#include "support/keyhunt.h"
#include "support/rawserver.h"
#include "support/sandboxstand.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using test::button;
using test::menuAction;
using test::patience;
using test::window;

/// A newcomer's first minutes with a profile of their own: the real program, real gateways on this computer.
class FirstRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsChosenAndNothingPretended();
    void whatDoesNotAnswerIsNotConnected_data();
    void whatDoesNotAnswerIsNotConnected();
    void aKeyWithoutAKeyringIsNotConnected();
    void aSealedKeyIsAskedForOnceAStart();
    void aProviderIsConnectedWithTheKeysThatWereTyped();
    void aRunningGatewayIsConnected();
    void toolsOfThisComputerGetAGatewayThatFreezes();
    void aDrillIsOfferedAndMade();
    void allOfItWithoutAPointer();

private:
    [[nodiscard]] QString file(const char* name) const
    {
        return m_directory->filePath(QStringLiteral("p/") + QLatin1String(name));
    }
    [[nodiscard]] bool isConnected() const { return QFile::exists(file("config/sources.toml")); }
    static void choose(const QString& choice);
    /// Fills in and presses *Connect*; answers what the dialog then says, or nothing where it has closed.
    static QString connectTo(const QString& place, const QString& key);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Desktop> m_desktop;
};

void FirstRunTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_desktop =
        std::make_unique<Desktop>(DesktopOptions {.profile = Profile::under(m_directory->filePath(QStringLiteral("p")))});
    QVERIFY(m_desktop->start());
    QVERIFY(window());
    window()->resize(1440, 900);
}

void FirstRunTest::cleanup()
{
    m_desktop.reset();
    // The gateway outlives the window, as it should; not the test.
    test::killListener(file("run/gateway.sock"));
}

void FirstRunTest::choose(const QString& choice)
{
    QVERIFY(button(window(), choice));
    QTest::mouseClick(button(window(), choice), Qt::LeftButton);
    QTRY_VERIFY(button(window(), QStringLiteral("Continue"))->isEnabled());
    QTest::mouseClick(button(window(), QStringLiteral("Continue")), Qt::LeftButton);
}

QString FirstRunTest::connectTo(const QString& place, const QString& key)
{
    QPointer<ConnectDialog> dialog = window()->findChild<ConnectDialog*>();
    if (!dialog)
        return QStringLiteral("there is no dialog");
    dialog->findChild<QLineEdit*>(QStringLiteral("place"))->setText(place);
    dialog->findChild<QLineEdit*>(QStringLiteral("key"))->setText(key);
    QAbstractButton* connect = button(dialog, QStringLiteral("Connect"));
    QTest::mouseClick(connect, Qt::LeftButton);
    // It is answered once it has closed or can be pressed again.
    if (!QTest::qWaitFor([&] { return !dialog || !dialog->isVisible() || connect->isEnabled(); }, patience))
        return QStringLiteral("there was no answer");
    return dialog && dialog->isVisible() ? dialog->findChild<QLabel*>(QStringLiteral("testResult"))->text() : QString();
}

void FirstRunTest::nothingIsChosenAndNothingPretended()
{
    QVERIFY(!button(window(), QStringLiteral("Continue"))->isEnabled());
    QVERIFY(!button(window(), QStringLiteral("Refresh"))->isEnabled());
    QVERIFY(!button(window(), QStringLiteral("Freeze All…"))->isEnabled());
    // Nobody would keep a team that is typed in now.
    QVERIFY(!menuAction(QStringLiteral("Add Team…"))->isEnabled());
    QVERIFY(!menuAction(QStringLiteral("Import Teams…"))->isEnabled());
    QStringList words;
    for (const QLabel* label : window()->findChildren<QLabel*>())
        if (label->isVisible())
            words << label->text();
    QVERIFY2(words.contains(QStringLiteral("No source connected")), qPrintable(words.join(QLatin1Char('|'))));
    QVERIFY(words.contains(QStringLiteral("No source yet")));
    QVERIFY(words.contains(QStringLiteral("Nobody watches yet")));
    QVERIFY(!isConnected());
    test::picture(QStringLiteral("first-run"));
}

void FirstRunTest::whatDoesNotAnswerIsNotConnected_data()
{
    QTest::addColumn<int>("status"); // 0: nobody listens
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::newRow("dead gateway") << 0 << QByteArray() << QStringLiteral("can’t be reached");
    QTest::newRow("wrong token") << 401 << QByteArray("{}") << QStringLiteral("rejected the key");
    QTest::newRow("no right to read") << 403 << QByteArray("{}") << QStringLiteral("rejected the key");
    QTest::newRow("broken server") << 500 << QByteArray("{}") << QStringLiteral("can’t answer now");
    QTest::newRow("asked too often") << 429 << QByteArray("{}") << QStringLiteral("can’t answer now");
    QTest::newRow("another web page") << 200 << QByteArray("<html>hello</html>") << QStringLiteral("is not what you chose");
    QTest::newRow("another API") << 200 << QByteArray("{\"ok\":true}") << QStringLiteral("is not what you chose");
    QTest::newRow("no such call") << 404 << QByteArray("{}") << QStringLiteral("is not what you chose");
}

void FirstRunTest::whatDoesNotAnswerIsNotConnected()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    test::RawServer server([&](QIODevice& connection, const QByteArray&) {
        connection.write(test::RawServer::answer(status, body));
        test::RawServer::closeAfterWriting(connection);
    });
    QVERIFY(server.listen());
    const QString url = server.url();
    if (status == 0)
        server.close();
    choose(QStringLiteral("For a team: connect a gateway on a server"));
    const QString said = connectTo(url, QStringLiteral("planted-secret"));
    QVERIFY2(said.contains(says), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("Nothing was connected.")), qPrintable(said));
    QVERIFY(!said.contains(QStringLiteral("planted-secret")));
    QVERIFY(!isConnected());
    // Nothing that was typed is lost, and the way back is open.
    auto* dialog = window()->findChild<ConnectDialog*>();
    QCOMPARE(dialog->draft().key, QStringLiteral("planted-secret"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(button(window(), QStringLiteral("Continue")));
}

void FirstRunTest::aKeyWithoutAKeyringIsNotConnected()
{
    test::RawServer server([&](QIODevice& connection, const QByteArray&) {
        connection.write(test::RawServer::answer(200, R"({"breakers":[]})"));
        test::RawServer::closeAfterWriting(connection);
    });
    QVERIFY(server.listen());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    choose(QStringLiteral("For a team: connect a gateway on a server"));
    const QString said = connectTo(server.url(), QStringLiteral("planted-secret"));
    QVERIFY(server.requests().at(0).contains("Bearer planted-secret"));
    QVERIFY2(said.contains(QStringLiteral("keyring")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("Nothing was connected")), qPrintable(said));
    QVERIFY(!isConnected());

    // The way on is offered there and then: one press more, and the key is in this program's memory alone.
    auto* dialog = window()->findChild<ConnectDialog*>();
    QCOMPARE(dialog->draft().keep, KeyWish {KeyPlace::session});
    QTest::mouseClick(button(dialog, QStringLiteral("Connect")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isConnected(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board && !window()->shown().board->sources.empty(), patience);
    QCOMPARE(test::filesWithKey(m_directory->path(), "planted-secret"), QStringList());
    QFile sources(file("config/sources.toml"));
    QVERIFY(sources.open(QIODevice::ReadOnly));
    QVERIFY(sources.readAll().contains("session:"));
    QCOMPARE(sources.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void FirstRunTest::aSealedKeyIsAskedForOnceAStart()
{
    test::RawServer server([&](QIODevice& connection, const QByteArray&) {
        connection.write(test::RawServer::answer(200, R"({"breakers":[]})"));
        test::RawServer::closeAfterWriting(connection);
    });
    QVERIFY(server.listen());
    choose(QStringLiteral("For a team: connect a gateway on a server"));
    auto* dialog = window()->findChild<ConnectDialog*>();
    QVERIFY(dialog);
    dialog->findChild<QComboBox*>(QStringLiteral("keyPlace"))->setCurrentIndex(2);
    for (const char* name : {"passphrase", "passphraseAgain"})
        dialog->findChild<QLineEdit*>(QLatin1String(name))->setText(QStringLiteral("planted-passphrase"));
    QCOMPARE(connectTo(server.url(), QStringLiteral("planted-secret")), QString());
    QVERIFY(isConnected());
    for (const char* secret : {"planted-secret", "planted-passphrase"})
        QCOMPARE(test::filesWithKey(m_directory->path(), secret), QStringList());

    // The next start asks before the source is asked, and a wrong passphrase costs nothing.
    m_desktop.reset();
    const auto asked = [&] { return server.requests().size(); };
    QTest::qWait(300); // until what it still asked has arrived
    m_desktop =
        std::make_unique<Desktop>(DesktopOptions {.profile = Profile::under(m_directory->filePath(QStringLiteral("p")))});
    QVERIFY(m_desktop->start());
    const auto before = asked();
    QPointer<UnlockDialog> unlock = window()->findChild<UnlockDialog*>();
    QVERIFY(unlock);
    auto* passphrase = unlock->findChild<QLineEdit*>(QStringLiteral("passphrase"));
    passphrase->setText(QStringLiteral("wrong passphrase"));
    QTest::mouseClick(button(unlock, QStringLiteral("Unlock")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(passphrase->isEnabled(), patience);
    for (const QByteArray& request : server.requests().mid(before))
        QVERIFY(!request.contains("planted-secret"));
    passphrase->setText(QStringLiteral("planted-passphrase"));
    QTest::mouseClick(button(unlock, QStringLiteral("Unlock")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!unlock, patience);
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(server.requests().mid(before),
                                 [](const QByteArray& request) { return request.contains("Bearer planted-secret"); }),
        patience);
}

void FirstRunTest::aProviderIsConnectedWithTheKeysThatWereTyped()
{
    test::RawServer server([&](QIODevice& connection, const QByteArray&) {
        connection.write(test::RawServer::answer(200, R"({"data":[],"has_more":false})"));
        test::RawServer::closeAfterWriting(connection);
    });
    QVERIFY(server.listen());
    choose(QStringLiteral("For a team: connect a gateway on a server"));
    auto* dialog = window()->findChild<ConnectDialog*>();
    QVERIFY(dialog);
    const auto box = [dialog](const char* name) { return dialog->findChild<QComboBox*>(QLatin1String(name)); };
    box("kind")->setCurrentIndex(box("kind")->findData(QStringLiteral("openai")));
    box("keyPlace")->setCurrentIndex(1); // in memory
    dialog->findChild<QLineEdit*>(QStringLiteral("freezeKey"))->setText(QStringLiteral("planted-freezer"));
    QCOMPARE(connectTo(server.url(), QStringLiteral("planted-secret")), QString());
    QVERIFY(server.requests().at(0).contains("Bearer planted-secret"));
    QFile sources(file("config/sources.toml"));
    QVERIFY(sources.open(QIODevice::ReadOnly));
    const QByteArray text = sources.readAll();
    QVERIFY2(text.contains("freeze = 'session:openai-freeze"), text.constData());
    QCOMPARE(test::filesWithKey(m_directory->path(), "planted-"), QStringList());
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board && !window()->shown().board->sources.empty(), patience);
    QVERIFY(window()->shown().board->sources.front().canFreeze);
}

void FirstRunTest::aRunningGatewayIsConnected()
{
    test::SandboxStand stand;
    QVERIFY2(stand.isPrepared(), qPrintable(stand.fault()));
    choose(QStringLiteral("For a team: connect a gateway on a server"));
    QCOMPARE(connectTo(stand.profile().gatewaySocket(), {}), QString());
    QVERIFY(isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board && !window()->shown().board->sources.empty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board->sources.front().lastAnswer, patience);
    QVERIFY(window()->shown().board->sources.front().canFreeze);
    QVERIFY(!button(window(), QStringLiteral("Continue")));
    QTRY_VERIFY(menuAction(QStringLiteral("Add Team…"))->isEnabled());
}

void FirstRunTest::toolsOfThisComputerGetAGatewayThatFreezes()
{
    choose(QStringLiteral("For tools on this computer"));
    auto* dialog = window()->findChild<LocalGatewayDialog*>();
    QVERIFY(dialog);
    QVERIFY(!button(dialog, QStringLiteral("Start Gateway"))->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("planted-secret"));
    QTest::mouseClick(button(dialog, QStringLiteral("Start Gateway")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board && !window()->shown().board->sources.empty()
            && window()->shown().board->sources.front().lastAnswer,
        patience);
    QVERIFY(test::askGateway(file("run/gateway.sock"), "/v1/health").contains(QLatin1String("ledgerId")));

    // The key lies in one file that is only the person's; the address for tools is said.
    QFile config(file("data/gateway/gateway.toml"));
    QVERIFY(config.open(QIODevice::ReadOnly));
    QVERIFY(!config.readAll().contains("planted-secret"));
    QCOMPARE(QFile::permissions(file("data/gateway/openai.key")) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    bool addressIsSaid = false;
    for (const QLabel* label : window()->findChildren<QLabel*>())
        addressIsSaid |= label->isVisible() && label->text().contains(QStringLiteral("127.0.0.1:%1").arg(localGatewayPort));
    QVERIFY(addressIsSaid);

    // From here to a proved freeze: a team, one press.
    QTRY_VERIFY_WITH_TIMEOUT(menuAction(QStringLiteral("Add Team…"))->isEnabled(), patience);
    menuAction(QStringLiteral("Add Team…"))->trigger();
    auto* team = window()->findChild<TeamDialog*>();
    QVERIFY(team);
    QTest::keyClicks(team->findChild<QLineEdit*>(), QStringLiteral("Tools"));
    QTest::mouseClick(button(team, QStringLiteral("Add Team")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board->teams.size() == 1, patience);
    window()->select({TeamRow::Kind::team, "team-tools"});
    QTRY_VERIFY(button(window(), QStringLiteral("Freeze Tools")));
    QTest::mouseClick(button(window(), QStringLiteral("Freeze Tools")), Qt::LeftButton);
    const auto stage = [] {
        const auto& views = window()->shown().freezes->views;
        const auto view = views.find(Scope::ofTeam("team-tools"));
        return view == views.end() ? FreezeStage::allowed : view->second.stage;
    };
    QTRY_COMPARE_WITH_TIMEOUT(stage(), FreezeStage::frozen, patience);
    test::picture(QStringLiteral("tools-frozen"));
}

namespace {

FreezeStage stageOfTools()
{
    const auto& views = window()->shown().freezes->views;
    const auto view = views.find(Scope::ofTeam("team-tools"));
    return view == views.end() ? FreezeStage::allowed : view->second.stage;
}

bool isSaid(const QString& words)
{
    return std::ranges::any_of(window()->findChildren<QLabel*>(),
        [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
}

} // namespace

void FirstRunTest::aDrillIsOfferedAndMade()
{
    choose(QStringLiteral("For tools on this computer"));
    auto* dialog = window()->findChild<LocalGatewayDialog*>();
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("planted-secret"));
    QTest::mouseClick(button(dialog, QStringLiteral("Start Gateway")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(menuAction(QStringLiteral("Add Team…"))->isEnabled(), patience);
    menuAction(QStringLiteral("Add Team…"))->trigger();
    auto* team = window()->findChild<TeamDialog*>();
    QTest::keyClicks(team->findChild<QLineEdit*>(), QStringLiteral("Tools"));
    QTest::mouseClick(button(team, QStringLiteral("Add Team")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board && window()->shown().board->teams.size() == 1, patience);
    if (QAbstractButton* close = button(window(), QStringLiteral("Close the hint"))) // the addresses for tools
        QTest::mouseClick(close, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(QStringLiteral("Try the switch before you need it")), patience);
    window()->select({TeamRow::Kind::team, "team-tools"});
    QAction* drill = menuAction(QStringLiteral("Freeze as a Drill…"));
    QTRY_VERIFY(drill->isEnabled());
    drill->trigger();
    QTest::mouseClick(button(window(), QStringLiteral("Freeze as a Drill")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(QStringLiteral("The drill passed")), patience);
    QCOMPARE(window()->shown().drills.size(), std::size_t {1});
    QVERIFY(stageOfTools() == FreezeStage::allowed || stageOfTools() == FreezeStage::resumed);
}

/// From the first start to a report on disk, by keys alone.
void FirstRunTest::allOfItWithoutAPointer()
{
    // What a window manager does when a dialog has closed; there is none here.
    const auto backToWindow = [] {
        window()->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), window());
    };
    backToWindow();
    const auto press = [](const QString& name) {
        const QString missed = test::tabTo(name);
        if (missed.isEmpty())
            test::pressKey(Qt::Key_Space);
        return missed;
    };
    const auto go = [&](const QString& name) { QCOMPARE(press(name), QString()); };
    go(QStringLiteral("For tools on this computer"));
    go(QStringLiteral("Continue"));
    QTRY_VERIFY(qobject_cast<LocalGatewayDialog*>(QApplication::activeWindow()));
    QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    test::typeKeys(QStringLiteral("planted-secret"));
    go(QStringLiteral("Start Gateway"));
    QTRY_VERIFY_WITH_TIMEOUT(menuAction(QStringLiteral("Add Team…"))->isEnabled(), patience);
    backToWindow();

    test::pressKey(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(qobject_cast<TeamDialog*>(QApplication::activeWindow()));
    QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    test::typeKeys(QStringLiteral("Tools"));
    go(QStringLiteral("Add Team"));
    QTRY_VERIFY_WITH_TIMEOUT(window()->shown().board && window()->shown().board->teams.size() == 1, patience);
    backToWindow();

    test::pressKey(Qt::Key_1, Qt::ControlModifier);
    for (int i = 0; i < 3 && window()->selection().team != "team-tools"; ++i)
        test::pressKey(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(window()->selection().team, std::string("team-tools"));
    go(QStringLiteral("Freeze Tools"));
    QTRY_COMPARE_WITH_TIMEOUT(stageOfTools(), FreezeStage::frozen, patience);

    go(QStringLiteral("Resume Tools…"));
    go(QStringLiteral("Resume Spending, Tools"));
    QTRY_VERIFY_WITH_TIMEOUT(stageOfTools() == FreezeStage::allowed || stageOfTools() == FreezeStage::resumed, patience);

    test::pressKey(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    const QString report = file("report.csv");
    test::pressKey(Qt::Key_A, Qt::ControlModifier);
    test::typeKeys(report);
    test::pressKey(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(report), patience);
}

QTEST_MAIN(FirstRunTest)
#include "firstruntest.moc"
