// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connectors/targets/fakesystem.h"

#include <QJsonArray>

#include <algorithm>

/// What the kinds of fake systems share to read and write JSON.
namespace fuseboard::test {

inline QString text(const QJsonObject& object, const char* name) { return object[QLatin1StringView(name)].toString(); }
inline QJsonObject with(QJsonObject object, const char* name, const QJsonValue& value)
{
    object[QLatin1StringView(name)] = value;
    return object;
}

inline FakeAnswer notFound() { return {404, R"({"error":{"message":"not found"}})"}; }

/// Those that come after `after`, at most `limit`, in the order of their ids.
inline QStringList slice(const QStringList& ids, const QString& after, int limit)
{
    const auto begin = after.isEmpty() ? ids.begin() : std::ranges::upper_bound(ids, after);
    return {begin, begin + std::min<qsizetype>(limit, ids.end() - begin)};
}

template <class F>
QStringList idsWhere(const Things& things, F&& holds)
{
    QStringList out;
    for (auto thing = things.begin(); thing != things.end(); ++thing)
        if (holds(thing.value()))
            out.append(thing.key());
    return out;
}

/// As Anthropic and OpenAI give lists.
FakeAnswer cursorList(const QStringList& ids, const QString& after, int limit, auto&& rowOf)
{
    const QStringList page = slice(ids, after, limit);
    QJsonArray rows;
    for (const QString& id : page)
        rows.append(rowOf(id));
    const auto name = [&](const QStringList& list, bool first) {
        return list.isEmpty() ? QJsonValue() : QJsonValue(first ? list.first() : list.last());
    };
    return {200,
        jsonOf({{QStringLiteral("data"), rows}, {QStringLiteral("first_id"), name(page, true)},
            {QStringLiteral("last_id"), name(page, false)},
            {QStringLiteral("has_more"), !page.isEmpty() && page.last() != ids.last()}})};
}

} // namespace fuseboard::test
