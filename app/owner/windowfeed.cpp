// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/windowfeed.h"

#include "owner/drillbook.h"
#include "owner/errordocument.h"
#include "owner/freezedocument.h"
#include "owner/sourcedocument.h"

#include <QJsonArray>

namespace fuseboard {

WindowFeed::WindowFeed(Engine& engine, const OwnerIntroduction& owner, Answer answer, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_answer(std::move(answer))
{
    tell("owner", introductionDocument(owner));
    tellNames(m_engine.names());
    tellFreezes();
    tellBoard();
    tellDrills();
    connect(&engine, &Engine::freezesChanged, this, &WindowFeed::tellFreezes);
    connect(&engine, &Engine::boardChanged, this, &WindowFeed::tellBoard);
    connect(&engine, &Engine::drillsChanged, this, &WindowFeed::tellDrills);
    connect(&engine, &Engine::namesLearned, this, &WindowFeed::tellNames);
    connect(&engine, &Engine::polled, this, [this] { tell("polled", true); });
    connect(&engine, &Engine::backedUp, this, [this] { tell("backedUp", true); });
    connect(&engine, &Engine::pricesChanged, this, [this] { tell("pricesChanged", true); });
    connect(&engine, &Engine::pricesLookedFor, this, [this](qsizetype changes) { tell("pricesLookedFor", changes); });
    connect(&engine, &Engine::failed, this, [this](const Error& error) { tell("fault", errorDocument(error)); });
    tellChanges();
}

void WindowFeed::tell(const char* what, const QJsonValue& value) const
{
    m_answer({{QStringLiteral("ok"), true}, {QLatin1String(what), value}});
}

void WindowFeed::tellFreezes() const
{
    if (m_engine.freezes())
        tell("freezes", freezeBoardDocument(*m_engine.freezes()));
}

void WindowFeed::tellBoard() const
{
    if (!m_engine.board())
        return;
    QJsonArray sources;
    for (const SourceView& source : m_engine.board()->sources)
        sources.append(sourceDocument(source));
    QJsonObject board {
        {QStringLiteral("sources"), sources}, {QStringLiteral("allocation"), allocationDocument(m_engine.board()->allocation)}};
    if (const auto fault = m_engine.historyFault())
        board[QStringLiteral("fault")] = errorDocument(*fault);
    tell("board", board);
}

void WindowFeed::tellDrills() const
{
    QJsonArray drills;
    for (const Drill& drill : m_engine.drills())
        drills.append(drillDocument(drill));
    const DrillPlan& plan = m_engine.drillPlan();
    tell("drills",
        QJsonObject {{QStringLiteral("made"), drills}, {QStringLiteral("team"), QString::fromStdString(plan.team)},
            {QStringLiteral("everyDays"), static_cast<qint64>(plan.every.count())}});
}

void WindowFeed::tellNames(const std::vector<IdentityName>& names) const
{
    QJsonArray list;
    for (const IdentityName& name : names)
        list.append(QJsonObject {{QStringLiteral("kind"), static_cast<int>(name.kind)},
            {QStringLiteral("id"), QString::fromStdString(name.id)},
            {QStringLiteral("name"), QString::fromStdString(name.name)}});
    if (!list.isEmpty())
        tell("names", list);
}

void WindowFeed::tellChanges()
{
    connect(&m_engine, &Engine::daysChanged, this, [this](const std::set<Instant>& days) {
        QJsonArray list;
        for (const Instant day : days)
            list.append(static_cast<qint64>(toUnixSeconds(day)));
        tell("changed", QJsonObject {{QStringLiteral("days"), list}});
    });
    connect(&m_engine, &Engine::ratesChanged, this, [this] { tell("changed", QJsonObject {{QStringLiteral("rates"), true}}); });
    connect(&m_engine, &Engine::organisationChanged, this,
        [this] { tell("changed", QJsonObject {{QStringLiteral("organisation"), true}}); });
}

} // namespace fuseboard
