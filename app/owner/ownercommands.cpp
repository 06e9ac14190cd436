// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownercommands.h"

#include "owner/askcommands.h"
#include "owner/documentvalues.h"
#include "owner/billimport.h"
#include "owner/blastpreview.h"
#include "owner/budgetcommands.h"
#include "owner/budgetdocument.h"
#include "owner/callcommands.h"
#include "owner/drillbook.h"
#include "owner/hear.h"
#include "owner/protectedteam.h"
#include "owner/ratecommands.h"
#include "owner/sourcecommands.h"
#include "owner/statusdocument.h"
#include "owner/systemclock.h"
#include "owner/windowcommands.h"
#include "text/freezetext.h"

#include <QJsonArray>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>

namespace fuseboard {
namespace {

using document::done;
using document::member;

const Error ownerEnding {ErrorCode::cutOff, "the profile's owner", {}};
constexpr std::chrono::seconds faultGrace {3};
constexpr std::chrono::seconds leverPatience {10}; ///< the longest that a lever takes to say that it can't be reached

QJsonArray textsOf(const std::vector<std::string>& texts)
{
    QJsonArray out;
    for (const std::string& text : texts)
        out.append(QString::fromStdString(text));
    return out;
}

QJsonObject billDocument(const BillImported& bill)
{
    return {{QStringLiteral("version"), QString::fromStdString(bill.version)}, {QStringLiteral("months"), textsOf(bill.months)},
        {QStringLiteral("charges"), static_cast<qint64>(bill.charges)},
        {QStringLiteral("otherServices"), static_cast<qint64>(bill.otherServices)},
        {QStringLiteral("unknownColumns"), textsOf(bill.unknownColumns)},
        {QStringLiteral("added"), static_cast<qint64>(bill.applied.added)},
        {QStringLiteral("replaced"), static_cast<qint64>(bill.applied.replaced)},
        {QStringLiteral("withdrawn"), static_cast<qint64>(bill.applied.withdrawn)},
        {QStringLiteral("tooOld"), static_cast<qint64>(bill.applied.late)}};
}

const FreezeView* viewOf(const std::shared_ptr<const FreezeBoard>& freezes, const Scope& scope)
{
    if (!freezes)
        return nullptr;
    const auto found = freezes->views.find(scope);
    return found == freezes->views.end() ? nullptr : &found->second;
}

/// Whether nothing more is to be waited for. A released scope that nobody lists any more is allowed.
bool isSettled(const FreezeView* view, HoldState wanted)
{
    if (wanted == HoldState::released)
        return !view || view->stage == FreezeStage::resumed || view->stage == FreezeStage::allowed;
    return view && (view->stage == FreezeStage::frozen || view->stage == FreezeStage::partlyProved);
}

bool isHopeless(const FreezeView* view)
{
    return view && (view->stage == FreezeStage::notProved || view->stage == FreezeStage::changedOutside);
}

/// Waits for one of several events, acts once, and goes.
class Wait : public QObject {
public:
    using QObject::QObject;
    void finish(const OwnerCommands::Answer& answer, const QJsonObject& words)
    {
        if (m_finished)
            return;
        m_finished = true;
        answer(words);
        deleteLater();
    }

private:
    bool m_finished = false;
};

/// Where the history can't be read, what is asked of it is answered at once.
bool refusedWithoutHistory(const Engine& engine, const OwnerCommands::Answer& answer)
{
    const auto& fault = engine.historyFault();
    if (fault)
        answer(refusal(*fault));
    return fault.has_value();
}

/// What fails meanwhile is the answer, unless what is waited for comes all the same (a gateway whose policy we may not change,
/// or a locked keyring, must not keep a freeze of the others from being ordered), and unless it concerns only the audit log, or
/// the copy of the organisation: they hide no figures.
void refuseWith(const Engine& engine, Wait* wait, const OwnerCommands::Answer& answer)
{
    QObject::connect(&engine, &Engine::failed, wait, [=, &engine](const Error& error) {
        const bool isOfTheCopy = error.subject == engine.profile().organisationFile().toStdString();
        if (error.code != ErrorCode::auditAltered && error.code != ErrorCode::notOnRecord && !isOfTheCopy)
            QTimer::singleShot(faultGrace, wait, [=] { wait->finish(answer, refusal(error)); });
    });
}

} // namespace

OwnerCommands::OwnerCommands(Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{
}

void OwnerCommands::carryOut(const QJsonObject& request, QObject* caller, Answer answer)
{
    const std::string what = member(request, "do");
    if (what == "status")
        status(caller, std::move(answer));
    else if (what == "poll")
        poll(member(request, "source"), caller, std::move(answer));
    else if (what == "drill")
        drill(request, caller, answer);
    else if (what == "drills")
        answer(done(drillsDocument(m_engine.drills(), m_engine.drillPlan(), SystemClock().now())));
    else if (what == "levers")
        levers(caller, std::move(answer));
    else if (what == "preview")
        preview(request, caller, answer);
    else if (what == "freeze")
        hold(request, HoldState::frozen, caller, std::move(answer));
    else if (what == "resume")
        hold(request, HoldState::released, caller, std::move(answer));
    else if (what == "addReason")
        addReason(request, caller, answer);
    else if (what == "export")
        exportReport(request, caller, std::move(answer));
    else if (what == "importBill")
        importBill(request, caller, answer);
    else if (what == "cancelAllocation")
        cancelAllocation(caller, std::move(answer));
    else if (what == "source")
        orderBackfill(request, caller, answer);
    else if (what == "rates")
        rates(caller, std::move(answer));
    else if (what == "setRate")
        enterRates(rateOf(request, SystemClock().now()), caller, std::move(answer));
    else if (what == "importRates")
        importRates(request[QLatin1String("file")].toString(), caller, answer);
    else if (what == "watch")
        watch(caller, std::move(answer));
    else if (what == "budgets")
        budgets(caller, std::move(answer));
    else if (isBudgetChange(what))
        editBudget(request, caller, answer);
    else if (isSourceChange(what))
        changeSource(m_engine, request, caller, answer);
    else if (isCallCommand(what))
        carryOutForCalls(m_engine, request, caller, answer);
    else if (isAskCommand(what))
        carryOutForAsks(m_engine, request, caller, answer);
    else if (isWindowCommand(what))
        carryOutForWindow(m_engine, request, caller, answer, m_raise);
    else
        answer(refusal({ErrorCode::badDocument, "do", "'" + what + "' is no command"}));
}

void OwnerCommands::status(QObject* caller, Answer answer)
{
    const auto ready = [this] { return m_engine.board() && m_engine.freezes(); };
    const auto tell = [this, answer] {
        return done({{QStringLiteral("status"), statusDocument(*m_engine.board(), *m_engine.freezes())}});
    };
    if (ready()) {
        answer(tell());
        return;
    }
    auto* wait = new Wait(caller);
    const auto look = [=] {
        if (ready())
            wait->finish(answer, tell());
    };
    connect(&m_engine, &Engine::boardChanged, wait, look);
    connect(&m_engine, &Engine::freezesChanged, wait, look);
    refuseWith(m_engine, wait, answer);
}

void OwnerCommands::levers(QObject* caller, Answer answer)
{
    const auto ready = [this] {
        const auto& freezes = m_engine.freezes();
        return freezes && std::ranges::all_of(freezes->levers, &LeverView::isAsked);
    };
    const auto tell = [this, answer](Wait* wait) {
        wait->finish(answer,
            done({{QStringLiteral("levers"), m_engine.freezes() ? leversDocument(m_engine.freezes()->levers) : QJsonArray()}}));
    };
    auto* wait = new Wait(caller);
    if (ready()) {
        tell(wait);
        return;
    }
    connect(&m_engine, &Engine::freezesChanged, wait, [=] {
        if (ready())
            tell(wait);
    });
    QTimer::singleShot(leverPatience, wait, [=] { tell(wait); }); // a dead one must not hide the others
}

void OwnerCommands::drill(const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto begin = [this, team = member(request, "team"), caller, answer] {
        m_engine.drill(team).then(caller, [answer](const Result<Drill>& made) {
            answer(made ? done({{QStringLiteral("drill"), drillDocument(*made)}}) : refusal(made.error()));
        });
    };
    const auto ready = [this] { return m_engine.freezes() && m_engine.organisation(); };
    if (ready()) {
        begin();
        return;
    }
    auto* wait = new Wait(caller); // what is frozen, and what is protected, is not known before
    const auto look = [=] {
        if (ready())
            wait->finish([begin](const QJsonObject&) { begin(); }, {});
    };
    connect(&m_engine, &Engine::freezesChanged, wait, look);
    connect(&m_engine, &Engine::organisationChanged, wait, look);
    refuseWith(m_engine, wait, answer);
}

void OwnerCommands::preview(const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto scope = parseScope(member(request, "scope"));
    if (!scope) {
        answer(refusal(scope.error()));
        return;
    }
    m_engine.preview(*scope).then(caller, [this, answer](const Result<BlastPreview>& preview) {
        answer(preview ? done({{QStringLiteral("preview"),
                             blastDocument(*preview, m_engine.organisation() ? *m_engine.organisation() : Organisation())}})
                       : refusal(preview.error()));
    });
}

void OwnerCommands::budgets(QObject* caller, Answer answer)
{
    if (refusedWithoutHistory(m_engine, answer))
        return;
    const auto tell = [this] { return done(budgetsDocument(*m_engine.board())); };
    if (m_engine.board()) {
        answer(tell());
        return;
    }
    auto* wait = new Wait(caller);
    connect(&m_engine, &Engine::boardChanged, wait, [=] { wait->finish(answer, tell()); });
    refuseWith(m_engine, wait, answer);
}

void OwnerCommands::editBudget(const QJsonObject& request, QObject* caller, const Answer& answer)
{
    if (refusedWithoutHistory(m_engine, answer))
        return;
    const auto edit = [=, this] { changeBudget(m_engine, request, caller, answer); };
    if (m_engine.board()) {
        edit();
        return;
    }
    // The collector takes no change before it has begun.
    auto* wait = new Wait(caller);
    connect(&m_engine, &Engine::boardChanged, wait, [=] { wait->finish([edit](const QJsonObject&) { edit(); }, {}); });
    refuseWith(m_engine, wait, answer);
}

void OwnerCommands::poll(const std::string& source, QObject* caller, Answer answer)
{
    if (!source.empty() && !m_engine.hasSource(source)) {
        answer(refusal({ErrorCode::badDocument, "The source id '" + source + "'", "no source has it"}));
        return;
    }
    if (refusedWithoutHistory(m_engine, answer))
        return;
    auto* wait = new Wait(caller);
    connect(&m_engine, &Engine::polled, wait, [this, wait, answer] {
        wait->finish(answer,
            done(m_engine.board() && m_engine.freezes()
                    ? QJsonObject {{QStringLiteral("status"), statusDocument(*m_engine.board(), *m_engine.freezes())}}
                    : QJsonObject()));
    });
    refuseWith(m_engine, wait, answer);
    m_engine.poll(source);
}

void OwnerCommands::hold(const QJsonObject& request, HoldState wanted, QObject* caller, Answer answer)
{
    const auto scope = parseScope(member(request, "scope"));
    if (!scope) {
        answer(refusal(scope.error()));
        return;
    }
    // What an older act has come to says nothing of this one.
    const FreezeView* before = viewOf(m_engine.freezes(), *scope);
    const auto earlier = before ? std::optional(before->orderedAt) : std::nullopt;
    const QString reason = request[QLatin1String("reason")].toString().trimmed();
    if (reason.isEmpty()) {
        answer(refusal({ErrorCode::reasonMissing, scope->text(), {}}));
        return;
    }
    if (wanted == HoldState::frozen) {
        const Team* team = protectedTeam(m_engine.organisation().get(), *scope);
        if (team && !confirmsFreeze(request[QLatin1String("confirm")].toString(), QString::fromStdString(team->name))) {
            answer(refusal({ErrorCode::protectedTeam, team->name, {}}));
            return;
        }
        const auto mode = parseFreezeMode(request.contains(QLatin1String("mode")) ? member(request, "mode") : "refuse");
        if (!mode) {
            answer(refusal(mode.error()));
            return;
        }
        m_engine.freeze(*scope, *mode, reason);
    } else {
        // A resume acts only on what was shown: the freeze of this generation.
        const FreezeView* shown = viewOf(m_engine.freezes(), *scope);
        if (!shown || std::to_string(shown->generation) != member(request, "generation")) {
            answer(refusal({ErrorCode::badConfirmation, scope->text(), {}}));
            return;
        }
        const auto undo = parseUndo(request.contains(QLatin1String("undo")) ? member(request, "undo") : "ask");
        if (!undo) {
            answer(refusal(undo.error()));
            return;
        }
        m_engine.resume(*scope, reason, *undo);
    }
    auto* wait = new Wait(caller);
    const auto tell = [this, wanted, wait, answer, earlier, scope = *scope](bool last) {
        const FreezeView* view = viewOf(m_engine.freezes(), scope);
        if (view && view->orderedAt == earlier && !last)
            return;
        const bool proved = isSettled(view, wanted);
        if (!proved && !last && !isHopeless(view))
            return;
        QJsonObject words {{QStringLiteral("proved"), proved && (!view || view->stage != FreezeStage::partlyProved)}};
        if (view)
            words[QStringLiteral("freeze")] = freezeDocument(*view);
        wait->finish(answer, done(words));
    };
    connect(&m_engine, &Engine::freezesChanged, wait, [tell] { tell(false); });
    connect(&m_engine, &Engine::failed, wait, [=, subject = scope->text()](const Error& error) {
        if (wanted == HoldState::released && error.code == ErrorCode::notOnRecord && error.subject == subject)
            wait->finish(answer, refusal(error));
    });
    QTimer::singleShot(std::chrono::milliseconds(request[QLatin1String("waitMs")].toInt(3000)), wait, [tell] { tell(true); });
}

void OwnerCommands::addReason(const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto scope = parseScope(member(request, "scope"));
    if (!scope) {
        answer(refusal(scope.error()));
        return;
    }
    hear(m_engine.addReason(*scope, request[QLatin1String("reason")].toString()), caller, ownerEnding,
        [answer](const Result<void>& added) { answer(added ? done() : refusal(added.error())); });
}

void OwnerCommands::orderBackfill(const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto order = parseBackfillOrder(member(request, "order"));
    if (!order) {
        answer(refusal({ErrorCode::badDocument, "order", "'" + member(request, "order") + "' is not pause, resume or cancel"}));
        return;
    }
    m_engine.orderBackfill(member(request, "id"), *order).then(caller, [answer](const Result<void>& ordered) {
        answer(ordered ? done() : refusal(ordered.error()));
    });
}

void OwnerCommands::rates(QObject* caller, Answer answer)
{
    m_engine.rates().then(caller, [answer](const Result<ExchangeRates>& rates) {
        answer(rates ? done({{QStringLiteral("rates"), ratesDocument(*rates, SystemClock().now())}}) : refusal(rates.error()));
    });
}

/// Not in the thread that hands on orders to freeze: a disk may be slow.
void OwnerCommands::importRates(const QString& file, QObject* caller, const Answer& answer)
{
    QtFuture::makeReadyVoidFuture()
        .then(QThreadPool::globalInstance(), [file] { return ratesOfFile(file); })
        .then(caller,
            [this, caller, answer](Result<std::vector<ExchangeRate>> rates) { enterRates(std::move(rates), caller, answer); });
}

void OwnerCommands::enterRates(Result<std::vector<ExchangeRate>> rates, QObject* caller, Answer answer)
{
    if (!rates) {
        answer(refusal(rates.error()));
        return;
    }
    m_engine.enterRates(*std::move(rates)).then(caller, [answer](const Result<EnteredRates>& entered) {
        answer(entered ? done({{QStringLiteral("added"), static_cast<qint64>(entered->added)},
                             {QStringLiteral("changed"), static_cast<qint64>(entered->changed)},
                             {QStringLiteral("known"), static_cast<qint64>(entered->known)}})
                       : refusal(entered.error()));
    });
}

void OwnerCommands::exportReport(const QJsonObject& request, QObject* caller, Answer answer)
{
    if (refusedWithoutHistory(m_engine, answer))
        return;
    const QString file = request[QLatin1String("file")].toString();
    const std::string period = member(request, "period");
    const bool spending = member(request, "report") == "spending";
    auto* wait = new Wait(caller);
    const auto write = [=, this] {
        const auto board = m_engine.board();
        if (!board || (!period.empty() && board->periodLabel != period))
            return;
        const auto rows = spending ? m_engine.exportSpending(file) : m_engine.exportTeams(file);
        wait->finish(answer,
            rows ? done({{QStringLiteral("rows"), rows->rows}, {QStringLiteral("file"), rows->file}}) : refusal(rows.error()));
    };
    connect(&m_engine, &Engine::boardChanged, wait, write);
    refuseWith(m_engine, wait, answer);
    if (!period.empty()) {
        const auto within = parseInstant(period + "-15T12:00:00Z");
        if (!within) {
            wait->finish(answer, refusal({ErrorCode::badDocument, "period", "'" + period + "' is no month like 2026-11"}));
            return;
        }
        m_engine.showPeriod(PeriodKind::month, *within);
    }
    QTimer::singleShot(0, wait, write);
}

void OwnerCommands::cancelAllocation(QObject* caller, Answer answer)
{
    m_engine.cancelAllocation().then(
        caller, [answer](const Result<void>& cancelled) { answer(cancelled ? done() : refusal(cancelled.error())); });
}

void OwnerCommands::importBill(const QJsonObject& request, QObject* caller, const Answer& answer)
{
    const auto isSet = [&request](const char* name) { return request[QLatin1String(name)].toBool(); };
    const FocusReading how {.source = member(request, "source"),
        .tagKey = member(request, "tag"),
        .lenient = isSet("lenient"),
        .assumeUtc = isSet("assumeUtc"),
        .allServices = isSet("allServices"),
        .now = SystemClock().now()};
    hear(fuseboard::importBill(m_engine, request[QLatin1String("file")].toString(), how), caller, ownerEnding,
        [answer](const Result<BillImported>& imported) {
            answer(imported ? done({{QStringLiteral("bill"), billDocument(*imported)}}) : refusal(imported.error()));
        });
}

void OwnerCommands::watch(QObject* caller, Answer answer)
{
    const auto tell = [this, answer] {
        if (m_engine.board() && m_engine.freezes())
            answer(done({{QStringLiteral("status"), statusDocument(*m_engine.board(), *m_engine.freezes())}}));
    };
    connect(&m_engine, &Engine::boardChanged, caller, tell);
    connect(&m_engine, &Engine::freezesChanged, caller, tell);
    tell();
}

} // namespace fuseboard
