// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndownchart.h"
#include "print/pagefile.h"
#include "print/paper.h"
#include "print/printing.h"
#include "print/teampage.h"
#include "support/madeupboard.h"
#include "ui/support/pdfwords.h"
#include "ui/support/shots.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QPainter>
#include <QPrinter>
#include <QPrinterInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

#include <sys/resource.h>

using namespace fuseboard;
using test::PdfWords;

namespace {

const Selection payments {TeamRow::Kind::team, "team-payments"};
const QString longName = QStringLiteral("Payments, Billing, Invoicing and Everything That Has To Do With Money");

ShownState stateOf(Board board, FreezeBoard freezes = {})
{
    ShownState state;
    state.board = madeup::shared(std::move(board));
    state.freezes = madeup::shared(std::move(freezes));
    state.organisation = madeup::shared(madeup::organisation());
    state.calendar = madeup::calendar();
    state.now = madeup::now();
    return state;
}

Board longNamed()
{
    Board board = madeup::board();
    TeamBoard& team = board.teams.front();
    team.name = longName.toStdString();
    for (auto* rows : {&team.byAgent, &team.byModel, &team.byPerson})
        for (BreakdownRow& row : *rows)
            row.name += " of the nightly reconciliation of accounts and everything that belongs to it, second try";
    for (SourceView& source : board.sources)
        source.name += " of the whole organisation in Europe";
    return board;
}

/// 300 teams, which all together spend what the made-up ones do.
Board crowd()
{
    Board board = madeup::board();
    for (int i = 7; i < 300; ++i) {
        TeamBoard team = madeup::team("", "", 6'000, 1'630, 500);
        team.id = "team-" + std::to_string(i);
        team.name = "Team " + std::to_string(i);
        board.teams.push_back(std::move(team));
    }
    for (auto* rows : {&board.all.byAgent, &board.all.byModel, &board.all.byPerson}) {
        std::vector<BreakdownRow> parts;
        for (const BreakdownRow& row : *rows)
            for (int i = 0; i < 40; ++i) {
                parts.push_back(row);
                parts.back().team = board.teams[(parts.size() * 7) % 300].name;
                parts.back().nano = i == 0 ? row.nano - 39 * (row.nano / 80) : row.nano / 80;
            }
        std::ranges::stable_sort(parts, std::greater {}, &BreakdownRow::nano);
        *rows = std::move(parts);
    }
    for (int i = 0; i < 40; ++i) {
        SourceView source = board.sources.back();
        source.id = source.name = "Gateway " + std::to_string(i);
        board.sources.push_back(source);
    }
    return board;
}

/// What is known where the history can't be read.
Board blindBoard()
{
    Board board = madeup::emptyBoard();
    board.teams.resize(1);
    board.teams.front().id = "team-payments";
    board.teams.front().name = "Payments";
    board.teams.front().input.period = board.period;
    board.teams.front().burn.budgetNano = board.teams.front().burn.remainingNano = 20'000 * madeup::unit;
    for (SourceView& source : board.sources)
        source = {.id = source.id, .name = source.name, .kind = source.kind, .interval = source.interval};
    board.historyFault = Error {ErrorCode::historyUnreadable, "/home/ada/history.db", "disk I/O error"};
    return board;
}

QString wordsOf(const ShownState& state, const Selection& selection = payments)
{
    return PdfWords(pagePdf(teamPageOf(state, selection), {})).words();
}

double amountOf(QString text) { return text.remove(QRegularExpression(QStringLiteral("[^0-9.]"))).toDouble(); }

/// The printable part of A4 in four dots for each of its points, or of other paper.
QImage pictureOf(const TeamPage& page, QSize size = {1360, 2018})
{
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(Qt::red); // what is left unpainted is seen
    QPainter painter(&picture);
    paintTeamPage(painter, picture.rect(), page, {});
    return picture;
}

bool hasColour(const QImage& picture, const QColor& colour)
{
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixelColor(x, y) == colour)
                return true;
    return false;
}

/// While it lives, a write beyond this size fails as on a full disk.
class LargestFile {
public:
    explicit LargestFile(rlim_t bytes)
        : m_action(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit {bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~LargestFile()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_action);
    }
    Q_DISABLE_COPY_MOVE(LargestFile)

private:
    rlimit m_before {};
    void (*m_action)(int);
};

} // namespace

class PrintTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { shots::dress(false); }

    void thePageSaysWhatTheWindowSays();
    void everyGroupAddsUp();
    void textsAreTextAndLinesAreLines();
    void theDocumentSaysWhatItIs();
    void statesAreSaid_data();
    void statesAreSaid();
    void staleFiguresAreLowerBounds();
    void whatNobodyToldIsUnknownAndNotZero();
    void aSandboxIsMarkedOnPageAndPicture();
    void lightWhateverTheTheme();
    void theTypeOfTheScreenDoesNotCount();
    void linesDifferWithoutColour();
    void noLineIsFilled();
    void longNamesAreShortened();
    void threeHundredTeamsFitOnAPage();
    void everyPaperHasRoomForAll_data();
    void everyPaperHasRoomForAll();
    void filesAreNamedAfterTheTeam_data();
    void filesAreNamedAfterTheTeam();
    void aFailedWriteLeavesTheOldFile();
    void aPdfIsSavedWhereItIsChosen();
    void aFaultOfWritingNamesTheFile();
    void withoutAPrinterItIsSaid();
    void aPrinterGetsThePage();
    void aPictureIsCopiedAndSaved();
    void aPictureShowsTheChosenRange();
    void nothingIsPrintedOfNothing();
    void pictures_data();
    void pictures();
};

void PrintTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    shots::prepare();
}

void PrintTest::thePageSaysWhatTheWindowSays()
{
    const ShownState state = stateOf(madeup::board(), madeup::quietFreezes());
    const QString words = wordsOf(state);
    for (const char* part : {"Fuseboard", "Payments", "Runs out early", "November 2026", "$20,000 budget", "8 days left",
             "Made 23 Nov 2026, 14:20 (Europe/Berlin)", "Budget Burn-Down", "Remaining", "Even pace", "Current pace",
             "Budget $20,000", "Runs out 27 Nov", "Tue 10 Nov 10:00: The budget was changed.", "Where It Goes", "Agent or Key",
             "Model", "Person", "checkout-agent", "$5,210", "11 others", "claude-opus-5", "J. Ortiz", "13% priced by us",
             "priced by us, not taken from a bill", "Complete to 14:19.", "Sources: Gateway to 14:19 · OpenAI to 14:19.",
             "Page 1 of 1"})
        QVERIFY2(words.contains(QString::fromUtf8(part)), qPrintable(QString::fromUtf8(part) + QLatin1Char('\n') + words));
    for (const Figure& figure : figuresOf(state, payments))
        for (const QString& text : {figure.title, figure.value, figure.first.text})
            QVERIFY2(words.contains(text.simplified()) || text.contains(QChar(0x2248)), qPrintable(text));
    QVERIFY(!words.contains(QStringLiteral("Sandbox")));
    QVERIFY(!words.contains(QLatin1Char('?'))); // every glyph has its letter
}

void PrintTest::everyGroupAddsUp()
{
    for (const Selection& selection : {payments, Selection {}, Selection {TeamRow::Kind::unallocated, {}}}) {
        const TeamPage page = teamPageOf(stateOf(madeup::board()), selection);
        QCOMPARE(page.tables.size(), std::size_t(3));
        for (const PageTable& table : page.tables) {
            double sum = 0;
            for (const PageTable::Row& row : table.rows)
                sum += amountOf(row.cells[1]);
            QVERIFY2(std::abs(sum - amountOf(table.sum)) <= 0.5 * static_cast<double>(table.rows.size() + 1),
                qPrintable(table.sum)); // each is rounded
            QCOMPARE(table.sum, page.figures[0].value);
        }
    }
}

void PrintTest::textsAreTextAndLinesAreLines()
{
    const PdfWords pdf(pagePdf(teamPageOf(stateOf(madeup::board(), madeup::freezes(FreezeStage::partlyProved)), payments), {}));
    QVERIFY(!pdf.hasPictures()); // neither the chart nor a sign
    QCOMPARE(pdf.pages(), 1);
    QVERIFY(pdf.words().size() > 800);
}

void PrintTest::theDocumentSaysWhatItIs()
{
    const PdfWords pdf(pagePdf(teamPageOf(stateOf(madeup::board()), payments), {}));
    QCOMPARE(pdf.fact("/Title"), QStringLiteral("Payments · November 2026"));
    QCOMPARE(pdf.fact("/Creator"), QStringLiteral("Fuseboard"));
}

void PrintTest::statesAreSaid_data()
{
    QTest::addColumn<int>("stage");
    QTest::addColumn<QStringList>("said");
    const auto row = [](const char* name, FreezeStage stage, const QStringList& said) {
        QTest::newRow(name) << static_cast<int>(stage) << said;
    };
    row("freezing", FreezeStage::freezing, {QStringLiteral("Freezing 4 of 6"), QStringLiteral("Ordered 14:19:31.")});
    row("frozen", FreezeStage::frozen,
        {QStringLiteral("Frozen"), QStringLiteral("Payments is frozen since 14:19:32"),
            QStringLiteral("6 of 6 places refuse, test call refused at each."),
            QStringLiteral("14 running requests may still cost up to $212."), QStringLiteral("No date while frozen")});
    row("partly proved", FreezeStage::partlyProved,
        {QStringLiteral("Partly proved, 4 of 6"), QStringLiteral("Payments: partly proved, 4 of 6 places"),
            QStringLiteral("Gateway ap-1, Gateway ap-2:")});
    row("not proved", FreezeStage::notProved,
        {QStringLiteral("Not proved, 4 of 6"), QStringLiteral("Payments: freeze not proved"),
            QStringLiteral("Spending may go on."), QStringLiteral("Gateway ap-1: silent")});
    row("changed outside", FreezeStage::changedOutside, {QStringLiteral("Changed outside")});
}

void PrintTest::statesAreSaid()
{
    QFETCH(int, stage);
    QFETCH(QStringList, said);
    const ShownState state = stateOf(madeup::board(), madeup::freezes(static_cast<FreezeStage>(stage)));
    const QString words = wordsOf(state);
    for (const QString& part : said)
        QVERIFY2(words.contains(part), qPrintable(part + QLatin1Char('\n') + words));
    QVERIFY(static_cast<FreezeStage>(stage) == FreezeStage::frozen || !words.contains(QStringLiteral("is frozen")));
    // What may be alarming of one team stands on the page of all, and on no other team's.
    const auto banner = bannerOf(state, {}, {});
    QCOMPARE(wordsOf(state, {}).contains(QStringLiteral("Payments: ")), banner && banner->isCritical());
    QVERIFY(!wordsOf(state, {TeamRow::Kind::team, "team-growth"}).contains(QStringLiteral("Payments")));
}

void PrintTest::staleFiguresAreLowerBounds()
{
    const QString words = wordsOf(stateOf(madeup::staleBoard(), madeup::freezes(FreezeStage::frozen)));
    for (const char* part : {"≥ $15,940", "≤ $4,060", "≥ $5,210", "Complete to 11:20", "Needs newer figures", "No data",
             "Gateway figures end at 11:20, 3 h ago", "Payments is frozen since", "Gateway to 11:20 (Silent)",
             ": at least and at most, since figures are missing."})
        QVERIFY2(words.contains(QString::fromUtf8(part)), qPrintable(QString::fromUtf8(part) + QLatin1Char('\n') + words));
    QVERIFY(!words.contains(QStringLiteral("Current pace")));
    QVERIFY(!words.contains(QStringLiteral("Runs out 27 Nov")));
}

void PrintTest::whatNobodyToldIsUnknownAndNotZero()
{
    const QString blind = wordsOf(stateOf(blindBoard()));
    QVERIFY2(blind.contains(QStringLiteral("No figure is known: the history can’t be read")), qPrintable(blind));
    QVERIFY(blind.contains(QStringLiteral("History unreadable")));
    QVERIFY2(!blind.contains(QStringLiteral("$0")), qPrintable(blind));

    Board silent = madeup::emptyBoard();
    silent.teams = {madeup::team("Payments", "team-payments", 20'000, 0, 0)};
    for (auto* rows : {&silent.teams.front().byAgent, &silent.teams.front().byModel, &silent.teams.front().byPerson})
        rows->clear();
    for (SourceView& source : silent.sources)
        source.lastAnswer = source.completeUpTo = std::nullopt;
    const TeamPage page = teamPageOf(stateOf(silent), payments);
    QCOMPARE(page.figures[0].value, QStringLiteral("–"));
    QVERIFY(page.tables.empty());
    QCOMPARE(page.nothing, QStringLiteral("No figure is known yet."));
    QVERIFY(!page.sources.contains(QStringLiteral("Complete")));
}

void PrintTest::aSandboxIsMarkedOnPageAndPicture()
{
    Board board = madeup::board();
    const TeamPage real = teamPageOf(stateOf(board), payments);
    board.sandbox = true;
    const TeamPage play = teamPageOf(stateOf(board), payments);
    QCOMPARE(PdfWords(pagePdf(play, {})).words().count(QStringLiteral("Sandbox: not your money")), 2); // head and foot
    QVERIFY(chartPicture(play, {}).height() > chartPicture(real, {}).height());
    QVERIFY(pageFileName(stateOf(board), payments).endsWith(QStringLiteral("-sandbox")));
}

void PrintTest::lightWhateverTheTheme()
{
    const TeamPage page = teamPageOf(stateOf(madeup::board(), madeup::freezes(FreezeStage::frozen)), payments);
    const QByteArray pdf = PdfWords(pagePdf(page, {})).drawn();
    const QImage picture = chartPicture(page, {});
    shots::dress(true);
    QCOMPARE(PdfWords(pagePdf(page, {})).drawn(), pdf);
    QCOMPARE(chartPicture(page, {}), picture);
    const QImage dark = pictureOf(page);
    QVERIFY(hasColour(dark, lightTokens().surface));
    QVERIFY(hasColour(dark, lightTokens().actual));
    for (const QColor& colour : {darkTokens().surface, darkTokens().window, darkTokens().actual, QColor(Qt::red)})
        QVERIFY2(!hasColour(dark, colour), qPrintable(colour.name()));
}

void PrintTest::theTypeOfTheScreenDoesNotCount()
{
    const TeamPage page = teamPageOf(stateOf(madeup::board()), payments);
    const QImage before = pictureOf(page);
    const QFont user = QApplication::font();
    QFont large = user;
    large.setPointSizeF(16);
    QApplication::setFont(large);
    const QImage after = pictureOf(page);
    QApplication::setFont(user);
    QCOMPARE(after, before);
}

void PrintTest::linesDifferWithoutColour()
{
    BurnDownChart chart;
    chart.setOnPaper(QApplication::font());
    using Line = BurnDownChart::Line;
    std::vector<std::pair<QList<qreal>, qreal>> seen;
    for (const Line line : {Line::actual, Line::evenPace, Line::forecast, Line::lastPeriod}) {
        const QPen pen = chart.samplePen(line);
        const std::pair look(pen.style() == Qt::SolidLine ? QList<qreal>() : pen.dashPattern(), pen.widthF());
        QVERIFY(std::ranges::find(seen, look) == seen.end());
        seen.push_back(look);
    }
}

/// Whatever was painted before it: a dashed line would otherwise hide what lies between it and its chord.
void PrintTest::noLineIsFilled()
{
    const TeamPage page = teamPageOf(stateOf(madeup::board()), payments);
    QImage picture(700, 300, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    painter.setBrush(Qt::red);
    BurnDownChart chart;
    chart.setOnPaper(QApplication::font());
    chart.setView(page.chart);
    chart.drawOn(painter, picture.rect());
    painter.end();
    QVERIFY(hasColour(picture, lightTokens().actual));
    QVERIFY(!hasColour(picture, Qt::red));
}

void PrintTest::longNamesAreShortened()
{
    const ShownState state = stateOf(longNamed());
    const QString words = wordsOf(state);
    QVERIFY2(words.contains(QStringLiteral("Payments, Billing, Invoicing")), qPrintable(words));
    QVERIFY(words.contains(QStringLiteral("Runs out early")));
    QVERIFY(words.contains(QChar(0x2026)));
    // Nothing of a line reaches what stands beside it.
    QImage blank(10, 10, QImage::Format_RGB32);
    QPainter painter(&blank);
    const Paper paper(painter);
    for (const qreal width : {40.0, 90.0, 200.0})
        for (const QString& line : paper.linesOf(longName, {}, width, 2))
            QVERIFY(paper.width(line, {}) <= width + 1);
    QCOMPARE(paper.linesOf(longName, {}, 90, 2).size(), 2);
    QVERIFY(pageFileName(state, payments).size() < 90);
}

void PrintTest::threeHundredTeamsFitOnAPage()
{
    const ShownState state = stateOf(crowd());
    QCOMPARE(state.board->teams.size(), std::size_t(300));
    const PdfWords pdf(pagePdf(teamPageOf(state, {}), {}));
    QCOMPARE(pdf.pages(), 1);
    QVERIFY(pdf.words().contains(QStringLiteral("All teams")));
    QVERIFY(pdf.words().contains(QStringLiteral("5,115 others")));
    QVERIFY(pdf.words().contains(QStringLiteral("and 34 more.")));
    QVERIFY(pdf.words().contains(QStringLiteral("Page 1 of 1")));
    const PdfWords last(pagePdf(teamPageOf(state, {TeamRow::Kind::team, "team-299"}), {}));
    QVERIFY(last.words().contains(QStringLiteral("Team 299")));
}

void PrintTest::everyPaperHasRoomForAll_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("A4") << QSize(680, 1009);
    QTest::newRow("Letter") << QSize(702, 943);
    QTest::newRow("A5") << QSize(446, 681);
    QTest::newRow("A4 across") << QSize(1009, 680);
    QTest::newRow("a receipt") << QSize(250, 2000);
}

void PrintTest::everyPaperHasRoomForAll()
{
    QFETCH(QSize, size);
    // The most that a page can have to say.
    Board board = longNamed();
    board.sandbox = true;
    board.sources.front().lastAnswer = madeup::staleBoard().sources.front().lastAnswer;
    FreezeBoard freezes = madeup::freezes(FreezeStage::notProved);
    FreezeView& view = freezes.views.at(madeup::payments());
    for (PlaceView& place : view.places)
        place.name += " in the data centre of the whole organisation in Europe";
    const QImage picture = pictureOf(teamPageOf(stateOf(board, freezes), payments), size * 2);
    QVERIFY(picture.save(QStringLiteral(FUSEBOARD_BUILD "/screenshots/print-full-%1.png")
            .arg(QString::fromLatin1(QTest::currentDataTag()).replace(QLatin1Char(' '), QLatin1Char('-')))));
    // The foot is on it: below the last line nothing was pushed off.
    int lowest = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixelColor(x, y).lightness() < 150)
                lowest = y;
    QVERIFY2(lowest > picture.height() * 95 / 100 && lowest < picture.height() - 1,
        qPrintable(QString::number(lowest) + QLatin1Char('/') + QString::number(picture.height())));
}

void PrintTest::filesAreNamedAfterTheTeam_data()
{
    QTest::addColumn<QString>("team");
    QTest::addColumn<QString>("file");
    QTest::newRow("plain") << QStringLiteral("Payments") << QStringLiteral("fuseboard-payments-2026-11");
    QTest::newRow("words and signs") << QStringLiteral("Search & Ranking")
                                     << QStringLiteral("fuseboard-search-ranking-2026-11");
    QTest::newRow("a path") << QStringLiteral("../../etc/passwd") << QStringLiteral("fuseboard-etc-passwd-2026-11");
    QTest::newRow("an end that is a sign") << QStringLiteral("Growth!") << QStringLiteral("fuseboard-growth-2026-11");
    QTest::newRow("letters of the world") << QStringLiteral("Zahlungsläufe")
                                          << QStringLiteral("fuseboard-zahlungsläufe-2026-11");
    QTest::newRow("only signs") << QStringLiteral("…!") << QStringLiteral("fuseboard-2026-11");
}

void PrintTest::filesAreNamedAfterTheTeam()
{
    QFETCH(QString, team);
    QFETCH(QString, file);
    Board board = madeup::board();
    board.teams.front().name = team.toStdString();
    QCOMPARE(pageFileName(stateOf(board), payments), file);
}

void PrintTest::aFailedWriteLeavesTheOldFile()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("old.pdf"));
    QVERIFY(writeWhole(file, "first"));
    QVERIFY(writeWhole(file, "second"));
    QVERIFY(QFile::exists(file));
    {
        const LargestFile limit(1'000); // a disk that is full in the middle
        const auto written = writeWhole(file, QByteArray(100'000, 'x'));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::fileUnwritable);
        QCOMPARE(written.error().subject, file.toStdString());
    }
    QVERIFY(!writeWhole(directory.path(), "third"));
    QVERIFY(!writeWhole(directory.filePath(QStringLiteral("missing/new.pdf")), "fourth"));
    QFile old(file);
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("second"));
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 1); // no half of a file beside it
}

void PrintTest::aPdfIsSavedWhereItIsChosen()
{
    const QTemporaryDir directory;
    QWidget window;
    Printing printing(window);
    QSignalSpy done(&printing, &Printing::done);
    printing.savePdf(stateOf(madeup::board()), payments, {});
    auto* dialog = window.findChild<QFileDialog*>();
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().front().endsWith(QStringLiteral("/fuseboard-payments-2026-11.pdf")));
    QCOMPARE(dialog->defaultSuffix(), QStringLiteral("pdf"));
    const QString file = directory.filePath(QStringLiteral("team.pdf"));
    Q_EMIT dialog->fileSelected(file);
    QCOMPARE(done.count(), 1);
    QVERIFY(done.front().front().toString().contains(file));
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(PdfWords(saved.readAll()).words().contains(QStringLiteral("$15,940")));
}

void PrintTest::aFaultOfWritingNamesTheFile()
{
    QWidget window;
    Printing printing(window);
    QSignalSpy done(&printing, &Printing::done), failed(&printing, &Printing::failed);
    printing.savePdf(stateOf(madeup::board()), payments, {});
    Q_EMIT window.findChild<QFileDialog*>()->fileSelected(QStringLiteral("/nowhere/team.pdf"));
    QCOMPARE(done.count(), 0);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.front().front().value<Error>().subject, std::string("/nowhere/team.pdf"));
}

void PrintTest::withoutAPrinterItIsSaid()
{
    if (!QPrinterInfo::availablePrinterNames().isEmpty())
        return; // this computer has one, whose dialog would open
    QWidget window;
    Printing printing(window);
    QSignalSpy why(&printing, &Printing::notPrinted);
    printing.print(stateOf(madeup::board()), payments, {});
    QCOMPARE(why.count(), 1);
    QVERIFY(why.front().front().toString().startsWith(QStringLiteral("No printer is set up")));
}

void PrintTest::aPrinterGetsThePage()
{
    const QTemporaryDir directory;
    const TeamPage page = teamPageOf(stateOf(madeup::board()), payments);
    const QString file = directory.filePath(QStringLiteral("printed.pdf"));
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(file);
    printer.setPageSize(QPageSize(QPageSize::A5));
    QVERIFY(printPage(printer, page, {}));
    QFile printed(file);
    QVERIFY(printed.open(QIODevice::ReadOnly));
    const PdfWords pdf(printed.readAll());
    QCOMPARE(pdf.pages(), 1);
    QVERIFY(pdf.words().contains(QStringLiteral("$15,940")));
    QCOMPARE(pdf.fact("/Title"), QStringLiteral("Payments · November 2026"));
    printer.setOutputFileName(directory.filePath(QStringLiteral("missing/printed.pdf")));
    QVERIFY(!printPage(printer, page, {}));
}

void PrintTest::aPictureIsCopiedAndSaved()
{
    const QTemporaryDir directory;
    QWidget window;
    Printing printing(window);
    const ShownState state = stateOf(madeup::board(), madeup::freezes(FreezeStage::frozen));
    printing.copyPicture(state, payments, {});
    const QImage copied = QGuiApplication::clipboard()->image();
    QCOMPARE(copied.width(), 2 * (720 + 32));
    printing.savePicture(state, payments, {});
    auto* dialog = window.findChild<QFileDialog*>();
    QVERIFY(dialog->selectedFiles().front().endsWith(QStringLiteral("/fuseboard-payments-2026-11-burn-down.png")));
    const QString file = directory.filePath(QStringLiteral("chart.png"));
    Q_EMIT dialog->fileSelected(file);
    QCOMPARE(QImage(file).convertToFormat(QImage::Format_RGB32), copied.convertToFormat(QImage::Format_RGB32));
    // Its state is on it: a team without one has a lower picture.
    QVERIFY(copied.height() > chartPicture(teamPageOf(stateOf(madeup::board()), payments), {}).height());
}

void PrintTest::aPictureShowsTheChosenRange()
{
    const TeamPage page = teamPageOf(stateOf(madeup::board()), payments);
    const QImage period = chartPicture(page, {});
    QVERIFY(chartPicture(page, {ChartRange::sevenDays, false}) != period);
    QVERIFY(chartPicture(page, {ChartRange::period, true}) != period);
}

void PrintTest::nothingIsPrintedOfNothing()
{
    QVERIFY(!hasTeamPage({}, {}));
    QVERIFY(!hasTeamPage(stateOf(madeup::emptyBoard()), {}));
    QVERIFY(!hasTeamPage(stateOf(madeup::board()), {TeamRow::Kind::team, "team-gone"}));
    QVERIFY(hasTeamPage(stateOf(madeup::board()), {}));
    QVERIFY(hasTeamPage(stateOf(madeup::board()), {TeamRow::Kind::unallocated, {}}));
    QVERIFY(hasTeamPage(stateOf(blindBoard()), payments)); // which says so
}

void PrintTest::pictures_data()
{
    QTest::addColumn<QString>("state");
    for (const char* state : {"team", "frozen", "partly-proved", "not-proved", "changed-outside", "stale", "sandbox",
             "all-teams", "unallocated", "no-history", "long-names", "crowd"})
        QTest::newRow(state) << QString::fromLatin1(state);
}

void PrintTest::pictures()
{
    QFETCH(QString, state);
    const auto is = [&state](const char* other) { return state == QLatin1String(other); };
    Board board = is("stale") ? madeup::staleBoard()
        : is("no-history")    ? blindBoard()
        : is("long-names")    ? longNamed()
        : is("crowd")         ? crowd()
                              : madeup::board();
    board.sandbox = is("sandbox");
    const FreezeBoard freezes = is("frozen") ? madeup::freezes(FreezeStage::frozen)
        : is("partly-proved")                ? madeup::freezes(FreezeStage::partlyProved)
        : is("not-proved")                   ? madeup::freezes(FreezeStage::notProved)
        : is("changed-outside")              ? madeup::freezes(FreezeStage::changedOutside)
                                             : madeup::quietFreezes();
    shots::dress(true);
    const TeamPage page = teamPageOf(stateOf(board, freezes),
        is("all-teams") || is("crowd") ? Selection {}
            : is("unallocated")        ? Selection {TeamRow::Kind::unallocated, {}}
                                       : payments);
    const auto file = [&](const char* what) {
        return QStringLiteral(FUSEBOARD_BUILD "/screenshots/print-%1-%2-%3.png")
            .arg(QLatin1String(what), state, shots::suffix(false));
    };
    QVERIFY(pictureOf(page).save(file("page")));
    QVERIFY(chartPicture(page, {}).save(file("picture")));
    const QByteArray pdf = pagePdf(page, {});
    QVERIFY(writeWhole(QString(file("page")).replace(QStringLiteral(".png"), QStringLiteral(".pdf")), pdf));
    QVERIFY(PdfWords(pdf).words().contains(QStringLiteral("Fuseboard")));
    if (shots::inGerman()) { // no English is left, and the sentences are there
        const QString words = PdfWords(pdf).words();
        QVERIFY2(
            words.contains(QStringLiteral("Erstellt")) && words.contains(QStringLiteral("Seite 1 von 1")), qPrintable(words));
        for (const char* english : {"Made ", "Page ", "Complete", "Sources", "Total", "Where It Goes"})
            QVERIFY2(!words.contains(QLatin1String(english)), english);
    }
}

QTEST_MAIN(PrintTest)
#include "printtest.moc"
