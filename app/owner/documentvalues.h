// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <string>

/// How values stand in the owner's JSON, and how a request's are taken from it.
namespace fuseboard::document {

inline QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
/// A list of them.
QJsonArray textsOf(const auto& texts)
{
    QJsonArray out;
    for (const std::string& each : texts)
        out.append(text(each));
    return out;
}
/// RFC 3339, UTC.
inline QString time(Instant at) { return text(toText(at)); }
inline QJsonValue optionalTime(const std::optional<Instant>& at) { return at ? QJsonValue(time(*at)) : QJsonValue(); }

/// As it was typed; empty where there is none.
inline std::string member(const QJsonObject& request, const char* name)
{
    return request[QLatin1String(name)].toString().toStdString();
}
inline std::string trimmedMember(const QJsonObject& request, const char* name)
{
    return request[QLatin1String(name)].toString().trimmed().toStdString();
}

/// `{"ok":true,…}`
inline QJsonObject done(QJsonObject more = {})
{
    more[QStringLiteral("ok")] = true;
    return more;
}

} // namespace fuseboard::document
