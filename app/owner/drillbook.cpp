// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/drillbook.h"

#include "owner/documentvalues.h"
#include "switchboard/jsonlines.h"

#include <QJsonArray>

#include <map>

namespace fuseboard {
namespace {

using document::text;

std::string text(const QJsonValue& value) { return value.toString().toStdString(); }

} // namespace

QJsonObject drillDocument(const Drill& drill)
{
    QJsonArray places;
    for (const DrillPlace& place : drill.places) {
        QJsonObject one {{QStringLiteral("id"), text(place.id)}, {QStringLiteral("name"), text(place.name)},
            {QStringLiteral("shown"), place.isShown}};
        if (place.toStop)
            one[QStringLiteral("toStopMs")] = static_cast<qint64>(place.toStop->count());
        if (!place.cause.empty())
            one[QStringLiteral("cause")] = text(place.cause);
        places.append(one);
    }
    return {{QStringLiteral("team"), text(drill.team)}, {QStringLiteral("at"), text(toText(drill.at))},
        {QStringLiteral("passed"), drill.passed()}, {QStringLiteral("released"), drill.isReleased},
        {QStringLiteral("places"), places}};
}

std::optional<Drill> drillOf(const QJsonObject& root)
{
    const auto at = parseInstant(text(root[QLatin1String("at")]));
    if (!at || !root[QLatin1String("places")].isArray())
        return std::nullopt;
    Drill drill {.team = text(root[QLatin1String("team")]),
        .at = *at,
        .places = {},
        .isReleased = root[QLatin1String("released")].toBool()};
    for (const auto& each : root[QLatin1String("places")].toArray()) {
        const QJsonObject place = each.toObject();
        DrillPlace one {.id = text(place[QLatin1String("id")]),
            .name = text(place[QLatin1String("name")]),
            .isShown = place[QLatin1String("shown")].toBool(),
            .toStop = {},
            .cause = text(place[QLatin1String("cause")])};
        if (place.contains(QLatin1String("toStopMs")))
            one.toStop = std::chrono::milliseconds(place[QLatin1String("toStopMs")].toInteger());
        drill.places.push_back(std::move(one));
    }
    return drill;
}

QJsonObject drillsDocument(const std::vector<Drill>& drills, const DrillPlan& plan, Instant now)
{
    QJsonArray list;
    std::map<std::string, std::string> places;
    for (const Drill& drill : drills) {
        list.append(drillDocument(drill));
        for (const DrillPlace& place : drill.places)
            places[place.id] = place.name;
    }
    QJsonArray means;
    for (const auto& [id, name] : places)
        if (const auto mean = meanTimeToStop(drills, id))
            means.append(QJsonObject {{QStringLiteral("id"), text(id)}, {QStringLiteral("name"), text(name)},
                {QStringLiteral("meanToStopMs"), static_cast<qint64>(mean->count())}});
    QJsonObject out {{QStringLiteral("drills"), list}, {QStringLiteral("means"), means},
        {QStringLiteral("missed"), isDrillMissed(plan, drills, now)}};
    if (const auto next = nextDrill(plan, drills, now)) {
        out[QStringLiteral("team")] = text(plan.team);
        out[QStringLiteral("next")] = text(toText(*next));
    }
    return out;
}

DrillBook::DrillBook(QString file)
    : m_file(std::move(file))
{
    for (const QJsonObject& line : readJsonLines(m_file))
        if (auto drill = drillOf(line))
            m_drills.push_back(*std::move(drill));
}

Result<void> DrillBook::add(Drill drill)
{
    m_drills.push_back(std::move(drill));
    return appendJsonLine(m_file, drillDocument(m_drills.back()));
}

} // namespace fuseboard
