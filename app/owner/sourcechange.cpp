// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/sourcechange.h"

#include "connectors/connectorkind.h"

#include <QJsonArray>
#include <QJsonObject>

namespace fuseboard {
namespace {

Result<KeyReference> reference(const QJsonValue& value)
{
    return KeyReference::parse(value.toString().trimmed().toStdString());
}

Result<void> changeCanaries(SourceConfig& source, const QJsonObject& canaries)
{
    for (auto entry = canaries.begin(); entry != canaries.end(); ++entry) {
        const auto key = reference(entry.value());
        if (!key)
            return std::unexpected(key.error());
        source.canaries.erase(entry.key().toStdString());
        if (key->isSet())
            source.canaries.emplace(entry.key().toStdString(), *key);
    }
    return {};
}

/// Either takes the other's place.
void changeTrust(SourceConfig& source, const QJsonObject& request)
{
    const std::string authority = request[QLatin1String("authority")].toString().trimmed().toStdString();
    const std::string pin = request[QLatin1String("pin")].toString().trimmed().toStdString();
    if (authority.empty() && pin.empty())
        return;
    source.authority = authority;
    source.pin = pin;
}

} // namespace

void readWith(SourceConfig& source, const KeyReference& key)
{
    const ConnectorKind* kind = findConnectorKind(source.kind);
    if (kind && kind->hasTargets && !source.keys.empty()) {
        source.keys[DoorRight::read] = key;
        return;
    }
    source.key = key;
    source.keys.clear();
}

void freezeWith(SourceConfig& source, const KeyReference& key)
{
    if (source.keys.empty())
        source.keys[DoorRight::read] = source.key.isSet() ? source.key : key;
    source.key = {};
    source.keys[DoorRight::freeze] = source.keys[DoorRight::resume] = key;
}

Result<void> change(SourceConfig& source, const QJsonObject& request)
{
    if (const QString name = request[QLatin1String("name")].toString().trimmed(); !name.isEmpty())
        source.name = name.toStdString();
    for (const auto& [member, use] : {std::pair {"key", &readWith}, {"freezeKey", &freezeWith}}) {
        const auto key = reference(request[QLatin1String(member)]);
        if (!key)
            return std::unexpected(key.error());
        if (key->isSet())
            use(source, *key);
    }
    changeTrust(source, request);
    source.interval = std::chrono::seconds(request[QLatin1String("interval")].toInteger(source.interval.count()));
    for (const std::chrono::seconds width :
        {std::chrono::seconds(60), std::chrono::seconds(3'600), std::chrono::seconds(86'400)})
        if (request[QLatin1String("bucket")].toString().toStdString() == bucketWord(width))
            source.bucket = width;
    source.workers = static_cast<int>(request[QLatin1String("workers")].toInteger(source.workers));
    if (const QJsonArray doors = request[QLatin1String("doors")].toArray(); !doors.isEmpty()) {
        source.doors.clear();
        for (const auto& door : doors)
            source.doors.push_back(door.toString().trimmed().toStdString());
    }
    return changeCanaries(source, request[QLatin1String("canaries")].toObject());
}

} // namespace fuseboard
