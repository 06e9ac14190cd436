// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/falsealarmdialog.h"
#include "dialogs/freezedialog.h"
#include "dialogs/importteamsdialog.h"
#include "dialogs/cutcalldialog.h"
#include "dialogs/keydialog.h"
#include "dialogs/previewdialog.h"
#include "dialogs/teamdialog.h"
#include "dialogs/unlockdialog.h"
#include "dialogs/sourcedialogs.h"
#include "text/errortext.h"
#include "ui/support/clipped.h"
#include "ui/support/sampleasks.h"
#include "ui/support/samplecompany.h"
#include "ui/support/shots.h"
#include "ui/support/sourceoffers.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace fuseboard;
using sample::button;
using sample::company;
using sample::dataScienceFrozen;
using sample::facts;
using sample::part;
using sample::unallocated;

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
    void aProtectedTeamIsFrozenByItsName_data();
    void aProtectedTeamIsFrozenByItsName();
    void thePreviewComesLaterAndChangesNothingThatWasTyped();
    void planCountsWhatIsKnown();
    void onlyProofCountsAsFrozenAlready_data();
    void onlyProofCountsAsFrozenAlready();
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
    FreezeDialog dialog({madeup::board(), {}, {}});
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
    FreezeDialog dialog({madeup::board(), {}, {}});
    QSignalSpy confirmed(&dialog, &FreezeDialog::freezeConfirmed);
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
    FreezeDialog dialog({madeup::board(), {}, {}});
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
    FreezeDialog dialog({madeup::board(), dataScienceFrozen(), {}});
    std::vector<Scope> scopes;
    FreezeMode mode {};
    QString why;
    int times = 0;
    connect(&dialog, &FreezeDialog::freezeConfirmed, &dialog, [&](const std::vector<Scope>& s, FreezeMode m, const QString& r) {
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
    FreezeDialog dialog({madeup::board(), dataScienceFrozen(), {}});
    QSignalSpy confirmed(&dialog, &FreezeDialog::freezeConfirmed);
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

void UiDialogs::aProtectedTeamIsFrozenByItsName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("on");
    const QString payments = QStringLiteral("Payments"), search = QStringLiteral("Search & Ranking");
    QTest::newRow("nothing typed") << payments << QString() << false;
    QTest::newRow("the words for all") << payments << QStringLiteral("freeze all") << false;
    QTest::newRow("a part") << payments << QStringLiteral("Payment") << false;
    QTest::newRow("more") << payments << QStringLiteral("Payments Europe") << false;
    QTest::newRow("its name") << payments << payments << true;
    QTest::newRow("in other letters, with blanks") << payments << QStringLiteral("  payMENTS ") << true;
    QTest::newRow("a name with a sign") << search << search << true;
    QTest::newRow("a name of blanks is never typed") << QStringLiteral("   ") << QStringLiteral(" ") << false;
}

void UiDialogs::aProtectedTeamIsFrozenByItsName()
{
    QFETCH(QString, name);
    QFETCH(QString, typed);
    QFETCH(bool, on);
    Board board = madeup::protectedBoard();
    board.teams.front().name = name.toStdString();
    FreezeDialog dialog({board, {}, "team-payments", FreezeMode::cut});
    std::vector<Scope> scopes;
    FreezeMode mode {};
    connect(&dialog, &FreezeDialog::freezeConfirmed, &dialog, [&](const std::vector<Scope>& s, FreezeMode m, const QString&) {
        scopes = s;
        mode = m;
    });
    dialog.show();
    QCOMPARE(dialog.focusWidget(), button(dialog, "cancel"));
    part<QLineEdit>(dialog, "words")->setText(typed);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        QTest::keyClick(part<QLineEdit>(dialog, "words"), key);
    QVERIFY(scopes.empty());
    QCOMPARE(button(dialog, "freeze")->isEnabled(), on);
    QTest::mouseClick(button(dialog, "freeze"), Qt::LeftButton);
    QCOMPARE(scopes, on ? std::vector {madeup::payments()} : std::vector<Scope>());
    QCOMPARE(mode, on ? FreezeMode::cut : FreezeMode::refuse);
}

void UiDialogs::thePreviewComesLaterAndChangesNothingThatWasTyped()
{
    FreezeDialog dialog({madeup::protectedBoard(), {}, "team-payments"});
    dialog.show();
    part<QLineEdit>(dialog, "reason")->setText(QStringLiteral("Loop"));
    part<QLineEdit>(dialog, "words")->setText(QStringLiteral("Payments"));
    part<QLineEdit>(dialog, "words")->setFocus();
    const auto texts = [&] {
        QStringList shown;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            shown += label->text();
        return shown;
    };
    QVERIFY(texts().contains(QStringLiteral("asking them…")));
    dialog.setPreview(fail(ErrorCode::unreachable, "the owner"));
    QVERIFY(!texts().contains(QStringLiteral("asking them…")));
    QVERIFY(!texts().filter(QRegularExpression(QStringLiteral("^not known: "))).isEmpty());
    dialog.setPreview(madeup::paymentsPreview());
    QVERIFY(!texts().contains(QStringLiteral("asking them…")));
    for (const char* fact : {"Keys stopped: 8", "Requests that run now", "$212", "Growth", "Not reached now: LiteLLM"})
        QVERIFY2(texts().contains(QString::fromUtf8(fact)), fact);
    QVERIFY(!texts().contains(QStringLiteral("Can’t end what runs")));
    dialog.findChildren<QRadioButton*>().at(1)->setChecked(true);
    QVERIFY(texts().contains(QStringLiteral("Can’t end what runs")));
    QCOMPARE(part<QLineEdit>(dialog, "reason")->text(), QStringLiteral("Loop"));
    QCOMPARE(dialog.focusWidget(), part<QLineEdit>(dialog, "words"));
    QVERIFY(button(dialog, "freeze")->isEnabled());
    button(dialog, "dryRun")->click();
    QVERIFY(texts().contains(QStringLiteral("At Bifrost")) && texts().contains(QStringLiteral("key pay-old")));
    QVERIFY(dialog.isVisible());
}

void UiDialogs::planCountsWhatIsKnown()
{
    const Board board = madeup::board();
    const FreezePlan all = freezePlan(board, {}, FreezeReach::everything);
    QCOMPARE(all.people, 61);
    QCOMPARE(all.teams.size(), std::size_t(7));
    QCOMPARE(all.keys, 52); // 49 of the teams, and 3 unallocated
    QCOMPARE(all.stoppable, std::vector<std::string> {"Gateway"});
    QCOMPARE(all.unstoppable, std::vector<std::string> {"OpenAI"});
    const FreezePlan teams = freezePlan(board, dataScienceFrozen(), FreezeReach::teams);
    QCOMPARE(teams.scopes.size(), std::size_t(6));
    QCOMPARE(teams.frozenAlready, std::vector<std::string> {"Data Science"});
    QCOMPARE(teams.keys, 40); // without the 9 of Data Science
    const FreezePlan one = freezePlan(madeup::protectedBoard(), dataScienceFrozen(), FreezeReach::oneTeam, "team-payments");
    QCOMPARE(one.scopes, std::vector {madeup::payments()});
    QCOMPARE(one.people, 14);
    QCOMPARE(one.elsewhereNano, 412 * madeup::unit);
    QCOMPARE(freezePlan(madeup::protectedBoard(), {}, FreezeReach::everything).protectedTeams,
        std::vector<std::string> {"Payments"});
    QVERIFY(freezePlan(board, {}, FreezeReach::oneTeam, "team-gone").scopes.empty());
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
    QCOMPARE(!freezePlan(madeup::board(), freezes, FreezeReach::teams).frozenAlready.empty(), frozenAlready);
}

void UiDialogs::everyControlHasItsOwnName()
{
    FreezeDialog freeze({madeup::board(), {}, {}});
    TeamDialog team(company(), "team-payments");
    AssignDialog assign(company(), unallocated());
    ConnectDialog source(sourceoffers::all(), QStringLiteral("openai"));
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
    for (const char* name : {"freeze-all", "freeze-all-ready", "freeze-all-dry-run", "freeze-protected",
             "freeze-protected-asking", "freeze-protected-dry-run", "freeze-preview", "team-protected", "team-add", "team-edit",
             "team-fault", "key", "assign", "import-right", "import-faults", "connect-gateway", "connect-haproxy",
             "connect-openai", "connect-sealed", "connect-no-keyring", "source-key", "unlock", "cut-call", "allow", "allow-own",
             "allow-time", "allow-fault", "false-alarm", "first-run", "first-run-chosen"})
        for (const bool dark : shots::schemes())
            QTest::addRow("%s, %s", name, dark ? "dark" : "light") << QString::fromLatin1(name) << dark;
}

void UiDialogs::screenshots()
{
    QFETCH(QString, name);
    QFETCH(bool, dark);
    shots::dress(dark);
    std::unique_ptr<QWidget> widget;
    if (name == QLatin1String("freeze-preview")) {
        auto preview = std::make_unique<PreviewDialog>(FreezeQuestion {madeup::board(), dataScienceFrozen(), "team-payments"});
        preview->setPreview(madeup::paymentsPreview());
        widget = std::move(preview);
    } else if (name.startsWith(QLatin1String("freeze-protected"))) {
        auto dialog =
            std::make_unique<FreezeDialog>(FreezeQuestion {madeup::protectedBoard(), dataScienceFrozen(), "team-payments"});
        if (!name.endsWith(QLatin1String("asking")))
            dialog->setPreview(madeup::paymentsPreview());
        if (name.endsWith(QLatin1String("run")))
            button(*dialog, "dryRun")->click();
        widget = std::move(dialog);
    } else if (name.startsWith(QLatin1String("freeze"))) {
        widget = std::make_unique<FreezeDialog>(FreezeQuestion {madeup::board(), dataScienceFrozen(), {}});
        if (name.endsWith(QLatin1String("ready"))) {
            part<QLineEdit>(*widget, "reason")->setText(QStringLiteral("Runaway loop, cause unknown"));
            part<QLineEdit>(*widget, "words")->setText(QStringLiteral("freeze all"));
        }
        if (name.endsWith(QLatin1String("run")))
            button(*widget, "dryRun")->click();
    } else if (name.startsWith(QLatin1String("team"))) {
        EditContext context = company();
        context.organisation.teams.front().isProtected = name == QLatin1String("team-protected");
        const bool edits = name == QLatin1String("team-edit") || name == QLatin1String("team-protected");
        widget = std::make_unique<TeamDialog>(context, edits ? TeamId("team-payments") : TeamId());
        if (name == QLatin1String("team-fault"))
            part<QLineEdit>(*widget, "teamName")->setText(QStringLiteral("Mobile"));
    } else if (name.startsWith(QLatin1String("allow"))) {
        AllowQuestion question = sample::allowQuestion();
        if (name.endsWith(QLatin1String("own"))) {
            question.ownLeft = Money {-40 * madeup::unit, Currency::usd()};
            question.frozen = QStringLiteral("Payments is frozen by B. Jones: its calls are refused until that ends.");
        }
        auto dialog = std::make_unique<AllowDialog>(question);
        auto* end = part<QComboBox>(*dialog, "end");
        if (name.endsWith(QLatin1String("time")))
            end->setCurrentIndex(end->count() - 1);
        if (name.endsWith(QLatin1String("fault")))
            dialog->answer(sentence({ErrorCode::unreachable, "Gateway", {}}));
        widget = std::move(dialog);
    } else if (name == QLatin1String("false-alarm")) {
        widget = std::make_unique<FalseAlarmDialog>(
            QStringLiteral("Spends far more than usual"), QStringLiteral("Growth · $37.00 since 14:00, usually $2.00/h."));
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
        auto dialog = std::make_unique<ConnectDialog>(sourceoffers::all(),
            name.endsWith(QLatin1String("gateway"))       ? QStringLiteral("gateway")
                : name.endsWith(QLatin1String("haproxy")) ? QStringLiteral("haproxy")
                                                          : QStringLiteral("openai"));
        if (name.endsWith(QLatin1String("sealed")))
            part<QComboBox>(*dialog, "keyPlace")->setCurrentIndex(2);
        if (name.endsWith(QLatin1String("keyring"))) {
            part<QLineEdit>(*dialog, "key")->setText(QStringLiteral("sk-admin-0123456789"));
            dialog->showKeyringFault(connectSentence({ErrorCode::keyringAbsent, "OpenAI", "no program offers one"}));
        }
        if (name.endsWith(QLatin1String("openai"))) {
            part<QLineEdit>(*dialog, "key")->setText(QStringLiteral("sk-admin-0123456789"));
            dialog->showTestResult(true, QStringLiteral("OpenAI answers. Costs are complete up to 22 Nov 24:00."));
        }
        widget = std::move(dialog);
    } else if (name == QLatin1String("source-key")) {
        widget = std::make_unique<SourceKeyDialog>(QStringLiteral("OpenAI"), sourceoffers::all()[1]);
    } else if (name == QLatin1String("cut-call")) {
        widget = std::make_unique<CutCallDialog>(QStringLiteral("checkout-agent"), QStringLiteral("Payments"));
    } else if (name == QLatin1String("unlock")) {
        auto dialog = std::make_unique<UnlockDialog>(QStringList {QStringLiteral("OpenAI"), QStringLiteral("Cursor")});
        dialog->showFault(sentence({ErrorCode::badPassphrase, "/home/ada/.config/fuseboard/keys.sealed", {}}));
        widget = std::move(dialog);
    } else {
        widget = std::make_unique<FirstRunPage>(facts(), sourceoffers::all());
        widget->setAutoFillBackground(true);
        widget->resize(1000, 640);
        if (name.endsWith(QLatin1String("chosen")))
            widget->findChildren<QRadioButton*>().at(3)->click();
    }
    widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
    QVERIFY(shots::save(*widget, QStringLiteral("dialog-") + name, dark));
    const QString faults = test::languageFaults(*widget);
    QVERIFY2(faults.isEmpty(), qPrintable(faults));
}

QTEST_MAIN(UiDialogs)
#include "ui_dialogs.moc"
