// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/attachedowner.h"

#include "owner/documentvalues.h"
#include "owner/asksdocument.h"
#include "owner/blastpreview.h"
#include "owner/callsdocument.h"
#include "owner/drillbook.h"
#include "owner/errordocument.h"
#include "owner/keptorganisation.h"
#include "owner/organisationdocument.h"

#include <algorithm>

namespace fuseboard {
namespace {

using document::text;

constexpr int waitMs = 3000; ///< for the proof of an order; without it the owner answers then

QJsonObject request(const char* what) { return {{QStringLiteral("do"), QLatin1String(what)}}; }

QJsonObject request(const char* what, const Scope& scope)
{
    return {{QStringLiteral("do"), QLatin1String(what)}, {QStringLiteral("scope"), text(scope.text())}};
}

QString orderWord(BackfillOrder order)
{
    switch (order) {
    case BackfillOrder::pause: return QStringLiteral("pause");
    case BackfillOrder::resume: return QStringLiteral("resume");
    case BackfillOrder::cancel: return QStringLiteral("cancel");
    }
    return {};
}

QString undoWord(Undo undo)
{
    switch (undo) {
    case Undo::ask: return QStringLiteral("ask");
    case Undo::keep: return QStringLiteral("keep");
    case Undo::putBack: return QStringLiteral("putBack");
    }
    return {};
}

std::unexpected<Error> lostMeanwhile(const std::string& who)
{
    return fail(ErrorCode::unreachable, who, "it watches this profile; whether it did what was asked is not known");
}

/// What the owner said, or why it refused.
Result<QJsonObject> heard(const QJsonObject& answer)
{
    if (answer[QLatin1String("ok")].toBool())
        return answer;
    std::optional<Error> fault;
    const Error error = errorOf(DocumentFields(answer[QLatin1String("error")], "error", fault));
    return std::unexpected(fault ? *fault : error);
}

} // namespace

AttachedOwner::AttachedOwner(Profile profile, LinkPatience patience)
    : WatchedProfile(std::move(profile))
    , m_patience(patience)
    , m_link(new OwnerLink(this->profile().ownerSocket(), patience))
{
    m_link->moveToThread(&m_linking);
    connect(&m_linking, &QThread::finished, m_link, &QObject::deleteLater);
    connect(m_link, &OwnerLink::introduced, this, &AttachedOwner::introduced);
    connect(m_link, &OwnerLink::lost, this, &AttachedOwner::linkLost);
    connect(m_link, &OwnerLink::freezesChanged, this, [this](std::shared_ptr<const FreezeBoard> freezes) {
        m_freezes = m_seen = std::move(freezes);
        Q_EMIT freezesChanged(m_freezes);
    });
    connect(m_link, &OwnerLink::drillsChanged, this, [this](const DrillsNow& drills) {
        m_drills = drills;
        Q_EMIT drillsChanged();
    });
    // By way of this thread, where the reader is made when the owner has introduced itself: nothing is told before that.
    connect(m_link, &OwnerLink::sourcesChanged, this,
        [this](const SourcesNow& now) { read([now](BoardReader& reader) { reader.setSources(now); }); });
    connect(m_link, &OwnerLink::historyChanged, this,
        [this](const HistoryChange& change) { read([change](BoardReader& reader) { reader.take(change); }); });
    connect(m_link, &OwnerLink::namesLearned, this,
        [this](const std::vector<IdentityName>& names) { read([names](BoardReader& reader) { reader.learn(names); }); });
    connect(m_link, &OwnerLink::polled, this, &AttachedOwner::polled);
    connect(m_link, &OwnerLink::backedUp, this, &AttachedOwner::backedUp);
    connect(m_link, &OwnerLink::pricesLookedFor, this, &AttachedOwner::pricesLookedFor);
    connect(m_link, &OwnerLink::pricesChanged, this, &AttachedOwner::pricesChanged);
    connect(m_link, &OwnerLink::ownerFailed, this, &AttachedOwner::failed);
    m_linking.start(QThread::HighPriority);
}

AttachedOwner::~AttachedOwner()
{
    m_linking.quit();
    m_linking.wait();
    endReading();
}

void AttachedOwner::start() { QMetaObject::invokeMethod(m_link, &OwnerLink::connectToOwner); }

void AttachedOwner::introduced(const OwnerIntroduction& owner)
{
    const auto calendar = Calendar::make(owner.zone, owner.fiscalDay);
    m_owner = owner;
    m_who = owner.who().toStdString();
    m_calendar = calendar.value_or(Calendar::utc());
    if (!calendar)
        Q_EMIT failed(calendar.error());
    startReading();
    Q_EMIT attached(owner);
    for (const FreezePress& press : m_presses)
        sendPress(press);
}

/// Anew for each owner: what an earlier one told of days is not the whole of what has changed since.
void AttachedOwner::startReading()
{
    endReading();
    m_stopReading = {};
    m_reader = new BoardReader(profile().historyFile().toStdString(), m_clock,
        {.calendar = m_calendar,
            .currency = m_owner->currency,
            .sandbox = profile().isSandbox(),
            .sources = {},
            .allocation = {}},
        m_stopReading.get_token(),
        [file = profile().organisationFile()] { return keptOrganisation(file).value_or(std::nullopt); });
    m_reader->moveToThread(&m_reading);
    connect(&m_reading, &QThread::finished, m_reader, &QObject::deleteLater);
    connect(m_reader, &BoardReader::boardChanged, this, [this](std::shared_ptr<const Board> board) {
        m_board = std::move(board);
        Q_EMIT boardChanged(m_board);
    });
    connect(m_reader, &BoardReader::organisationChanged, this, [this](std::shared_ptr<const Organisation> organisation) {
        m_organisation = std::move(organisation);
        Q_EMIT organisationChanged(m_organisation);
    });
    connect(m_reader, &BoardReader::failed, this, &AttachedOwner::failed);
    m_reading.start();
    if (m_period)
        showPeriod(m_period->first, m_period->second);
    QMetaObject::invokeMethod(m_reader, &BoardReader::start);
}

void AttachedOwner::read(std::function<void(BoardReader&)> what)
{
    if (m_reader)
        QMetaObject::invokeMethod(m_reader, [reader = m_reader, what = std::move(what)] { what(*reader); });
}

void AttachedOwner::endReading()
{
    m_stopReading.request_stop();
    m_reading.quit();
    m_reading.wait();
    m_reader = nullptr;
}

void AttachedOwner::linkLost(const Error& error)
{
    const bool wasAttached = m_owner.has_value();
    m_owner.reset();
    if (wasAttached && m_seen) {
        m_freezes = std::make_shared<const FreezeBoard>(unseen(*m_seen, m_presses));
        Q_EMIT freezesChanged(m_freezes);
    }
    Q_EMIT lost(error);
}

QFuture<Result<QJsonObject>> AttachedOwner::ask(const QJsonObject& request)
{
    return m_link->ask(request).then([who = m_who](const Result<QJsonObject>& answer) -> Result<QJsonObject> {
        return answer ? heard(*answer) : lostMeanwhile(who);
    });
}

QFuture<Result<void>> AttachedOwner::told(const QJsonObject& request)
{
    return ask(request).then([](const Result<QJsonObject>& answer) { return answer.transform([](const QJsonObject&) { }); });
}

void AttachedOwner::act(const QJsonObject& request)
{
    ask(request).then(this, [this](const Result<QJsonObject>& answer) {
        if (!answer)
            Q_EMIT failed(answer.error());
    });
}

void AttachedOwner::updatePrices() { act(request("updatePrices")); }

void AttachedOwner::poll(const std::string& sourceId)
{
    QJsonObject what = request("poll");
    if (!sourceId.empty())
        what[QLatin1String("source")] = text(sourceId);
    act(what);
}

void AttachedOwner::showPeriod(PeriodKind kind, Instant within)
{
    m_period = {kind, within};
    read([kind, within](BoardReader& reader) { reader.showPeriod(kind, within); });
}

QFuture<Result<void>> AttachedOwner::orderBackfill(const std::string& sourceId, BackfillOrder order)
{
    QJsonObject what = request("source");
    what[QLatin1String("id")] = text(sourceId);
    what[QLatin1String("order")] = orderWord(order);
    return told(what);
}

QFuture<Result<void>> AttachedOwner::cancelAllocation() { return told(request("cancelAllocation")); }

QFuture<Result<void>> AttachedOwner::change(const Organisation& opened, const Organisation& edited)
{
    QJsonObject what = request("edit");
    what[QLatin1String("opened")] = organisationDocument(opened);
    what[QLatin1String("edited")] = organisationDocument(edited);
    return told(what);
}

void AttachedOwner::freeze(const Scope& scope, FreezeMode mode, const QString& reason)
{
    std::erase_if(m_presses, [&](const FreezePress& press) { return press.scope == scope; });
    m_presses.push_back({scope, mode, reason.toStdString(), person(), m_clock.now()});
    if (m_owner) {
        sendPress(m_presses.back());
        return;
    }
    m_freezes = std::make_shared<const FreezeBoard>(unseen(m_seen ? *m_seen : FreezeBoard(), m_presses));
    Q_EMIT freezesChanged(m_freezes);
}

void AttachedOwner::sendPress(const FreezePress& press)
{
    QJsonObject what = request("freeze", press.scope);
    what[QLatin1String("mode")] = text(toText(press.mode));
    what[QLatin1String("reason")] = text(press.reason);
    if (m_organisation) // the window has asked for a protected team's name before
        if (const auto team = std::ranges::find(m_organisation->teams, press.scope.id, &Team::id);
            team != m_organisation->teams.end())
            what[QLatin1String("confirm")] = text(team->name);
    what[QLatin1String("waitMs")] = waitMs;
    m_link->ask(what).then(this, [this, press](const Result<QJsonObject>& answer) {
        if (!answer)
            return; // it goes to the next owner
        std::erase(m_presses, press);
        if (const auto words = heard(*answer); !words)
            Q_EMIT failed(words.error());
    });
}

void AttachedOwner::resume(const Scope& scope, const QString& reason, Undo undo)
{
    std::erase_if(m_presses, [&](const FreezePress& press) { return press.scope == scope; });
    QJsonObject what = request("resume", scope);
    what[QLatin1String("reason")] = reason;
    if (m_freezes && m_freezes->views.contains(scope)) // only what was shown is resumed
        what[QLatin1String("generation")] = QString::number(m_freezes->views.at(scope).generation);
    what[QLatin1String("undo")] = undoWord(undo);
    what[QLatin1String("waitMs")] = waitMs;
    act(what);
}

QFuture<Result<void>> AttachedOwner::addReason(const Scope& scope, const QString& words)
{
    QJsonObject what = request("addReason", scope);
    what[QLatin1String("reason")] = words;
    return told(what);
}

QFuture<Result<void>> AttachedOwner::acknowledge(const IncidentTurn& incident, const QString& title)
{
    QJsonObject what = request("acknowledge");
    what[QLatin1String("incident")] = text(incident.incident);
    what[QLatin1String("turn")] = text(incident.turn);
    what[QLatin1String("title")] = title;
    return told(what);
}

QFuture<Result<void>> AttachedOwner::callFalseAlarm(const IncidentTurn& incident, const QString& title, const QString& reason)
{
    QJsonObject what = request("falseAlarm");
    what[QLatin1String("incident")] = text(incident.incident);
    what[QLatin1String("turn")] = text(incident.turn);
    what[QLatin1String("title")] = title;
    what[QLatin1String("reason")] = reason;
    return told(what);
}

void AttachedOwner::cut(const Scope& scope) { act(request("cut", scope)); }

QFuture<Result<Drill>> AttachedOwner::drill(const TeamId& team)
{
    QJsonObject what = request("drill");
    what[QLatin1String("team")] = text(team);
    return ask(what).then([](const Result<QJsonObject>& answer) -> Result<Drill> {
        if (!answer)
            return std::unexpected(answer.error());
        const auto drill = drillOf((*answer)[QLatin1String("drill")].toObject());
        return drill ? Result<Drill>(*drill) : fail(ErrorCode::badAnswer, "drill");
    });
}

QFuture<Result<RunningCalls>> AttachedOwner::runningCalls(const Scope& scope)
{
    return ask(request("calls", scope)).then([](const Result<QJsonObject>& answer) {
        return answer.and_then([](const QJsonObject& words) { return runningCallsOf(words); });
    });
}

QFuture<Result<CutOutcome>> AttachedOwner::cutCall(const CallCut& cut)
{
    return ask(callCutDocument(cut)).then([](const Result<QJsonObject>& answer) {
        return answer.and_then([](const QJsonObject& words) { return cutOutcomeOf(words); });
    });
}

QFuture<Result<Asks>> AttachedOwner::asks()
{
    return ask(request("asks")).then([](const Result<QJsonObject>& answer) {
        return answer.and_then([](const QJsonObject& words) { return asksOf(words); });
    });
}

QFuture<Result<AskOutcome>> AttachedOwner::answerAsk(const AskDecision& decision)
{
    return ask(answerDocument(decision)).then([](const Result<QJsonObject>& answer) {
        return answer.and_then([](const QJsonObject& words) { return askOutcomeOf(words); });
    });
}

QFuture<Result<BlastPreview>> AttachedOwner::preview(const Scope& scope)
{
    return ask(request("preview", scope)).then([](const Result<QJsonObject>& answer) {
        return answer.and_then([](const QJsonObject& words) { return previewOf(words[QLatin1String("preview")]); });
    });
}

} // namespace fuseboard
