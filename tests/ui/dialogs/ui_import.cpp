// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/callertoken.h"
#include "documents/csvreader.h"
#include "dialogs/importteamsdialog.h"
#include "dialogs/teamimport.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;

namespace {

const std::string hash = sha256Of(QStringLiteral("secret"));

QStringList fieldsOf(const char* text) { return QString::fromUtf8(text).split(QLatin1Char('|')); }

EditContext company()
{
    EditContext context;
    context.now = *parseInstant("2026-11-23T13:20:00Z");
    context.periodStart = *parseInstant("2026-10-31T23:00:00Z");
    context.by = "A. Meyer";
    context.organisation.teams = {{"team-payments", "Payments", "R. Novak", "4711", ""}};
    Budget budget;
    budget.scope = BudgetScope::ofTeam("team-payments");
    budget.amount = Money {20'000'000'000'000, Currency::usd()};
    budget.since = context.periodStart;
    context.organisation.budgets = {budget};
    AllocationRule rule;
    rule.project = "proj_payments";
    rule.team = "team-payments";
    context.organisation.rules = {rule};
    context.organisation.keys = {{sha256Of(QStringLiteral("known")), "team-payments", "known", "", "", false},
        {sha256Of(QStringLiteral("probe")), "team-payments", "probe", "", "", true}};
    return context;
}

} // namespace

class UiImport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void csv_data();
    void csv();
    void faults_data();
    void faults();
    void importsAll();
    void aRepeatedImportChangesNothing();
    void headersStandInAnyOrder();
    void nothingIsImportedUnlessAllIsRight();
    void aLongListIsReadWholeAndShownInPart();
    void aFileThatCannotBeReadIsNamed();
};

void UiImport::csv_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("fields"); // of all records; empty: refused
    QTest::newRow("plain") << QByteArray("a,b\nc,d\n") << fieldsOf("a|b|c|d");
    QTest::newRow("CRLF and no end of the last line") << QByteArray("a,b\r\nc,d") << fieldsOf("a|b|c|d");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                   "a,b")
                                     << fieldsOf("a|b");
    QTest::newRow("quotes, commas and line ends inside quotes")
        << QByteArray("\"a,\"\"x\"\"\",\"b\nc\"\n") << fieldsOf("a,\"x\"|b\nc");
    QTest::newRow("blank lines are left out") << QByteArray("a\n\n\r\nb\n") << fieldsOf("a|b");
    QTest::newRow("empty fields stay") << QByteArray(",,\n") << fieldsOf("||");
    QTest::newRow("quote inside a bare field") << QByteArray("a\"b\n") << QStringList();
    QTest::newRow("text after a closing quote") << QByteArray("\"a\"b\n") << QStringList();
    QTest::newRow("quote that is never closed") << QByteArray("a,\"b\nc") << QStringList();
}

void UiImport::csv()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, fields);
    const auto records = readCsv(text.toStdString());
    QCOMPARE(records.has_value(), !fields.isEmpty());
    if (!records)
        return;
    QStringList read;
    for (const CsvRecord& record : *records)
        for (const std::string& field : record.fields)
            read += QString::fromStdString(field);
    QCOMPARE(read, fields);
}

void UiImport::faults_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QList<int>>("lines");
    const auto row = [](const char* name, const std::string& csv, const QList<int>& lines) {
        QTest::newRow(name) << QByteArray::fromStdString(csv) << lines;
    };
    row("empty file", "", {1});
    row("only a header", "team\n", {1});
    row("no team column", "owner\nA\n", {1});
    row("unknown column", "team,colour\nA,red\n", {1});
    row("a column twice", "team,team\nA,B\n", {1});
    row("a label column without its hash", "team,key_label\nA,x\n", {1});
    row("not UTF-8", "team\n\xff\n", {1});
    row("too few cells, too many cells", "team,owner\nA\nB,C,D\n", {2, 3});
    row("a line without a team", "team,owner\n,B\n", {2});
    row("formula as a name, as an owner", "team,owner\n=1,B\nA,@B\n", {2, 3});
    row("a name without a letter", "team\n!!!\n", {2});
    row("two names with one id", "team\nA b\nA-B\n", {3});
    row("budget that is no number, negative, grouped", "team,budget\nA,lots\nB,-1\nC,\"1,000\"\n", {2, 3, 4});
    row("budget over 64 bits of nano-units", "team,budget\nA,99999999999\n", {2});
    row("unknown currency", "team,budget,currency\nA,1,DOLLARS\n", {2});
    row("lines that contradict each other", "team,owner,budget\nA,X,1\nA,Y,1\nA,X,2\n", {3, 4});
    row("a project twice", "team,project\nA,p\nB,p\n", {3});
    row("a project of another team", "team,project\nA,proj_payments\n", {2});
    row("half a key", "team,key_label,key_sha256\nA,x,\nA,," + hash + "\n", {2, 3});
    row("a hash of the wrong length", "team,key_label,key_sha256\nA,x,abc\n", {2});
    row("a key twice", "team,key_label,key_sha256\nA,x," + hash + "\nA,y," + hash + "\n", {3});
    row("a key of another team", "team,key_label,key_sha256\nA,x," + sha256Of(QStringLiteral("known")) + "\n", {2});
    row("the test caller's key", "team,key_label,key_sha256\nPayments,x," + sha256Of(QStringLiteral("probe")) + "\n", {2});
    row("lines are counted through quoted line ends", "team,owner\n\"A\nB\",x\nC,=1\n", {2, 4});
    row("semicolons between the columns", "Team;Budget\nA;1\n", {1});
    row("a quote never closed", "team\nA\n\"B\n", {3});
}

void UiImport::faults()
{
    QFETCH(QByteArray, csv);
    QFETCH(QList<int>, lines);
    const auto read = importTeams(csv.toStdString(), company());
    QVERIFY(!read);
    QList<int> found;
    for (const ImportFault& fault : read.error()) {
        found += fault.line;
        QVERIFY(fault.sentence.endsWith(QLatin1Char('.')));
    }
    QCOMPARE(found, lines);
}

void UiImport::importsAll()
{
    const std::string csv = "team,owner,cost_center,budget,currency,project,key_label,key_sha256\r\n"
                            "\"Legal, Risk\",S. Ito,4712,2500.50,EUR,proj_legal,laptop,"
        + hash
        + "\r\n"
          "\"Legal, Risk\",,,,,proj_risk,,\r\n"
          "Payments,,,22000,,,,\r\n";
    const auto read = importTeams(csv, company());
    QVERIFY(read);
    QCOMPARE(read->teams.size(), std::size_t(2));
    QVERIFY(read->teams[0].added);
    QCOMPARE(read->teams[0].keys, 1);
    QCOMPARE(read->teams[0].projects, 2);
    QVERIFY(!read->teams[1].added);
    const Organisation& organisation = read->organisation;
    QCOMPARE(organisation.teams.size(), std::size_t(2));
    QCOMPARE(organisation.teams[0].owner, std::string("R. Novak"));
    QCOMPARE(organisation.teams[1].id, std::string("team-legal-risk"));
    QCOMPARE(organisation.teams[1].costCenterId, std::string("4712"));
    QCOMPARE(organisation.budgets.size(), std::size_t(3));
    QCOMPARE(organisation.keys.size(), std::size_t(3));
    QCOMPARE(organisation.rules.size(), std::size_t(3));
    const Budget* legal = budgetAt(organisation.budgets, BudgetScope::ofTeam("team-legal-risk"), company().now);
    QVERIFY(legal);
    QCOMPARE(legal->amount->text(), std::string("2500.5"));
    QCOMPARE(legal->amount->currency.text(), std::string("EUR"));
}

void UiImport::aRepeatedImportChangesNothing()
{
    const std::string csv = "team,budget,project,key_label,key_sha256\nLegal,2500,proj_legal,laptop," + hash + "\n";
    EditContext context = company();
    context.organisation = importTeams(csv, context)->organisation;
    const auto again = importTeams(csv, context);
    QVERIFY(again);
    QCOMPARE(again->organisation.teams, context.organisation.teams);
    QCOMPARE(again->organisation.budgets, context.organisation.budgets);
    QCOMPARE(again->organisation.keys.size(), context.organisation.keys.size());
    QCOMPARE(again->organisation.rules.size(), context.organisation.rules.size());
    QCOMPARE(again->teams[0].keys, 0);
}

void UiImport::headersStandInAnyOrder()
{
    const auto read = importTeams("Budget, TEAM ,owner\n12,Legal,S. Ito\n", company());
    QVERIFY(read);
    QCOMPARE(read->teams[0].team.owner, std::string("S. Ito"));
    QCOMPARE(read->teams[0].budget->text(), std::string("12"));
}

void UiImport::nothingIsImportedUnlessAllIsRight()
{
    QTemporaryDir dir;
    const auto write = [&](const QByteArray& text) {
        QFile file(dir.filePath(QStringLiteral("teams.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    };
    ImportTeamsDialog dialog(company());
    QSignalSpy edited(&dialog, &ImportTeamsDialog::organisationEdited);
    auto* import = dialog.findChild<QPushButton*>(QStringLiteral("import"));
    auto* preview = dialog.findChild<QTableWidget*>(QStringLiteral("preview"));
    QVERIFY(!import->isEnabled());
    write("team,budget\nLegal,1\nSales,lots\n");
    dialog.readFile(dir.filePath(QStringLiteral("teams.csv")));
    QVERIFY(!import->isEnabled());
    QCOMPARE(preview->rowCount(), 1);
    QCOMPARE(preview->item(0, 0)->text(), QStringLiteral("3"));
    write("team,budget\nLegal,1\nSales,2\n");
    dialog.readFile(dir.filePath(QStringLiteral("teams.csv")));
    QVERIFY(import->isEnabled());
    QCOMPARE(preview->rowCount(), 2);
    import->click();
    QCOMPARE(edited.count(), 1);
}

void UiImport::aLongListIsReadWholeAndShownInPart()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("teams.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("team,budget\n");
    constexpr int teams = 5000;
    for (int i = 0; i < teams; ++i)
        file.write("Team " + QByteArray::number(i) + ",100\n");
    file.close();
    ImportTeamsDialog dialog(company());
    QSignalSpy edited(&dialog, &ImportTeamsDialog::organisationEdited);
    dialog.readFile(file.fileName());
    auto* preview = dialog.findChild<QTableWidget*>(QStringLiteral("preview"));
    QCOMPARE(preview->rowCount(), 201);
    QCOMPARE(preview->item(200, 1)->text(), QStringLiteral("and 4800 more"));
    auto* import = dialog.findChild<QPushButton*>(QStringLiteral("import"));
    QCOMPARE(import->text(), QStringLiteral("Import 5000 Teams"));
    import->click();
    QCOMPARE(edited.count(), 1);
    const auto organisation = edited.at(0).at(0).value<Organisation>();
    QCOMPARE(organisation.teams.size(), company().organisation.teams.size() + teams);
}

void UiImport::aFileThatCannotBeReadIsNamed()
{
    ImportTeamsDialog dialog(company());
    dialog.readFile(QStringLiteral("/nowhere/teams.csv"));
    QVERIFY(!dialog.findChild<QPushButton*>(QStringLiteral("import"))->isEnabled());
    QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("summary"))->text().contains(QStringLiteral("teams.csv")));
}

QTEST_MAIN(UiImport)
#include "ui_import.moc"
