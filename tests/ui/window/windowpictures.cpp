// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/madeupboard.h"
#include "theme/theme.h"
#include "auditpage/auditpage.h"
#include "calls/callspage.h"
#include "domain/auditact.h"
#include "domain/blast.h"
#include "pages/figuretile.h"
#include "pages/sourcespage.h"
#include "switchboardpage/switchboardpage.h"
#include "ui/support/clipped.h"
#include "ui/support/picturelanguage.h"
#include "ui/support/sampleasks.h"
#include "ui/support/sampleaudit.h"
#include "ui/support/samplecalls.h"
#include "ui/support/samplereports.h"
#include "ui/support/unnamed.h"
#include "window/mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace fuseboard;

namespace {

/// What a resume would do at the places of `madeup::switchboard`.
BlastPreview undoOf(const Scope& scope)
{
    using enum UndoTarget::Kind;
    BlastPreview out;
    out.scope = scope;
    out.levers = madeup::switchboard().levers;
    LeverLook keys;
    keys.undo = {{givesBack, "ci-batch", R"({"blocked":false})", R"({"blocked":true})"},
        {givesBack, "notebooks", R"({"blocked":false})", R"({"blocked":true})"},
        {staysHeld, "old-key", R"({"blocked":true})", R"({"blocked":true})"}};
    LeverLook limit;
    limit.undo = {{changed, "Data Science", R"({"threshold_amount":250000})", R"({"threshold_amount":5000})"}};
    out.outlooks = {{out.levers[0].id, LeverLook()}, {out.levers[1].id, keys}, {out.levers[2].id, limit}};
    return out;
}

/// Limits of each kind, and a list that the key may not read.
SourceLimits limitsOf(const std::string& source)
{
    using Holder = ProviderLimit::Holder;
    const auto usd = [](std::int64_t cents) { return Money {cents * 10'000'000, Currency::usd()}; };
    const Instant told = madeup::now() - std::chrono::minutes(7);
    return {source,
        {{.name = "budgets",
             .askedAt = told,
             .toldAt = told,
             .limits = {{.holder = Holder::organisation,
                            .holderId = "acme",
                            .holderName = {},
                            .covers = "ai_credits",
                            .limit = usd(500'000),
                            .refusesBeyond = false},
                 {.holder = Holder::person,
                     .holderId = "octo-1",
                     .holderName = {},
                     .covers = "ai_credits",
                     .limit = usd(0),
                     .used = usd(1'250),
                     .refusesBeyond = true},
                 {.holder = Holder::team,
                     .holderId = "t1",
                     .holderName = "Search",
                     .limit = usd(50'000),
                     .used = usd(41'207),
                     .period = "30d",
                     .resetsAt = told + std::chrono::days(4),
                     .refusesBeyond = true},
                 {.holder = Holder::team,
                     .holderId = "cc1",
                     .holderName = "Payments",
                     .kind = ProviderLimit::Kind::credit,
                     .covers = "AI credit pool",
                     .limit = UnitQuantity {190'000'000'000'000, "AI credits"},
                     .used = UnitQuantity {1'234'500'000'000, "AI credits"},
                     .period = "month"}}},
            {.name = "users", .answer = LimitList::Answer::refused, .detail = "HTTP 403", .askedAt = told}}};
}

/// With days of a source that left out figures.
Board staleBoard()
{
    Board board = madeup::staleBoard();
    const Instant day = dayOf(madeup::now());
    board.sources.back().untold = {
        {Ledger::providerCost, "costs", Period {day - std::chrono::days(4), day - std::chrono::days(2)}}};
    return board;
}

/// What is known of teams where the history can't be read.
Board blindBoard()
{
    Board board = madeup::board();
    const auto blank = [](const TeamBoard& known) {
        TeamBoard out;
        out.id = known.id;
        out.name = known.name;
        out.owner = known.owner;
        out.keys = known.keys;
        out.input.period = known.input.period;
        out.burn.budgetNano = out.burn.remainingNano = known.burn.budgetNano;
        return out;
    };
    for (TeamBoard* each : {&board.all, &board.unallocated})
        *each = blank(*each);
    for (TeamBoard& team : board.teams)
        team = blank(team);
    for (SourceView& source : board.sources)
        source = {.id = source.id, .name = source.name, .kind = source.kind, .interval = source.interval};
    board.budgets.clear();
    board.unallocatedParts.clear();
    board.historyFault = Error {ErrorCode::historyUnreadable, "/home/ada/.local/share/fuseboard/history.db", "disk I/O error"};
    return board;
}

} // namespace

/// The main states in both themes, written to build/screenshots for people to look at.
class WindowPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void pictures_data();
    void pictures();

private:
    void show(MainWindow& window, const QString& state);
    static void showReports(MainWindow& window, const QString& state);
    static void showCalls(MainWindow& window, const QString& state);
    static void showAsks(MainWindow& window, const QString& state);
    static void openCard(MainWindow& window, const QString& id);
    QTemporaryDir m_files;
};

void WindowPictures::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    shots::speakAsAsked();
    QVERIFY(QDir().mkpath(QStringLiteral(FUSEBOARD_BUILD "/screenshots")));
    QFont font(QStringLiteral("Noto Sans"));
    font.setPointSizeF(10);
    QApplication::setFont(font);
}

void WindowPictures::pictures_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("dark");
    for (const char* state : {"dashboard", "sandbox", "freezing", "frozen", "resume", "partly-proved", "not-proved",
             "changed-outside", "stale", "no-history", "all-teams", "unallocated", "empty", "waiting", "sources",
             "source-limits", "switchboard", "switchboard-narrow", "switchboard-rules", "switchboard-rules-narrow",
             "switchboard-drills", "switchboard-missed", "switchboard-missed-narrow", "protected", "incident",
             "incident-narrow", "incident-money", "reason", "reasoned", "reasoned-narrow", "resume-asks", "resume-asks-narrow",
             "narrow", "incidents-narrow", "reports", "reports-narrow", "reports-empty", "reports-reading", "prices",
             "prices-narrow", "prices-unpriced", "prices-changes", "prices-own", "audit", "audit-narrow", "audit-altered",
             "audit-empty", "calls", "calls-all", "calls-narrow", "calls-silent", "calls-none", "calls-unwatched", "asks",
             "asks-details", "asks-answered", "asks-held", "asks-narrow", "false-alarm"})
        for (const bool dark : shots::schemes())
            QTest::addRow("%s, %s", state, dark ? "dark" : "light") << QString::fromLatin1(state) << dark;
}

void WindowPictures::show(MainWindow& window, const QString& state)
{
    window.setCalendar(madeup::calendar());
    window.setNow(madeup::now());
    if (state == QLatin1String("waiting"))
        return;
    const bool stale = state == QLatin1String("stale") || state == QLatin1String("sources");
    window.setOrganisation(madeup::shared(madeup::organisation()));
    window.setBoard(madeup::shared(state == QLatin1String("empty") ? madeup::emptyBoard()
            : state == QLatin1String("no-history")                 ? blindBoard()
            : stale                                                ? staleBoard()
                                                                   : madeup::board()));
    window.setFreezes(madeup::shared(state == QLatin1String("empty") || stale ? FreezeBoard {} : madeup::quietFreezes()));
    window.select({TeamRow::Kind::team, "team-payments"});
    if (state != QLatin1String("empty"))
        window.setRecentActs(madeup::shared(actsOf(sample::auditLog().entries)));
    const auto stage = [&](FreezeStage value) { window.setFreezes(madeup::shared(madeup::freezes(value))); };
    if (state == QLatin1String("sandbox")) {
        window.setSandbox(true);
        window.setHint(QStringLiteral("checkout-agent of Payments runs away: press Freeze Payments."));
    } else if (state == QLatin1String("freezing")) {
        stage(FreezeStage::freezing);
    } else if (state == QLatin1String("frozen")) {
        stage(FreezeStage::frozen);
    } else if (state == QLatin1String("resume")) {
        stage(FreezeStage::frozen);
        window.findChild<QPushButton*>(QStringLiteral("resume"))->click();
    } else if (state == QLatin1String("partly-proved")) {
        stage(FreezeStage::partlyProved);
    } else if (state == QLatin1String("not-proved")) {
        stage(FreezeStage::notProved);
    } else if (state == QLatin1String("changed-outside")) {
        stage(FreezeStage::changedOutside);
    } else if (state.startsWith(QLatin1String("incident")) && !state.startsWith(QLatin1String("incidents"))) {
        stage(FreezeStage::notProved);
        auto entries = sample::auditLog().entries;
        entries.push_back(
            sample::auditEntry(13, "13:20:25", "B. Jones", "acknowledge", "freeze/team/team-payments", "", "", "r7"));
        entries.back().before = "not proved";
        window.setRecentActs(madeup::shared(actsOf(entries)));
        if (state.endsWith(QLatin1String("narrow"))) {
            window.resize(1024, 700);
            QCoreApplication::processEvents();
            window.findChild<QPushButton*>(QStringLiteral("incidentsButton"))->click();
        }
        openCard(window,
            state.endsWith(QLatin1String("money")) ? QStringLiteral("runsOut/team-payments")
                                                   : QStringLiteral("freeze/team/team-payments"));
    } else if (state == QLatin1String("reason")) {
        stage(FreezeStage::frozen);
        window.findChild<QPushButton*>(QStringLiteral("openReason"))->click();
    } else if (state.startsWith(QLatin1String("reasoned"))) {
        FreezeBoard freezes = madeup::freezes(FreezeStage::frozen);
        freezes.views.at(madeup::payments()).added =
            AddedReason {"checkout-agent calls itself in a loop", "B. Jones", madeup::now()};
        window.setFreezes(madeup::shared(freezes));
        if (state.endsWith(QLatin1String("narrow")))
            window.resize(1024, 700);
    } else if (state.startsWith(QLatin1String("resume-asks"))) {
        window.setFreezes(madeup::shared(madeup::askingFreezes()));
        if (state.endsWith(QLatin1String("narrow")))
            window.resize(1024, 700);
    } else if (state == QLatin1String("protected")) {
        window.setBoard(madeup::shared(madeup::protectedBoard()));
    } else if (state == QLatin1String("all-teams")) {
        window.select({});
    } else if (state == QLatin1String("unallocated")) {
        window.select({TeamRow::Kind::unallocated, {}});
    } else if (state == QLatin1String("sources")) {
        QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
    } else if (state == QLatin1String("source-limits")) {
        QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
        window.findChild<QTableView*>(QStringLiteral("sources"))->selectRow(0);
        window.sources().setLimits(madeup::shared(limitsOf(madeup::board().sources.front().id)));
    } else if (state.startsWith(QLatin1String("switchboard"))) {
        FreezeBoard freezes = madeup::switchboard();
        const bool isOfRules = state.contains(QLatin1String("rules"));
        if (state != QLatin1String("switchboard") && state != QLatin1String("switchboard-narrow") && !isOfRules) {
            freezes.levers[1].name = "HAProxy";
            freezes.levers[1].caveat = LeverCaveat::openMap;
            freezes.levers[0].warnings = {"callers.listen in /etc/fuseboard/gateway.toml was changed: that takes a restart.",
                "/etc/fuseboard/openai.key holds a secret, and other users may read it: take that right away."};
            std::vector<Drill> drills = madeup::drills();
            if (state.contains(QLatin1String("missed")))
                drills.pop_back();
            window.setDrills(std::move(drills), madeup::drillPlan());
        }
        if (state.contains(QLatin1String("missed")))
            freezes.views.clear();
        window.setFreezes(madeup::shared(freezes));
        QTest::keyClick(&window, Qt::Key_3, Qt::AltModifier);
        if (state.endsWith(QLatin1String("narrow")))
            window.resize(1024, 700);
        window.setPreview(undoOf(freezes.views.empty() ? Scope() : freezes.views.begin()->first));
        if (isOfRules) {
            QCoreApplication::processEvents();
            window.findChild<SwitchboardPage*>()->findChild<QScrollArea*>()->ensureWidgetVisible(
                window.findChild<QTableView*>(QStringLiteral("rules"))->parentWidget());
        }
    } else if (state.startsWith(QLatin1String("calls"))) {
        showCalls(window, state);
    } else if (state.startsWith(QLatin1String("asks")) || state == QLatin1String("false-alarm")) {
        showAsks(window, state);
    } else if (state == QLatin1String("narrow")) {
        window.resize(1024, 700);
    } else if (state == QLatin1String("incidents-narrow")) {
        stage(FreezeStage::notProved);
        window.resize(1024, 700);
        QCoreApplication::processEvents();
        window.findChild<QPushButton*>(QStringLiteral("incidentsButton"))->click();
    } else if (state.startsWith(QLatin1String("reports")) || state.startsWith(QLatin1String("prices"))) {
        showReports(window, state);
    } else if (state.startsWith(QLatin1String("audit"))) {
        if (state.endsWith(QLatin1String("narrow")))
            window.resize(1024, 700);
        QTest::keyClick(&window, Qt::Key_5, Qt::AltModifier);
        auto log = sample::auditLog();
        if (state.endsWith(QLatin1String("altered")))
            log.check =
                AuditCheck {.rows = 2, .head = {}, .remembered = 12, .fault = AuditFault {AuditFault::Kind::changed, 3, {}}};
        if (state.endsWith(QLatin1String("empty"))) {
            log.entries.clear();
            log.length = log.check->rows = 0;
        }
        window.audit().setLog(madeup::shared(log)); // it then asks for a check
        window.audit().setLog(madeup::shared(log));
    }
}

void WindowPictures::openCard(MainWindow& window, const QString& id)
{
    auto* card = window.findChild<QWidget*>(QStringLiteral("incident/") + id);
    QVERIFY(card);
    card->setFocus();
    QTest::keyClick(card, Qt::Key_Return);
}

void WindowPictures::showAsks(MainWindow& window, const QString& state)
{
    auto entries = sample::auditLog().entries;
    entries.push_back(
        sample::auditEntry(13, "12:20:00", "B. Jones", "allow more", "ask/gateway/a2", "the migration", "", "r7"));
    entries.push_back(
        sample::auditEntry(14, "12:20:00", "B. Jones", "allow more", "ask/gateway/a2", "the migration", "done", "r7"));
    if (state == QLatin1String("false-alarm")) {
        const auto incidents = incidentsOf(window.shown(), {});
        const auto early = std::ranges::find(incidents, "runsOut/team-payments", &Incident::id);
        entries.push_back(sample::auditEntry(
            15, "13:20:00", "B. Jones", "false alarm", "runsOut/team-payments", "the launch is over", "", "r8"));
        entries.back().before = early->turn;
        window.setRecentActs(madeup::shared(actsOf(entries)));
        openCard(window, QStringLiteral("runsOut/team-payments"));
        return;
    }
    window.setRecentActs(madeup::shared(actsOf(entries)));
    FreezeBoard freezes = madeup::quietFreezes();
    freezes.levers = madeup::switchboard().levers; // which can refuse a key alone
    window.setFreezes(madeup::shared(freezes));
    Asks asks = state == QLatin1String("asks-details") ? sample::silentAsks() : sample::asks();
    if (state.endsWith(QLatin1String("held")))
        asks[0].asks.push_back(sample::heldAsk());
    window.setAsks(asks);
    if (state.endsWith(QLatin1String("narrow"))) {
        window.resize(1024, 700);
        QCoreApplication::processEvents();
        window.findChild<QPushButton*>(QStringLiteral("incidentsButton"))->click();
    }
    QTest::qWait(100); // the cards make room for a scroll bar
    if (state.endsWith(QLatin1String("details")))
        openCard(window, QStringLiteral("ask/gateway/a1"));
    if (state.endsWith(QLatin1String("answered")))
        openCard(window, QStringLiteral("ask/gateway/a2"));
    if (state.endsWith(QLatin1String("held")))
        openCard(window, QStringLiteral("ask/gateway/a4"));
}

void WindowPictures::showCalls(MainWindow& window, const QString& state)
{
    const bool all = state.endsWith(QLatin1String("all"));
    if (state.endsWith(QLatin1String("narrow")))
        window.resize(1024, 700);
    if (all)
        window.select({});
    QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
    RunningCalls calls = sample::runningCalls();
    if (all || state.endsWith(QLatin1String("silent")))
        calls = sample::partlySilentCalls(all ? Scope::everything() : madeup::payments());
    if (state.endsWith(QLatin1String("none")))
        calls.places.front().calls.clear();
    window.calls().setCalls(calls);
    window.calls().takeFocus();
    if (state == QLatin1String("calls"))
        window.calls().tellCut({"gateway", calls.places[0].calls[1], {}}, CutOutcome::cut);
    if (state.endsWith(QLatin1String("unwatched")))
        window.setWatcher(
            {.kind = Watcher::Kind::nobody, .who = QStringLiteral("fuseboardctl, process 4711"), .since = madeup::now()});
}

void WindowPictures::showReports(MainWindow& window, const QString& state)
{
    if (state.endsWith(QLatin1String("narrow")))
        window.resize(1024, 700);
    QTest::keyClick(&window, Qt::Key_4, Qt::AltModifier);
    if (!state.endsWith(QLatin1String("reading")))
        window.setReports(madeup::shared(state.endsWith(QLatin1String("empty")) ? sample::emptyReports() : sample::reports()));
    if (state.startsWith(QLatin1String("prices")))
        window.findChild<QTabWidget*>(QStringLiteral("reports"))->setCurrentIndex(1);
    for (const auto& [part, button] : {std::pair("prices-unpriced", "unpricedUsageButton"),
             std::pair("prices-changes", "priceChangesButton"), std::pair("prices-own", "ownRatesButton")})
        if (state == QLatin1String(part))
            window.findChild<QToolButton*>(QLatin1String(button))->click();
}

void WindowPictures::pictures()
{
    QFETCH(QString, state);
    QFETCH(bool, dark);
    Theme theme(nullptr);
    std::optional<Theme::Making> making(std::in_place, theme); // as the program does
    theme.apply(dark ? ThemeChoice::dark : ThemeChoice::light);
    MainWindow window(
        theme, {m_files.filePath(QStringLiteral("state-%1").arg(state)), m_files.filePath(QStringLiteral("fuseboardrc"))});
    making.reset();
    window.resize(1440, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    show(window, state);
    QCoreApplication::processEvents();
    const QString file = QStringLiteral(FUSEBOARD_BUILD "/screenshots/window-%1-%2.png").arg(state, shots::suffix(dark));
    const QPixmap picture = window.grab();
    for (const FigureTile* tile : window.findChildren<FigureTile*>())
        QVERIFY2(!tile->isVisible() || tile->width() >= tile->widthOfLines(), qPrintable(tile->figure().title));
    QVERIFY(picture.save(file));
    QVERIFY(picture.width() >= 1000);
    const QString faults = test::languageFaults(window);
    QVERIFY2(faults.isEmpty(), qPrintable(faults));
    // As assistive technology goes through it.
    int controls = 0;
    QStringList unnamed;
    test::addUnnamed(QAccessible::queryAccessibleInterface(&window), {}, controls, unnamed);
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QLatin1Char('\n'))));
    QVERIFY(controls > 10);
}

QTEST_MAIN(WindowPictures)
#include "windowpictures.moc"
