// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/amountinput.h"
#include "dialogs/keydialog.h"
#include "dialogs/teamdialog.h"
#include "dialogs/teamdraft.h"
#include "dialogs/unlockdialog.h"
#include "ui/support/samplecompany.h"
#include "ui/support/sourceoffers.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSet>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>

using namespace fuseboard;
using sample::button;
using sample::company;
using sample::facts;
using sample::part;
using sample::unallocated;

class UiEditors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokensAreUniqueAndHashed();
    void keyDialogShowsTheTokenOnceAndKeepsItsHash();
    void keyDialogTakesAHash();
    void amounts_data();
    void amounts();
    void teamIsAdded();
    void teamIsEditedAndTheRestStays();
    void aBudgetIsMadeHardAlone();
    void teamFaults_data();
    void teamFaults();
    void itemsAreAssigned();
    void connectRefusesUnsafeAddresses_data();
    void connectRefusesUnsafeAddresses();
    void aCertificateIsAFileOrAFingerprint_data();
    void aCertificateIsAFileOrAFingerprint();
    void aSourceIsGivenWhatFreezesIt();
    void connectGivesValuesOnce();
    void aKeyIsKeptWhereItsOwnerWishes();
    void aSealedFileThatIsThereAsksOnceOrNotAtAll();
    void unlockingCanBeTriedAgain();
    void firstRunStartsUndecided();
};

void UiEditors::tokensAreUniqueAndHashed()
{
    QSet<QString> texts;
    for (int i = 0; i < 200; ++i) {
        const CallerToken token = makeCallerToken();
        QCOMPARE(token.text.size(), 67);
        QCOMPARE(token.sha256, sha256Of(token.text));
        texts.insert(token.text);
    }
    QCOMPARE(texts.size(), 200);
    // FIPS 180-2, appendix B.1
    QCOMPARE(sha256Of(QStringLiteral("abc")), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

void UiEditors::keyDialogShowsTheTokenOnceAndKeepsItsHash()
{
    KeyDialog dialog;
    CallerKey added;
    connect(&dialog, &KeyDialog::keyAdded, &dialog, [&](const CallerKey& key) { added = key; });
    QVERIFY(!button(dialog, "addKey")->isEnabled());
    part<QLineEdit>(dialog, "keyLabel")->setText(QStringLiteral("checkout-agent"));
    const QString token = part<QLineEdit>(dialog, "token")->text();
    button(dialog, "copyToken")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), token);
    button(dialog, "addKey")->click();
    QCOMPARE(added.sha256, sha256Of(token));
    QCOMPARE(added.label, std::string("checkout-agent"));
    QVERIFY(part<QLineEdit>(dialog, "token")->text().isEmpty());
}

void UiEditors::keyDialogTakesAHash()
{
    KeyDialog dialog;
    part<QLineEdit>(dialog, "keyLabel")->setText(QStringLiteral("laptop"));
    dialog.findChildren<QRadioButton*>().at(1)->setChecked(true);
    auto* hash = part<QLineEdit>(dialog, "hash");
    hash->setText(QStringLiteral("not a hash"));
    QVERIFY(!button(dialog, "addKey")->isEnabled());
    hash->setText(QString::fromStdString(sha256Of(QStringLiteral("x"))).toUpper());
    QSignalSpy added(&dialog, &KeyDialog::keyAdded);
    button(dialog, "addKey")->click();
    QCOMPARE(added.count(), 1);
}

void UiEditors::amounts_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("nano"); // -1: refused
    QTest::newRow("plain") << QStringLiteral("20000") << qint64(20'000'000'000'000);
    QTest::newRow("grouped, with a sign") << QStringLiteral("$20,000.50") << qint64(20'000'500'000'000);
    QTest::newRow("with the code") << QStringLiteral("20 000 USD") << qint64(20'000'000'000'000);
    QTest::newRow("zero") << QStringLiteral("0") << qint64(0);
    QTest::newRow("a comma where none groups") << QStringLiteral("1,5") << qint64(-1);
    QTest::newRow("negative") << QStringLiteral("-5") << qint64(-1);
    QTest::newRow("words") << QStringLiteral("a lot") << qint64(-1);
    QTest::newRow("larger than 64 bits of nano-units") << QStringLiteral("99999999999") << qint64(-1);
}

void UiEditors::amounts()
{
    QFETCH(QString, typed);
    QFETCH(qint64, nano);
    const auto amount = parseAmount(typed, Currency::usd());
    QCOMPARE(amount.has_value(), nano >= 0);
    if (amount) {
        QCOMPARE(amount->nano, nano);
        QCOMPARE(parseAmount(amountForInput(*amount), Currency::usd())->nano, nano);
    }
}

void UiEditors::teamIsAdded()
{
    TeamDialog dialog(company(), {});
    Organisation edited;
    connect(
        &dialog, &TeamDialog::organisationEdited, &dialog, [&](const Organisation& organisation) { edited = organisation; });
    QVERIFY(!button(dialog, "saveTeam")->isEnabled());
    part<QLineEdit>(dialog, "teamName")->setText(QStringLiteral("Legal & Risk"));
    part<QLineEdit>(dialog, "budget")->setText(QStringLiteral("2,500"));
    part<QLineEdit>(dialog, "ruleValue")->setText(QStringLiteral("proj_legal"));
    button(dialog, "addRule")->click();
    button(dialog, "saveTeam")->click();
    QCOMPARE(edited.teams.size(), std::size_t(8));
    QCOMPARE(edited.teams.back().id, std::string("team-legal-risk"));
    QCOMPARE(edited.budgets.back().amount->nano, 2'500 * madeup::unit);
    QCOMPARE(edited.budgets.back().since, company().periodStart);
    QCOMPARE(edited.rules.back().project, std::string("proj_legal"));
    QCOMPARE(edited.rules.back().team, std::string("team-legal-risk"));
}

void UiEditors::teamIsEditedAndTheRestStays()
{
    const EditContext context = company();
    TeamDialog dialog(context, "team-payments");
    Organisation edited;
    connect(
        &dialog, &TeamDialog::organisationEdited, &dialog, [&](const Organisation& organisation) { edited = organisation; });
    auto* keys = part<QTableWidget>(dialog, "keys");
    QCOMPARE(keys->rowCount(), 2); // never the test caller
    keys->selectRow(1);
    button(dialog, "removeKey")->click();
    part<QLineEdit>(dialog, "teamName")->setText(QStringLiteral("Payments Europe"));
    part<QLineEdit>(dialog, "budget")->setText(QStringLiteral("24000"));
    QVERIFY(!part<QCheckBox>(dialog, "protected")->isChecked());
    part<QCheckBox>(dialog, "protected")->setChecked(true);
    button(dialog, "saveTeam")->click();
    QVERIFY(edited.teams.front().isProtected && !edited.teams.back().isProtected);
    TeamDialog again(
        {.organisation = edited, .currency = {}, .now = context.now, .periodStart = {}, .by = {}}, "team-payments");
    QVERIFY(part<QCheckBox>(again, "protected")->isChecked());
    QCOMPARE(edited.teams.size(), context.organisation.teams.size());
    QCOMPARE(edited.teams.front().id, std::string("team-payments"));
    QCOMPARE(edited.teams.front().name, std::string("Payments Europe"));
    QCOMPARE(edited.keys.size(), std::size_t(2));
    QCOMPARE(std::ranges::count(edited.keys, true, &CallerKey::probe), 1);
    // The old budget is kept: the chart shows the step.
    QCOMPARE(edited.budgets.size(), context.organisation.budgets.size() + 1);
    QCOMPARE(edited.budgets.back().since, context.now);
    QCOMPARE(edited.budgets.back().by, std::string("A. Meyer"));
    QCOMPARE(edited.rules, context.organisation.rules);
}

void UiEditors::aBudgetIsMadeHardAlone()
{
    const EditContext context = company();
    Organisation edited = context.organisation;
    const auto toggle = [&](bool hard) {
        TeamDialog dialog({.organisation = edited,
                              .currency = context.currency,
                              .now = context.now + std::chrono::seconds(hard ? 1 : 2),
                              .periodStart = context.periodStart,
                              .by = "A. Meyer"},
            "team-payments");
        connect(&dialog, &TeamDialog::organisationEdited, &dialog, [&](const Organisation& next) { edited = next; });
        QCOMPARE(part<QCheckBox>(dialog, "hardBudget")->isChecked(), !hard);
        part<QCheckBox>(dialog, "hardBudget")->setChecked(hard);
        button(dialog, "saveTeam")->click();
    };
    toggle(true);
    QCOMPARE(edited.budgets.size(), context.organisation.budgets.size() + 1);
    QCOMPARE(edited.budgets.back().kind, BudgetKind::hard);
    QCOMPARE(edited.budgets.back().amount,
        budgetAt(context.organisation.budgets, BudgetScope::ofTeam("team-payments"), context.now)->amount);
    toggle(false);
    QCOMPARE(edited.budgets.back().kind, BudgetKind::soft);
    TeamDialog without(company(), {});
    QVERIFY(!part<QCheckBox>(without, "hardBudget")->isEnabled()); // there is no budget to be hard
}

void UiEditors::teamFaults_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<TeamFault>("fault");
    QTest::newRow("a new name") << QStringLiteral("Legal") << TeamFault::none;
    QTest::newRow("a formula") << QStringLiteral("=1+1") << TeamFault::unsafeName;
    QTest::newRow("empty") << QString() << TeamFault::unsafeName;
    QTest::newRow("a known name") << QStringLiteral("Mobile") << TeamFault::nameTaken;
    QTest::newRow("another spelling of a known id") << QStringLiteral("MOBILE!") << TeamFault::idTaken;
    QTest::newRow("no letter for the id") << QStringLiteral("支付") << TeamFault::noId;
}

void UiEditors::teamFaults()
{
    QFETCH(QString, name);
    QFETCH(TeamFault, fault);
    TeamDraft draft;
    draft.team.name = name.toStdString();
    QCOMPARE(teamFault(company().organisation, draft), fault);
    TeamDialog dialog(company(), {});
    part<QLineEdit>(dialog, "teamName")->setText(name);
    QCOMPARE(button(dialog, "saveTeam")->isEnabled(), fault == TeamFault::none);
    // A key of another team can't be had twice.
    draft.team.name = "Legal";
    draft.keys.push_back(company().organisation.keys.front());
    QCOMPARE(teamFault(company().organisation, draft), TeamFault::keyTaken);
}

void UiEditors::itemsAreAssigned()
{
    AssignDialog dialog(company(), unallocated());
    Organisation edited;
    connect(
        &dialog, &AssignDialog::organisationEdited, &dialog, [&](const Organisation& organisation) { edited = organisation; });
    auto* list = part<QTreeWidget>(dialog, "unallocated");
    QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("Project proj_labs")); // the largest first
    QVERIFY(!button(dialog, "assign")->isEnabled());
    list->topLevelItem(0)->setCheckState(0, Qt::Checked);
    QVERIFY(!button(dialog, "assign")->isEnabled());
    part<QComboBox>(dialog, "assignTeam")->setCurrentIndex(1);
    button(dialog, "assign")->click();
    QCOMPARE(edited.rules.size(), std::size_t(2));
    QCOMPARE(edited.rules.back().project, std::string("proj_labs"));
    QCOMPARE(edited.rules.back().team, std::string("team-search-ranking"));
}

void UiEditors::connectRefusesUnsafeAddresses_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<bool>("right");
    QTest::newRow("https elsewhere") << QStringLiteral("https://gateway.example") << true;
    QTest::newRow("http on this machine") << QStringLiteral("http://127.0.0.1:8080") << true;
    QTest::newRow("http elsewhere would show the key") << QStringLiteral("http://gateway.example") << false;
    QTest::newRow("a key in the address") << QStringLiteral("https://me:secret@gateway.example") << false;
    QTest::newRow("another scheme") << QStringLiteral("ftp://gateway.example") << false;
    QTest::newRow("no address") << QStringLiteral("gateway") << false;
}

void UiEditors::connectRefusesUnsafeAddresses()
{
    QFETCH(QString, place);
    QFETCH(bool, right);
    ConnectDialog dialog(sourceoffers::all(), QStringLiteral("gateway"));
    part<QLineEdit>(dialog, "place")->setText(place);
    part<QLineEdit>(dialog, "key")->setText(QStringLiteral("k"));
    QCOMPARE(button(dialog, "connect")->isEnabled(), right);
    QCOMPARE(button(dialog, "test")->isEnabled(), right);
}

void UiEditors::aCertificateIsAFileOrAFingerprint_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("place");
    QTest::addColumn<bool>("right");
    const QString there = QStringLiteral("https://gateway.example:4181");
    const QString fingerprint = QStringLiteral("0a:1B").append(QStringLiteral(":c2").repeated(30));
    QTest::newRow("none") << QString() << there << true;
    QTest::newRow("with colons, as openssl writes it") << fingerprint << there << true;
    QTest::newRow("without") << fingerprint.toLower().remove(QLatin1Char(':')) << there << true;
    QTest::newRow("beside a socket, for test calls") << fingerprint << QStringLiteral("/run/gateway.sock") << true;
    QTest::newRow("half of one") << fingerprint.left(47) << there << false;
    QTest::newRow("no hex") << fingerprint.chopped(1).append(QLatin1Char('x')) << there << false;
    QTest::newRow("a file that is not there") << QStringLiteral("/no/such/ca.pem") << there << false;
    QTest::newRow("a file") << QCoreApplication::applicationFilePath() << there << true;
    QTest::newRow("where none is shown") << fingerprint << QStringLiteral("http://127.0.0.1:4181") << false;
}

void UiEditors::aCertificateIsAFileOrAFingerprint()
{
    QFETCH(QString, typed);
    QFETCH(QString, place);
    QFETCH(bool, right);
    ConnectDialog dialog(sourceoffers::all(), QStringLiteral("gateway"));
    dialog.show();
    auto* certificate = part<QLineEdit>(dialog, "certificate");
    QVERIFY(certificate->isVisible());
    part<QLineEdit>(dialog, "place")->setText(place);
    part<QLineEdit>(dialog, "key")->setText(QStringLiteral("k"));
    certificate->setText(QLatin1Char(' ') + typed);
    QCOMPARE(button(dialog, "connect")->isEnabled(), right);
    const bool isFile = typed.startsWith(QLatin1Char('/'));
    QCOMPARE(dialog.draft().authority, isFile ? typed : QString());
    QCOMPARE(dialog.draft().pin, isFile ? QString() : typed);
    part<QComboBox>(dialog, "kind")->setCurrentIndex(1);
    QVERIFY(!certificate->isVisible());
    QVERIFY(dialog.draft().pin.isEmpty() && dialog.draft().authority.isEmpty());
}

void UiEditors::aSourceIsGivenWhatFreezesIt()
{
    ConnectDialog dialog(sourceoffers::all(), QStringLiteral("openai"));
    dialog.show();
    part<QLineEdit>(dialog, "key")->setText(QStringLiteral("sk-read"));
    auto* freezeKey = part<QLineEdit>(dialog, "freezeKey");
    QVERIFY(freezeKey->isVisible() && freezeKey->echoMode() == QLineEdit::Password);
    QVERIFY(part<QLabel>(dialog, "rights")->text().contains(QStringLiteral("limits of projects")));
    QVERIFY(button(dialog, "connect")->isEnabled()); // without it, it is only read
    freezeKey->setText(QStringLiteral(" sk-change "));
    QCOMPARE(dialog.draft().freezeKey, QStringLiteral("sk-change"));
    QCOMPARE(dialog.draft().key, QStringLiteral("sk-read"));
    part<QComboBox>(dialog, "kind")->setCurrentIndex(2);
    QVERIFY(!freezeKey->isVisible() && freezeKey->text().isEmpty()); // a key of another kind goes nowhere
    auto* place = part<QLineEdit>(dialog, "place");
    auto* callers = part<QLineEdit>(dialog, "callers");
    for (const auto& [at, from, enough] : std::initializer_list<std::tuple<const char*, const char*, bool>> {
             {"/run/haproxy/admin.sock", "", false}, {"/run/haproxy/admin.sock", "http://127.0.0.1:18080", true},
             {"tcp://127.0.0.1:9999", "https://models.example", true}, {"tcp://10.0.0.1:9999", "http://127.0.0.1:18080", false},
             {"http://127.0.0.1:9999", "http://127.0.0.1:18080", false}, {"/run/haproxy/admin.sock", "18080", false}}) {
        place->setText(QLatin1String(at));
        callers->setText(QLatin1String(from));
        QVERIFY2(button(dialog, "connect")->isEnabled() == enough, at);
    }
    place->setText(QStringLiteral("/run/haproxy/admin.sock"));
    callers->setText(QStringLiteral("http://127.0.0.1:18080"));
    part<QComboBox>(dialog, "breaker")->setCurrentIndex(1);
    const SourceDraft draft = dialog.draft();
    QCOMPARE(draft.socket, QStringLiteral("/run/haproxy/admin.sock"));
    QCOMPARE(draft.callers, QStringLiteral("http://127.0.0.1:18080"));
    QVERIFY(draft.usesMap && draft.account.isEmpty() && !draft.hasKey());
}

void UiEditors::connectGivesValuesOnce()
{
    ConnectDialog dialog(sourceoffers::all(), QStringLiteral("gateway"));
    QSignalSpy tested(&dialog, &ConnectDialog::testRequested);
    QSignalSpy connected(&dialog, &ConnectDialog::connectRequested);
    part<QLineEdit>(dialog, "place")->setText(QStringLiteral("/run/gateway.sock"));
    QCOMPARE(dialog.draft().socket, QStringLiteral("/run/gateway.sock"));
    QVERIFY(dialog.draft().url.isEmpty());
    dialog.show();
    button(dialog, "test")->click();
    QCOMPARE(tested.count(), 1);
    QVERIFY(!button(dialog, "test")->isEnabled());
    dialog.showTestResult(false, QStringLiteral("<b>refused</b>"));
    QCOMPARE(part<QLabel>(dialog, "testResult")->textFormat(), Qt::PlainText);
    QVERIFY(button(dialog, "test")->isEnabled());
    part<QComboBox>(dialog, "kind")->setCurrentIndex(1);
    QVERIFY(!button(dialog, "connect")->isEnabled());
    part<QLineEdit>(dialog, "key")->setText(QStringLiteral("sk-admin"));
    QCOMPARE(part<QLineEdit>(dialog, "key")->echoMode(), QLineEdit::Password);
    QCOMPARE(dialog.draft(),
        (SourceDraft {QStringLiteral("openai"), QStringLiteral("OpenAI"), QStringLiteral("https://api.openai.com/v1"), {},
            QStringLiteral("openai"), QStringLiteral("sk-admin")}));
    button(dialog, "connect")->click();
    QCOMPARE(connected.count(), 1);
    // It waits for the answer. A refusal loses nothing that was typed, success closes it and forgets the key.
    QVERIFY(dialog.isVisible());
    QVERIFY(!button(dialog, "connect")->isEnabled());
    QVERIFY(!part<QLineEdit>(dialog, "key")->isEnabled());
    dialog.showTestResult(false, QStringLiteral("OpenAI rejected the key."));
    QVERIFY(button(dialog, "connect")->isEnabled());
    QCOMPARE(dialog.draft().key, QStringLiteral("sk-admin"));
    dialog.accept();
    QVERIFY(part<QLineEdit>(dialog, "key")->text().isEmpty());
}

void UiEditors::aKeyIsKeptWhereItsOwnerWishes()
{
    ConnectDialog dialog(sourceoffers::all(), QStringLiteral("openai"));
    dialog.show();
    part<QLineEdit>(dialog, "key")->setText(QStringLiteral("sk-admin"));
    auto* place = part<QComboBox>(dialog, "keyPlace");
    auto* passphrase = part<QLineEdit>(dialog, "passphrase");
    auto* again = part<QLineEdit>(dialog, "passphraseAgain");
    QCOMPARE(dialog.draft().keep, KeyWish {KeyPlace::keyring});
    QVERIFY(!passphrase->isVisible());
    // Nothing is kept elsewhere unasked: the keyring's no only opens the choice.
    dialog.showKeyringFault(QStringLiteral("This system has no keyring."));
    QVERIFY(part<QLabel>(dialog, "testResult")->isVisible());
    QCOMPARE(dialog.draft().keep, KeyWish {KeyPlace::session});
    QCOMPARE(dialog.draft().key, QStringLiteral("sk-admin"));
    place->setCurrentIndex(2);
    QVERIFY(passphrase->isVisible() && again->isVisible());
    QCOMPARE(passphrase->echoMode(), QLineEdit::Password);
    QCOMPARE(again->echoMode(), QLineEdit::Password);
    for (const auto& [first, second, enough] : std::initializer_list<std::tuple<const char*, const char*, bool>> {
             {"", "", false}, {"1234567", "1234567", false}, {"12345678", "12345679", false}, {"12345678", "12345678", true}}) {
        passphrase->setText(QLatin1String(first));
        again->setText(QLatin1String(second));
        QCOMPARE(button(dialog, "connect")->isEnabled(), enough);
    }
    QCOMPARE(dialog.draft().keep, (KeyWish {KeyPlace::sealed, QStringLiteral("12345678")}));
    dialog.reject();
    QVERIFY(passphrase->text().isEmpty() && again->text().isEmpty());
}

void UiEditors::aSealedFileThatIsThereAsksOnceOrNotAtAll()
{
    ConnectDialog closed(sourceoffers::all(), QStringLiteral("openai"), nullptr, SealedKeysState::closed);
    closed.show();
    part<QComboBox>(closed, "keyPlace")->setCurrentIndex(2);
    QVERIFY(part<QLineEdit>(closed, "passphrase")->isVisible() && !part<QLineEdit>(closed, "passphraseAgain")->isVisible());
    ConnectDialog open(sourceoffers::all(), QStringLiteral("openai"), nullptr, SealedKeysState::open);
    open.show();
    part<QLineEdit>(open, "key")->setText(QStringLiteral("sk"));
    part<QComboBox>(open, "keyPlace")->setCurrentIndex(2);
    QVERIFY(!part<QLineEdit>(open, "passphrase")->isVisible());
    QVERIFY(button(open, "connect")->isEnabled());
    QCOMPARE(open.draft().keep, KeyWish {KeyPlace::sealed});
    // Over a socket there is no key to keep.
    part<QComboBox>(open, "kind")->setCurrentIndex(0);
    part<QLineEdit>(open, "place")->setText(QStringLiteral("/run/gateway.sock"));
    QVERIFY(!part<QComboBox>(open, "keyPlace")->isVisible());
    QCOMPARE(open.draft().keep, KeyWish());
}

void UiEditors::unlockingCanBeTriedAgain()
{
    UnlockDialog dialog({QStringLiteral("OpenAI"), QStringLiteral("<b>Cursor</b>")});
    dialog.show();
    QSignalSpy entered(&dialog, &UnlockDialog::passphraseEntered);
    QVERIFY(!button(dialog, "unlock")->isEnabled());
    part<QLineEdit>(dialog, "passphrase")->setText(QStringLiteral("wrong horse"));
    button(dialog, "unlock")->click();
    QCOMPARE(entered.count(), 1);
    QVERIFY(!button(dialog, "unlock")->isEnabled() && !part<QLineEdit>(dialog, "passphrase")->isEnabled());
    dialog.showFault(QStringLiteral("It does not fit."));
    QVERIFY(part<QLabel>(dialog, "fault")->isVisible());
    QVERIFY(button(dialog, "unlock")->isEnabled());
    button(dialog, "later")->click();
    QVERIFY(part<QLineEdit>(dialog, "passphrase")->text().isEmpty());
}

void UiEditors::firstRunStartsUndecided()
{
    FirstRunPage page(facts(), sourceoffers::all());
    const auto choices = page.findChildren<QRadioButton*>();
    QCOMPARE(choices.size(), 4);
    for (const QRadioButton* choice : choices)
        QVERIFY(!choice->isChecked());
    QVERIFY(!button(page, "continue")->isEnabled());
    FirstRunChoice chosen {};
    int times = 0;
    connect(&page, &FirstRunPage::chosen, &page, [&](FirstRunChoice choice) {
        chosen = choice;
        ++times;
    });
    choices.at(3)->click();
    button(page, "continue")->click();
    QCOMPARE(times, 1);
    QCOMPARE(chosen, FirstRunChoice::sandbox);
    // What has to be filled in first opens its dialog and decides nothing.
    choices.at(2)->click();
    page.show();
    button(page, "continue")->click();
    QCOMPARE(times, 1);
    auto* dialog = page.findChild<ConnectDialog*>();
    QVERIFY(dialog);
    QSignalSpy connected(&page, &FirstRunPage::connectRequested);
    part<QLineEdit>(*dialog, "key")->setText(QStringLiteral("sk-admin"));
    button(*dialog, "connect")->click();
    QCOMPARE(connected.count(), 1);
}

QTEST_MAIN(UiEditors)
#include "ui_editors.moc"
