// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/holdrecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace fuseboard {
namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
std::string text(const QJsonValue& value) { return value.toString().toStdString(); }

} // namespace

const RecordedTarget* HoldRecord::find(const std::string& id) const
{
    const auto found = std::ranges::find(targets, id, &RecordedTarget::id);
    return found == targets.end() ? nullptr : &*found;
}

void HoldRecord::inherit(const RecordedTarget& target)
{
    if (const auto known = std::ranges::find(targets, target.id, &RecordedTarget::id); known != targets.end())
        *known = target;
}

void HoldRecord::include(const std::vector<ControlTarget>& found)
{
    for (const ControlTarget& target : found) {
        const auto known = std::ranges::find(targets, target.id, &RecordedTarget::id);
        const RecordedTarget now {target.id, target.name, target.state, target.held};
        if (known == targets.end())
            targets.push_back(now);
        else if (!target.held)
            *known = now;
    }
}

QByteArray HoldRecord::bytes() const
{
    QJsonArray list;
    for (const RecordedTarget& target : targets)
        list.append(QJsonObject {{QStringLiteral("id"), text(target.id)}, {QStringLiteral("name"), text(target.name)},
            {QStringLiteral("before"), text(target.before)}, {QStringLiteral("wasHeld"), target.wasHeld}});
    return QJsonDocument(
        QJsonObject {{QStringLiteral("orderId"), text(order.orderId)}, {QStringLiteral("scope"), text(order.scope.text())},
            {QStringLiteral("generation"), static_cast<qint64>(order.generation)},
            {QStringLiteral("state"), text(toText(order.state))}, {QStringLiteral("mode"), text(toText(order.mode))},
            {QStringLiteral("reason"), text(order.reason)}, {QStringLiteral("by"), text(order.by)},
            {QStringLiteral("at"), text(toText(at))}, {QStringLiteral("inForce"), inForce},
            {QStringLiteral("disputed"), static_cast<qint64>(disputed)}, {QStringLiteral("disputedBy"), text(disputedBy)},
            {QStringLiteral("undo"), static_cast<int>(order.undo)}, {QStringLiteral("targets"), list}})
        .toJson(QJsonDocument::Compact);
}

Result<HoldRecord> HoldRecord::parse(const QByteArray& bytes)
{
    const QJsonObject root = QJsonDocument::fromJson(bytes).object();
    const auto scope = parseScope(text(root[QLatin1String("scope")]));
    const auto state = parseHoldState(text(root[QLatin1String("state")]));
    const auto mode = parseFreezeMode(text(root[QLatin1String("mode")]));
    const auto at = parseInstant(text(root[QLatin1String("at")]));
    const qint64 generation = root[QLatin1String("generation")].toInteger(-1);
    if (!scope || !state || !mode || !at || generation < 0 || !root[QLatin1String("targets")].isArray())
        return fail(ErrorCode::badDocument, "$", "it is no record of a freeze");
    HoldRecord record {.order = {text(root[QLatin1String("orderId")]), *scope, static_cast<std::uint64_t>(generation), *state,
                           *mode, text(root[QLatin1String("reason")]), text(root[QLatin1String("by")]),
                           root[QLatin1String("undo")].toInt() == static_cast<int>(Undo::putBack) ? Undo::putBack : Undo::ask},
        .at = *at,
        .inForce = root[QLatin1String("inForce")].toBool(),
        .disputed = static_cast<std::uint64_t>(root[QLatin1String("disputed")].toInteger()),
        .disputedBy = text(root[QLatin1String("disputedBy")]),
        .targets = {}};
    for (const QJsonValueConstRef entry : root[QLatin1String("targets")].toArray()) {
        const QJsonObject target = entry.toObject();
        record.targets.push_back({text(target[QLatin1String("id")]), text(target[QLatin1String("name")]),
            text(target[QLatin1String("before")]), target[QLatin1String("wasHeld")].toBool()});
    }
    return record;
}

} // namespace fuseboard
