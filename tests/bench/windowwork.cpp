// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What bench_window measures, each in a process of its own:
//   windowwork bare              a bare Qt Charts window, until it is painted
//   windowwork start PROFILE     the program, until it has painted a team's figures
//   windowwork idle PROFILE      the program, until it is ended; "tray" behind it: its window is closed
//   windowwork busy PROFILE      the program while it polls, reads the past, exports, switches teams and themes
//   windowwork freeze PROFILE    the sandbox, while a team is frozen and resumed
//   windowwork many              300 teams, all pages, 10,000 updates
//   windowwork burndown          a year by the hour in the burn-down and in a bare chart
// Times are told as lines `NAME VALUE`, instants by the monotonic clock in milliseconds.
#include "bench/measured.h"
#include "bench/watchedapplication.h"
#include "charts/burndowncard.h"
#include "desktop/desktop.h"
#include "support/madeupboard.h"
#include "window/rail.h"

#include <QChartView>
#include <QElapsedTimer>
#include <QFile>
#include <QLineSeries>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cstdio>
#include <ctime>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

void tell(const char* name, double value)
{
    std::printf("%s %.3f\n", name, value);
    std::fflush(stdout);
}

double nowInMilliseconds()
{
    timespec time {};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Calls back after each paint of a widget's window.
class PaintWatch : public QObject {
public:
    PaintWatch(QWidget& window, std::function<void()> painted)
        : m_painted(std::move(painted))
    {
        window.installEventFilter(this);
    }
    bool eventFilter(QObject* /*watched*/, QEvent* event) override
    {
        // The window's own paint comes first; what is queued behind it is behind those of its children.
        if (event->type() == QEvent::Paint)
            QMetaObject::invokeMethod(this, [this] { m_painted(); }, Qt::QueuedConnection);
        return false;
    }

private:
    std::function<void()> m_painted;
};

void addLine(QChart& chart, const QList<QPointF>& points)
{
    auto* line = new QLineSeries;
    line->replace(points);
    chart.addSeries(line);
    chart.createDefaultAxes();
    chart.legend()->hide();
}

int bare(QApplication& app)
{
    QChartView view;
    addLine(*view.chart(), {{0, 1}, {1, 2}, {2, 1}});
    view.resize(1280, 800);
    const PaintWatch watch(*view.viewport(), [] {
        tell("painted", nowInMilliseconds());
        QCoreApplication::quit();
    });
    view.show();
    return app.exec();
}

MainWindow& windowOf()
{
    for (QWidget* each : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<MainWindow*>(each))
            return *window;
    qFatal("no window");
}

DesktopOptions optionsOf(const QString& directory, bool sandbox = false)
{
    DesktopOptions out;
    out.profile = Profile::under(directory);
    out.directory = directory;
    out.sandbox = sandbox;
    return out;
}

std::unique_ptr<Desktop> startDesktop(const DesktopOptions& options)
{
    auto desktop = std::make_unique<Desktop>(options);
    if (auto started = desktop->start(); !started)
        qFatal("%s", started.error().detail.c_str());
    return desktop;
}

bool hasFigures(const MainWindow& window)
{
    const auto& board = window.shown().board;
    return board && !board->teams.empty();
}

void awaitFigures(const MainWindow& window)
{
    if (!QTest::qWaitFor([&] { return hasFigures(window); }, 120'000))
        qFatal("no figures within two minutes");
}

int start(QApplication& app, const QString& directory)
{
    const auto desktop = startDesktop(optionsOf(directory));
    MainWindow& window = windowOf();
    const PaintWatch watch(*window.centralWidget(), [&] {
        if (!hasFigures(window))
            return;
        tell("painted", nowInMilliseconds());
        QCoreApplication::quit();
    });
    return app.exec();
}

int idle(QApplication& app, const QString& directory, bool tray)
{
    const auto desktop = startDesktop(optionsOf(directory));
    MainWindow& window = windowOf();
    awaitFigures(window);
    if (tray)
        window.hide();
    tell("ready", nowInMilliseconds());
    return app.exec();
}

void tellPhases(const bench::WatchedApplication& app)
{
    for (const bench::LongestEvent& each : app.phases())
        std::printf("event %s %.3f %.3f %s\n", each.phase.constData(), each.cpu, each.wall, each.what.constData());
}

void chooseTeams(MainWindow& window, int times)
{
    for (int i = 0; i < times; ++i) {
        const auto& teams = window.shown().board->teams;
        window.select({TeamRow::Kind::team, teams[static_cast<std::size_t>(i) % teams.size()].id});
        QTest::qWait(50);
    }
}

void visitPages(MainWindow& window)
{
    for (QToolButton* page : window.findChild<Rail*>()->findChildren<QToolButton*>())
        if (page->isCheckable()) {
            page->click();
            QTest::qWait(300);
        }
    window.findChild<Rail*>()->findChild<QToolButton*>()->click();
}

int busy(bench::WatchedApplication& app, const QString& directory)
{
    const auto desktop = startDesktop(optionsOf(directory));
    MainWindow& window = windowOf();
    awaitFigures(window);
    QTest::qWait(2'000);
    app.begin("poll_and_past");
    QTest::qWait(20'000);
    app.begin("team_switch");
    chooseTeams(window, 100);
    app.begin("pages");
    visitPages(window);
    app.begin("export");
    Q_EMIT window.exportRequested(directory + QStringLiteral("/teams.csv"));
    QTest::qWait(5'000);
    app.begin("theme");
    for (const ThemeChoice theme : {ThemeChoice::dark, ThemeChoice::light, ThemeChoice::dark}) {
        Settings settings;
        settings.theme = theme;
        Q_EMIT window.settingsEdited(settings);
        QTest::qWait(1'000);
    }
    tellPhases(app);
    return 0;
}

int freeze(bench::WatchedApplication& app, const QString& directory)
{
    const auto desktop = startDesktop(optionsOf(directory, true));
    MainWindow& window = windowOf();
    awaitFigures(window);
    QTest::qWait(3'000);
    const Scope team = Scope::ofTeam(window.shown().board->teams.front().id);
    app.begin("freeze");
    for (int i = 0; i < 5; ++i) {
        Q_EMIT window.freezeRequested(team, FreezeMode::refuse, QStringLiteral("bench"));
        QTest::qWait(2'000);
        Q_EMIT window.resumeRequested(team, QStringLiteral("bench"), {});
        QTest::qWait(2'000);
    }
    tellPhases(app);
    return 0;
}

double residentMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly))
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith("VmRSS:"))
                return line.mid(6).simplified().split(' ').front().toDouble() / 1000;
    qFatal("no VmRSS");
}

Board manyTeams(std::int64_t spent)
{
    Board board = madeup::board();
    board.teams.clear();
    for (int i = 0; i < 300; ++i) {
        const std::string id = std::format("team-{:03}", i);
        board.teams.push_back(madeup::team(("Team " + std::to_string(i)).c_str(), id.c_str(), 20'000, spent + i, 900));
    }
    return board;
}

int many()
{
    const QTemporaryDir files;
    Theme theme(nullptr);
    theme.apply(ThemeChoice::light);
    MainWindow window(theme, {files.filePath(QStringLiteral("state")), files.filePath(QStringLiteral("rc"))});
    window.setCalendar(madeup::calendar());
    window.setNow(madeup::now());
    window.setOrganisation(madeup::shared(madeup::organisation()));
    const std::array boards {madeup::shared(manyTeams(5'000)), madeup::shared(manyTeams(5'001))};
    window.setBoard(boards.front());
    window.setFreezes(madeup::shared(madeup::switchboard()));
    window.resize(1280, 800);
    window.show();
    visitPages(window);
    chooseTeams(window, 300);
    tell("visited", residentMegabytes());
    for (int i = 0; i < 10'000; ++i) {
        window.setBoard(boards[static_cast<std::size_t>(i) % 2]);
        QCoreApplication::processEvents();
        if (i == 2'000)
            tell("updated_first", residentMegabytes());
    }
    tell("updated", residentMegabytes());
    return 0;
}

BurnDownView yearByTheHour(std::int64_t spent)
{
    TeamBoard team = madeup::team("Payments", "team-payments", 240'000, spent, 900);
    const Calendar calendar = madeup::calendar();
    team.input.period = calendar.periodAt(madeup::now(), PeriodKind::year);
    team.input.now = madeup::now();
    team.input.spent = madeup::spending(team.input.period, madeup::now(), spent, 900);
    team.burn = burnDown(team.input, calendar);
    return burnDownView(team, calendar, Currency::usd(), nullptr, std::nullopt);
}

/// The median of the milliseconds that one update takes until it is painted.
double updateOf(QWidget& widget, const std::function<void(int)>& update)
{
    std::vector<double> all;
    for (int i = 0; i < 60; ++i) {
        QElapsedTimer took;
        took.start();
        update(i);
        widget.repaint();
        QCoreApplication::processEvents();
        all.push_back(static_cast<double>(took.nsecsElapsed()) / 1e6);
    }
    return bench::median(all);
}

int burndown()
{
    Theme theme(nullptr);
    theme.apply(ThemeChoice::light);
    const std::array views {yearByTheHour(200'000), yearByTheHour(200'100)};
    std::array<QList<QPointF>, 2> lines;
    for (std::size_t i = 0; i < 2; ++i)
        for (const SpendPoint& point : views[i].input.spent)
            lines[i].append({static_cast<double>(toUnixSeconds(point.at)) * 1e3, static_cast<double>(point.spentNano) / 1e9});
    BurnDownCard card;
    card.resize(900, 420);
    card.show();
    QChartView view;
    addLine(*view.chart(), lines.front());
    view.resize(900, 420);
    view.show();
    QCoreApplication::processEvents();
    auto* line = qobject_cast<QLineSeries*>(view.chart()->series().front());
    tell("points", static_cast<double>(lines.front().size()));
    for (int round = 0; round < 5; ++round) {
        const auto ours = [&] {
            tell("ours", updateOf(card, [&](int i) { card.setView(views[static_cast<std::size_t>(i) % 2]); }));
        };
        const auto theirs = [&] {
            tell("bare", updateOf(view, [&](int i) { line->replace(lines[static_cast<std::size_t>(i) % 2]); }));
        };
        if (round % 2 == 0)
            ours();
        theirs();
        if (round % 2 != 0)
            ours();
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    bench::WatchedApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("fuseboard"));
    const QStringList arguments = QApplication::arguments();
    const QString work = arguments.value(1), directory = arguments.value(2);
    if (work == QLatin1String("bare"))
        return bare(app);
    if (work == QLatin1String("start"))
        return start(app, directory);
    if (work == QLatin1String("idle"))
        return idle(app, directory, arguments.value(3) == QLatin1String("tray"));
    if (work == QLatin1String("busy"))
        return busy(app, directory);
    if (work == QLatin1String("freeze"))
        return freeze(app, directory);
    return work == QLatin1String("many") ? many() : burndown();
}
