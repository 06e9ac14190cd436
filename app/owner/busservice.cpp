// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/busservice.h"

#include "owner/statusdocument.h"
#include "owner/teamcalled.h"
#include "text/errortext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace fuseboard {
namespace {

constexpr int waitMs = 3000;

QString textOf(const QJsonObject& object) { return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)); }

QString errorName(const QString& what) { return QStringLiteral("org.fuseboard.Fuseboard1.Error.") + what; }

} // namespace

BusService::BusService(Engine& engine, OwnerCommands& commands, QObject* parent)
    : QDBusAbstractAdaptor(parent)
    , m_engine(engine)
    , m_commands(commands)
    , m_bus(QDBusConnection::sessionBus())
{
    connect(&engine, &Engine::freezesChanged, this, [this](const std::shared_ptr<const FreezeBoard>& freezes) {
        if (isSameButRules(std::exchange(m_told, freezes).get(), freezes.get()))
            return;
        QJsonArray list;
        for (const auto& [scope, freeze] : freezes->views)
            list.append(freezeDocument(freeze));
        Q_EMIT FreezesChanged(textOf({{QStringLiteral("freezes"), list}}));
    });
}

BusService::~BusService()
{
    if (parent())
        m_bus.unregisterObject(QLatin1String(path));
    m_bus.unregisterService(QLatin1String(name));
}

bool BusService::listen()
{
    return m_bus.isConnected() && m_bus.registerObject(QLatin1String(path), parent())
        && m_bus.registerService(QLatin1String(name));
}

QString BusService::carryOut(const QJsonObject& request, const QDBusMessage& message)
{
    message.setDelayedReply(true);
    m_commands.carryOut(request, this, [bus = m_bus, message](const QJsonObject& answer) {
        const QJsonObject error = answer[QLatin1String("error")].toObject();
        bus.send(answer[QLatin1String("ok")].toBool()
                ? message.createReply(textOf(answer))
                : message.createErrorReply(errorName(QStringLiteral("Refused")), error[QLatin1String("sentence")].toString()));
    });
    return {};
}

QString BusService::scopeOf(const QString& team, const QDBusMessage& message)
{
    const auto organisation = m_engine.organisation();
    if (const Team* found = organisation ? teamCalled(organisation->teams, team) : nullptr)
        return QString::fromStdString(Scope::ofTeam(found->id).text());
    message.setDelayedReply(true);
    m_bus.send(message.createErrorReply(
        errorName(QStringLiteral("UnknownTeam")), sentence({ErrorCode::unknownTeam, team.toStdString(), {}})));
    return {};
}

QString BusService::Freeze(const QString& team, const QString& reason, const QDBusMessage& message)
{
    const QString scope = scopeOf(team, message);
    if (scope.isEmpty())
        return {};
    return carryOut({{QStringLiteral("do"), QStringLiteral("freeze")}, {QStringLiteral("scope"), scope},
                        {QStringLiteral("reason"), reason}, {QStringLiteral("waitMs"), waitMs}},
        message);
}

QString BusService::Preview(const QString& team, const QDBusMessage& message)
{
    const QString scope = scopeOf(team, message);
    return scope.isEmpty()
        ? QString()
        : carryOut({{QStringLiteral("do"), QStringLiteral("preview")}, {QStringLiteral("scope"), scope}}, message);
}

QString BusService::Status(const QDBusMessage& message)
{
    return carryOut({{QStringLiteral("do"), QStringLiteral("status")}}, message);
}

QString BusService::Levers(const QDBusMessage& message)
{
    return carryOut({{QStringLiteral("do"), QStringLiteral("levers")}}, message);
}

} // namespace fuseboard
