// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownerlink.h"

#include "owner/drillbook.h"
#include "owner/errordocument.h"
#include "owner/freezedocument.h"
#include "owner/ownerclient.h"
#include "owner/sourcedocument.h"

#include <utility>

namespace fuseboard {
namespace {

using Name = QLatin1StringView;

constexpr qint64 pingCall = 0;

SourcesNow sourcesNowOf(const QJsonValue& document, std::optional<Error>& fault)
{
    const DocumentFields fields(document, "board", fault);
    SourcesNow out {.sources = {}, .allocation = allocationOf(fields, Name("allocation")), .fault = {}};
    if (const auto none = fields.object(Name("fault")))
        out.fault = errorOf(*none);
    fields.each(Name("sources"), [&out](const DocumentFields& each) { out.sources.push_back(sourceViewOf(each)); });
    return out;
}

HistoryChange historyChangeOf(const QJsonValue& document, std::optional<Error>& fault)
{
    const DocumentFields fields(document, "changed", fault);
    HistoryChange out {
        .days = {}, .organisation = fields.flag(Name("organisation"), false), .rates = fields.flag(Name("rates"), false)};
    const QJsonArray days = document.toObject()[Name("days")].toArray();
    for (const auto& day : days)
        out.days.insert(fromUnixSeconds(day.toInteger()));
    return out;
}

std::vector<IdentityName> namesOf(const QJsonValue& document, std::optional<Error>& fault)
{
    std::vector<IdentityName> out;
    const QJsonArray list = document.toArray();
    for (const auto& each : list) {
        const DocumentFields fields(each, "names", fault);
        const std::int64_t kind = fields.integer(Name("kind"));
        if (kind >= 0 && kind <= static_cast<int>(IdentityName::Kind::person)) // a newer one is no kind that is shown here
            out.push_back({static_cast<IdentityName::Kind>(kind), fields.text(Name("id")), fields.text(Name("name"))});
    }
    return out;
}

DrillsNow drillsNowOf(const QJsonValue& document, std::optional<Error>& fault)
{
    const DocumentFields fields(document, "drills", fault);
    DrillsNow out {
        .made = {}, .plan = {.team = fields.text(Name("team")), .every = std::chrono::days(fields.integer(Name("everyDays")))}};
    const QJsonArray list = document.toObject()[Name("made")].toArray();
    for (const auto& each : list)
        if (auto drill = drillOf(each.toObject()))
            out.made.push_back(*std::move(drill));
    return out;
}

} // namespace

OwnerLink::OwnerLink(QString socketPath, LinkPatience patience)
    : m_socketPath(std::move(socketPath))
    , m_patience(patience)
    , m_deadline(new QTimer(this))
    , m_ping(new QTimer(this))
{
    m_deadline->setSingleShot(true);
    m_deadline->setInterval(patience.introduction);
    m_ping->setInterval(patience.ping);
    connect(m_deadline, &QTimer::timeout, this, [this] { end({ErrorCode::timedOut, {}, {}}); });
    connect(m_ping, &QTimer::timeout, this, &OwnerLink::lookWhetherItLives);
}

OwnerLink::~OwnerLink() = default;

void OwnerLink::connectToOwner()
{
    if (m_client)
        return;
    m_client = new OwnerClient(this);
    connect(m_client, &OwnerClient::connected, this, [this] {
        m_client->send({{QStringLiteral("do"), QStringLiteral("attach")}, {QStringLiteral("protocol"), ownerProtocol}});
    });
    connect(m_client, &OwnerClient::answered, this, &OwnerLink::take);
    connect(m_client, &OwnerClient::failed, this, &OwnerLink::end);
    m_deadline->start();
    m_client->connectTo(m_socketPath);
}

QFuture<Result<QJsonObject>> OwnerLink::ask(QJsonObject request)
{
    auto asked = std::make_shared<QPromise<Result<QJsonObject>>>();
    asked->start();
    QMetaObject::invokeMethod(this, [this, request = std::move(request), asked] { send(request, asked); });
    return asked->future();
}

void OwnerLink::send(const QJsonObject& request, const Asked& asked)
{
    if (!m_owner) {
        asked->addResult(fail(ErrorCode::unreachable, m_socketPath.toStdString()));
        asked->finish();
        return;
    }
    QJsonObject numbered = request;
    numbered[Name("call")] = ++m_calls;
    m_asked[m_calls] = asked;
    m_client->send(numbered);
}

void OwnerLink::take(const QJsonObject& answer)
{
    m_heard.start();
    if (!m_owner) {
        introduce(answer);
        return;
    }
    if (const auto call = answer[Name("call")]; !call.isUndefined()) {
        const auto found = m_asked.find(call.toInteger(pingCall));
        if (found == m_asked.end())
            return;
        const Asked asked = found->second;
        m_asked.erase(found);
        asked->addResult(answer);
        asked->finish();
        return;
    }
    if (!takeNews(answer))
        end({ErrorCode::badAnswer, {}, {}});
}

void OwnerLink::introduce(const QJsonObject& answer)
{
    if (!answer[Name("ok")].toBool()) { // it knows no such command
        end({ErrorCode::historyBusy, {}, "it is an older version, to which no window can be attached"});
        return;
    }
    const auto owner = introductionOf(answer[Name("owner")]);
    if (!owner) {
        end({ErrorCode::badAnswer, {}, owner.error().subject + ": " + owner.error().detail});
    } else if (owner->protocol != ownerProtocol) {
        m_owner = *owner;
        end({ErrorCode::historyBusy, {},
            "it is Fuseboard " + owner->version.toStdString() + " and speaks protocol " + std::to_string(owner->protocol)
                + "; this program speaks " + std::to_string(ownerProtocol)});
    } else {
        m_owner = *owner;
        m_deadline->stop();
        m_ping->start();
        Q_EMIT introduced(*owner);
    }
}

bool OwnerLink::takeNews(const QJsonObject& answer)
{
    std::optional<Error> fault;
    if (const auto freezes = answer[Name("freezes")]; !freezes.isUndefined()) {
        auto board = freezeBoardOf(freezes);
        if (!board)
            return false;
        Q_EMIT freezesChanged(std::make_shared<const FreezeBoard>(*std::move(board)));
    }
    if (const auto board = answer[Name("board")]; !board.isUndefined())
        if (const SourcesNow now = sourcesNowOf(board, fault); !fault)
            Q_EMIT sourcesChanged(now);
    if (const auto changed = answer[Name("changed")]; !changed.isUndefined())
        if (const HistoryChange change = historyChangeOf(changed, fault); !fault)
            Q_EMIT historyChanged(change);
    if (const auto names = answer[Name("names")]; !names.isUndefined())
        if (const auto list = namesOf(names, fault); !fault)
            Q_EMIT namesLearned(list);
    if (const auto failed = answer[Name("fault")]; !failed.isUndefined())
        if (const Error error = errorOf(DocumentFields(failed, "fault", fault)); !fault)
            Q_EMIT ownerFailed(error);
    if (const auto drills = answer[Name("drills")]; !drills.isUndefined())
        if (const DrillsNow now = drillsNowOf(drills, fault); !fault)
            Q_EMIT drillsChanged(now);
    if (answer.contains(Name("polled")))
        Q_EMIT polled();
    if (answer.contains(Name("backedUp")))
        Q_EMIT backedUp();
    if (answer.contains(Name("pricesLookedFor")))
        Q_EMIT pricesLookedFor(answer[Name("pricesLookedFor")].toInteger());
    if (answer.contains(Name("pricesChanged")))
        Q_EMIT pricesChanged();
    return !fault;
}

void OwnerLink::lookWhetherItLives()
{
    if (m_heard.durationElapsed() > m_patience.silence)
        end({ErrorCode::timedOut, {}, {}});
    else
        m_client->send({{QStringLiteral("do"), QStringLiteral("ping")}, {QStringLiteral("call"), pingCall}});
}

void OwnerLink::end(Error error)
{
    if (!m_client)
        return;
    m_deadline->stop();
    m_ping->stop();
    std::exchange(m_client, nullptr)->deleteLater();
    error.subject = (m_owner ? m_owner->who() : m_socketPath).toStdString();
    m_owner.reset();
    for (const auto& [call, asked] : std::exchange(m_asked, {})) {
        asked->addResult(std::unexpected(error));
        asked->finish();
    }
    Q_EMIT lost(error);
}

} // namespace fuseboard
