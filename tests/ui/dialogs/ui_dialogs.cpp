// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/amountinput.h"
#include "dialogs/assigndialog.h"
#include "dialogs/callertoken.h"
#include "dialogs/firstrunpage.h"
#include "dialogs/freezealldialog.h"
#include "dialogs/freezeplan.h"
#include "dialogs/importteamsdialog.h"
#include "dialogs/keydialog.h"
#include "dialogs/teamdialog.h"
#include "dialogs/teamdraft.h"
#include "ui/support/sampleboard.h"
#include "ui/support/shots.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace fuseboard;

namespace {

template <class Widget>
Widget* part(QWidget& parent, const char* name)
{
    auto* widget = parent.findChild<Widget*>(QString::fromLatin1(name));
    if (!widget)
        qFatal("no %s", name);
    return widget;
}

QPushButton* button(QWidget& parent, const char* name) { return part<QPushButton>(parent, name); }

FreezeBoard dataScienceFrozen()
{
    FreezeView view;
    view.scope = Scope::ofTeam("team-data-science");
    view.stage = FreezeStage::frozen;
    return {{{view.scope, view}}};
}

EditContext company()
{
    EditContext context;
    context.now = sample::now();
    context.periodStart = sample::calendar().periodAt(context.now, PeriodKind::month).start;
    context.by = "A. Meyer";
    for (const TeamBoard& team : sample::board().teams) {
        context.organisation.teams.push_back({team.id, team.name, "R. Novak", "4711", "Commerce"});
        Budget budget;
        budget.team = team.id;
        budget.amount = {*team.burn.budgetNano, Currency::usd()};
        budget.since = context.periodStart;
        context.organisation.budgets.push_back(budget);
    }
    context.organisation.keys.push_back(
        {sha256Of(QStringLiteral("one")), "team-payments", "checkout-agent", "", "checkout-agent", false});
    context.organisation.keys.push_back({sha256Of(QStringLiteral("two")), "team-payments", "J. Ortiz", "J. Ortiz", "", false});
    context.organisation.keys.push_back({sha256Of(QStringLiteral("probe")), "team-payments", "probe", "", "", true});
    AllocationRule rule;
    rule.project = "proj_payments";
    rule.team = "team-payments";
    context.organisation.rules.push_back(rule);
    return context;
}

std::vector<UnallocatedItem> unallocated()
{
    UnallocatedItem project;
    project.match.project = "proj_labs";
    project.nano = 518 * sample::unit;
    UnallocatedItem key;
    key.match.key = "key_7c1e";
    key.nano = 362 * sample::unit;
    return {key, project};
}

std::vector<FirstRunFacts> facts()
{
    return {{FirstRunChoice::thisComputer, {FactLevel::ok, QStringLiteral("Can freeze, at once, with proof")},
                {FactLevel::ok, QStringLiteral("Tried with the sandbox provider")}},
        {FirstRunChoice::teamGateway, {FactLevel::ok, QStringLiteral("Can freeze, with proof")},
            {FactLevel::ok, QStringLiteral("Tried with our own gateway")}},
        {FirstRunChoice::providers, {FactLevel::warn, QStringLiteral("Can’t freeze, reports only")},
            {FactLevel::unknown, QStringLiteral("Not yet tried against the real service")}},
        {FirstRunChoice::sandbox, {FactLevel::ok, QStringLiteral("Can freeze, play money only")},
            {FactLevel::unknown, QStringLiteral("Nothing real to try it against")}}};
}

} // namespace

class UiDialogs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void freezeAllNeedsTheWords_data();
    void freezeAllNeedsTheWords();
    void enterNeverFreezes_data();
    void enterNeverFreezes();
    void freezeAllStartsOnCancel();
    void freezeAllOrders_data();
    void freezeAllOrders();
    void dryRunSendsNothing();
    void planCountsWhatIsKnown();
    void onlyProofCountsAsFrozenAlready_data();
    void onlyProofCountsAsFrozenAlready();
    void tokensAreUniqueAndHashed();
    void keyDialogShowsTheTokenOnceAndKeepsItsHash();
    void keyDialogTakesAHash();
    void amounts_data();
    void amounts();
    void teamIsAdded();
    void teamIsEditedAndTheRestStays();
    void teamFaults_data();
    void teamFaults();
    void itemsAreAssigned();
    void connectRefusesUnsafeAddresses_data();
    void connectRefusesUnsafeAddresses();
    void connectGivesValuesOnce();
    void firstRunStartsUndecided();
    void everyControlHasItsOwnName();
    void screenshots_data();
    void screenshots();
};

void UiDialogs::initTestCase() { shots::prepare(); }

void UiDialogs::freezeAllNeedsTheWords_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("on");
    QTest::newRow("nothing typed") << QString() << false;
    QTest::newRow("one word") << QStringLiteral("freeze") << false;
    QTest::newRow("other words") << QStringLiteral("freeze them") << false;
    QTest::newRow("more than the words") << QStringLiteral("freeze all now") << false;
    QTest::newRow("the words") << QStringLiteral("freeze all") << true;
    QTest::newRow("the words with capitals and a blank") << QStringLiteral(" Freeze All") << true;
}

void UiDialogs::freezeAllNeedsTheWords()
{
    QFETCH(QString, typed);
    QFETCH(bool, on);
    FreezeAllDialog dialog(sample::board(), {});
    part<QLineEdit>(dialog, "words")->setText(typed);
    QCOMPARE(button(dialog, "freeze")->isEnabled(), on);
}

void UiDialogs::enterNeverFreezes_data()
{
    QTest::addColumn<QString>("focus");
    QTest::addColumn<bool>("closes");
    QTest::newRow("in the words") << QStringLiteral("words") << false;
    QTest::newRow("in the reason") << QStringLiteral("reason") << false;
    QTest::newRow("on the red button itself") << QStringLiteral("freeze") << false;
    QTest::newRow("on Dry Run") << QStringLiteral("dryRun") << false;
    QTest::newRow("on Cancel") << QStringLiteral("cancel") << true;
}

void UiDialogs::enterNeverFreezes()
{
    QFETCH(QString, focus);
    QFETCH(bool, closes);
    FreezeAllDialog dialog(sample::board(), {});
    QSignalSpy confirmed(&dialog, &FreezeAllDialog::freezeConfirmed);
    dialog.show();
    dialog.activateWindow();
    part<QLineEdit>(dialog, "words")->setText(QStringLiteral("freeze all"));
    auto* widget = dialog.findChild<QWidget*>(focus);
    widget->setFocus();
    QTRY_COMPARE(dialog.focusWidget(), widget);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        QTest::keyClick(widget, key);
    QCOMPARE(confirmed.count(), 0);
    QCOMPARE(!dialog.isVisible(), closes);
}

void UiDialogs::freezeAllStartsOnCancel()
{
    FreezeAllDialog dialog(sample::board(), {});
    dialog.show();
    QCOMPARE(dialog.focusWidget(), button(dialog, "cancel"));
    QVERIFY(button(dialog, "cancel")->isDefault());
    QVERIFY(!button(dialog, "freeze")->isEnabled());
}

void UiDialogs::freezeAllOrders_data()
{
    QTest::addColumn<int>("scope");
    QTest::addColumn<bool>("cut");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<std::size_t>("orders");
    QTest::newRow("everything, with a reason") << 0 << false << QStringLiteral("Loop in production") << std::size_t(1);
    QTest::newRow("everything, running calls too") << 0 << true << QString() << std::size_t(1);
    QTest::newRow("the six teams not frozen yet") << 1 << false << QStringLiteral("Budget") << std::size_t(6);
}

void UiDialogs::freezeAllOrders()
{
    QFETCH(int, scope);
    QFETCH(bool, cut);
    QFETCH(QString, reason);
    QFETCH(std::size_t, orders);
    FreezeAllDialog dialog(sample::board(), dataScienceFrozen());
    std::vector<Scope> scopes;
    FreezeMode mode {};
    QString why;
    int times = 0;
    connect(
        &dialog, &FreezeAllDialog::freezeConfirmed, &dialog, [&](const std::vector<Scope>& s, FreezeMode m, const QString& r) {
            scopes = s;
            mode = m;
            why = r;
            ++times;
        });
    dialog.findChild<QComboBox*>()->setCurrentIndex(scope);
    dialog.findChildren<QRadioButton*>().at(cut ? 1 : 0)->setChecked(true);
    part<QLineEdit>(dialog, "reason")->setText(reason);
    part<QLineEdit>(dialog, "words")->setText(QStringLiteral("freeze all"));
    dialog.show();
    QTest::mouseClick(button(dialog, "freeze"), Qt::LeftButton);
    QTest::mouseClick(button(dialog, "freeze"), Qt::LeftButton);
    QCOMPARE(times, 1);
    QCOMPARE(scopes.size(), orders);
    QCOMPARE(scopes.front().kind, scope == 0 ? ScopeKind::organisation : ScopeKind::team);
    QVERIFY(std::ranges::find(scopes, Scope::ofTeam("team-data-science")) == scopes.end());
    QCOMPARE(mode, cut ? FreezeMode::cut : FreezeMode::refuse);
    QCOMPARE(why, reason.isEmpty() ? QStringLiteral("No reason given.") : reason);
    QVERIFY(!dialog.isVisible());
}

void UiDialogs::dryRunSendsNothing()
{
    FreezeAllDialog dialog(sample::board(), dataScienceFrozen());
    QSignalSpy confirmed(&dialog, &FreezeAllDialog::freezeConfirmed);
    part<QLineEdit>(dialog, "words")->setText(QStringLiteral("freeze all"));
    dialog.show();
    button(dialog, "dryRun")->click();
    QCOMPARE(confirmed.count(), 0);
    QVERIFY(dialog.isVisible());
    QStringList shown;
    for (const QLabel* label : dialog.findChildren<QLabel*>())
        shown += label->text();
    QVERIFY(shown.contains(QStringLiteral("Dry Run: Nothing Was Sent")));
    QVERIFY(shown.contains(QStringLiteral("Gateway")));
}

void UiDialogs::planCountsWhatIsKnown()
{
    const Board board = sample::board();
    const FreezePlan all = freezePlan(board, {}, FreezeReach::everything);
    QCOMPARE(all.people, 61);
    QCOMPARE(all.teams.size(), std::size_t(7));
    QCOMPARE(all.keys, 14); // 11 of Payments, the only team that says, and 3 unallocated
    QCOMPARE(all.stoppable, std::vector<std::string> {"Gateway"});
    QCOMPARE(all.unstoppable, std::vector<std::string> {"OpenAI"});
    const FreezePlan teams = freezePlan(board, dataScienceFrozen(), FreezeReach::teams);
    QCOMPARE(teams.scopes.size(), std::size_t(6));
    QCOMPARE(teams.frozenAlready, std::vector<std::string> {"Data Science"});
    QCOMPARE(teams.keys, 11);
}

void UiDialogs::onlyProofCountsAsFrozenAlready_data()
{
    QTest::addColumn<FreezeStage>("stage");
    QTest::addColumn<bool>("frozenAlready");
    QTest::newRow("frozen") << FreezeStage::frozen << true;
    QTest::newRow("freezing") << FreezeStage::freezing << false;
    QTest::newRow("partly proved") << FreezeStage::partlyProved << false;
    QTest::newRow("not proved") << FreezeStage::notProved << false;
    QTest::newRow("changed outside") << FreezeStage::changedOutside << false;
}

void UiDialogs::onlyProofCountsAsFrozenAlready()
{
    QFETCH(FreezeStage, stage);
    QFETCH(bool, frozenAlready);
    FreezeBoard freezes = dataScienceFrozen();
    freezes.views.begin()->second.stage = stage;
    QCOMPARE(!freezePlan(sample::board(), freezes, FreezeReach::teams).frozenAlready.empty(), frozenAlready);
}

void UiDialogs::tokensAreUniqueAndHashed()
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

void UiDialogs::keyDialogShowsTheTokenOnceAndKeepsItsHash()
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

void UiDialogs::keyDialogTakesAHash()
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

void UiDialogs::amounts_data()
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

void UiDialogs::amounts()
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

void UiDialogs::teamIsAdded()
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
    QCOMPARE(edited.budgets.back().amount.nano, 2'500 * sample::unit);
    QCOMPARE(edited.budgets.back().since, company().periodStart);
    QCOMPARE(edited.rules.back().project, std::string("proj_legal"));
    QCOMPARE(edited.rules.back().team, std::string("team-legal-risk"));
}

void UiDialogs::teamIsEditedAndTheRestStays()
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
    button(dialog, "saveTeam")->click();
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

void UiDialogs::teamFaults_data()
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

void UiDialogs::teamFaults()
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

void UiDialogs::itemsAreAssigned()
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

void UiDialogs::connectRefusesUnsafeAddresses_data()
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

void UiDialogs::connectRefusesUnsafeAddresses()
{
    QFETCH(QString, place);
    QFETCH(bool, right);
    ConnectDialog dialog(SourceKind::gateway);
    part<QLineEdit>(dialog, "place")->setText(place);
    part<QLineEdit>(dialog, "key")->setText(QStringLiteral("k"));
    QCOMPARE(button(dialog, "connect")->isEnabled(), right);
    QCOMPARE(button(dialog, "test")->isEnabled(), right);
}

void UiDialogs::connectGivesValuesOnce()
{
    ConnectDialog dialog(SourceKind::gateway);
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
        (SourceDraft {SourceKind::openai, QStringLiteral("OpenAI"), QStringLiteral("https://api.openai.com/v1"), {},
            QStringLiteral("openai"), QStringLiteral("sk-admin")}));
    button(dialog, "connect")->click();
    QCOMPARE(connected.count(), 1);
    QVERIFY(part<QLineEdit>(dialog, "key")->text().isEmpty());
}

void UiDialogs::firstRunStartsUndecided()
{
    FirstRunPage page(facts());
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

void UiDialogs::everyControlHasItsOwnName()
{
    FreezeAllDialog freeze(sample::board(), {});
    TeamDialog team(company(), "team-payments");
    AssignDialog assign(company(), unallocated());
    ConnectDialog source(SourceKind::openai);
    KeyDialog key;
    for (QDialog* dialog : std::initializer_list<QDialog*> {&freeze, &team, &assign, &source, &key}) {
        QSet<QString> names;
        for (const QWidget* widget : dialog->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            const auto* face = qobject_cast<const QAbstractButton*>(widget);
            const bool entry = qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget)
                || qobject_cast<const QAbstractItemView*>(widget);
            if (!face && !entry)
                continue;
            if (qobject_cast<const QComboBox*>(widget->parentWidget()) || widget->inherits("QComboBoxListView")
                || widget->inherits("QHeaderView") || widget->inherits("QTableCornerButton"))
                continue;
            const QString name = widget->accessibleName().isEmpty() && face ? face->text() : widget->accessibleName();
            QVERIFY2(!name.isEmpty(),
                qPrintable(dialog->objectName() + QLatin1Char(' ') + QLatin1String(widget->metaObject()->className())));
            QVERIFY2(!names.contains(name), qPrintable(dialog->objectName() + QLatin1String(": ") + name));
            names.insert(name);
        }
        QVERIFY(!names.isEmpty());
        for (const QLabel* label : dialog->findChildren<QLabel*>())
            QVERIFY2(
                label->textFormat() == Qt::PlainText || label->text().isEmpty() || label->buddy() || label->text().size() < 40,
                qPrintable(label->text()));
    }
}

void UiDialogs::screenshots_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("dark");
    for (const char* name :
        {"freeze-all", "freeze-all-ready", "freeze-all-dry-run", "team-add", "team-edit", "team-fault", "key", "assign",
            "import-right", "import-faults", "connect-gateway", "connect-openai", "first-run", "first-run-chosen"})
        for (const bool dark : {false, true})
            QTest::addRow("%s, %s", name, dark ? "dark" : "light") << QString::fromLatin1(name) << dark;
}

void UiDialogs::screenshots()
{
    QFETCH(QString, name);
    QFETCH(bool, dark);
    shots::dress(dark);
    std::unique_ptr<QWidget> widget;
    if (name.startsWith(QLatin1String("freeze"))) {
        widget = std::make_unique<FreezeAllDialog>(sample::board(), dataScienceFrozen());
        if (name.endsWith(QLatin1String("ready"))) {
            part<QLineEdit>(*widget, "reason")->setText(QStringLiteral("Runaway loop, cause unknown"));
            part<QLineEdit>(*widget, "words")->setText(QStringLiteral("freeze all"));
        }
        if (name.endsWith(QLatin1String("run")))
            button(*widget, "dryRun")->click();
    } else if (name.startsWith(QLatin1String("team"))) {
        widget =
            std::make_unique<TeamDialog>(company(), name == QLatin1String("team-edit") ? TeamId("team-payments") : TeamId());
        if (name == QLatin1String("team-fault"))
            part<QLineEdit>(*widget, "teamName")->setText(QStringLiteral("Mobile"));
    } else if (name == QLatin1String("key")) {
        widget = std::make_unique<KeyDialog>();
        part<QLineEdit>(*widget, "keyLabel")->setText(QStringLiteral("checkout-agent"));
    } else if (name == QLatin1String("assign")) {
        widget = std::make_unique<AssignDialog>(company(), unallocated());
    } else if (name.startsWith(QLatin1String("import"))) {
        auto dialog = std::make_unique<ImportTeamsDialog>(company());
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("teams.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "team,owner,cost_center,budget,currency,project\nLegal,S. Ito,4712,2500,USD,proj_legal\nPayments,,,22000,USD,\n");
        if (name.endsWith(QLatin1String("faults")))
            file.write("=cmd,,,1,USD,\nGrowth,,,lots,USD,\nMobile,,,9000,DOLLAR,\nSales,,,1\n");
        file.close();
        dialog->readFile(file.fileName());
        widget = std::move(dialog);
    } else if (name.startsWith(QLatin1String("connect"))) {
        auto dialog =
            std::make_unique<ConnectDialog>(name.endsWith(QLatin1String("openai")) ? SourceKind::openai : SourceKind::gateway);
        if (name.endsWith(QLatin1String("openai"))) {
            part<QLineEdit>(*dialog, "key")->setText(QStringLiteral("sk-admin-0123456789"));
            dialog->showTestResult(true, QStringLiteral("OpenAI answers. Costs are complete up to 22 Nov 24:00."));
        }
        widget = std::move(dialog);
    } else {
        widget = std::make_unique<FirstRunPage>(facts());
        widget->setAutoFillBackground(true);
        widget->resize(1000, 640);
        if (name.endsWith(QLatin1String("chosen")))
            widget->findChildren<QRadioButton*>().at(3)->click();
    }
    widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
    QVERIFY(shots::save(*widget, QStringLiteral("dialog-") + name, dark));
}

QTEST_MAIN(UiDialogs)
#include "ui_dialogs.moc"
