// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/sourcedocument.h"

#include "owner/documentvalues.h"
#include "owner/errordocument.h"
#include "owner/untolddocument.h"

#include <QJsonArray>

namespace fuseboard {
namespace {

using document::optionalTime;
using document::text;
using document::time;

using Name = QLatin1StringView;

QJsonObject backfillDocument(const Backfill& backfill)
{
    const Progress progress = backfill.progress();
    return {{QStringLiteral("state"), QLatin1String(toText(backfill.state))}, {QStringLiteral("partsDone"), progress.done},
        {QStringLiteral("parts"), progress.total}, {QStringLiteral("from"), time(backfill.whole.start)},
        {QStringLiteral("to"), time(backfill.whole.end)}, {QStringLiteral("readBackTo"), time(backfill.reached)}};
}

Backfill backfillOf(const DocumentFields& fields)
{
    const auto parse = [](const std::string& word) -> std::optional<BackfillState> {
        for (const auto state : {BackfillState::running, BackfillState::paused, BackfillState::cancelled, BackfillState::done})
            if (word == toText(state))
                return state;
        return std::nullopt;
    };
    return {.whole = {fields.timeOr(Name("from"), {}), fields.timeOr(Name("to"), {})},
        .reached = fields.timeOr(Name("readBackTo"), {}),
        .state = fields.word(Name("state"), parse, BackfillState::paused)};
}

} // namespace

QJsonObject sourceDocument(const SourceView& source)
{
    QJsonObject out {{QStringLiteral("id"), text(source.id)}, {QStringLiteral("name"), text(source.name)},
        {QStringLiteral("kind"), text(source.kind)}, {QStringLiteral("lastAnswer"), optionalTime(source.lastAnswer)},
        {QStringLiteral("completeUpTo"), optionalTime(source.completeUpTo)},
        {QStringLiteral("rows"), static_cast<qint64>(source.toldRows)}, {QStringLiteral("canFreeze"), source.canFreeze},
        {QStringLiteral("tellsUsage"), source.tellsUsage}, {QStringLiteral("takesKey"), source.takesKey}};
    out[QStringLiteral("intervalSeconds")] = static_cast<qint64>(source.interval.count());
    if (source.nextTry)
        out[QStringLiteral("nextTry")] = time(*source.nextTry);
    if (source.backfill)
        out[QStringLiteral("backfill")] = backfillDocument(*source.backfill);
    if (!source.unknownFields.empty()) {
        QJsonArray fields;
        for (const std::string& field : source.unknownFields)
            fields += text(field);
        out[QStringLiteral("unknownFields")] = fields;
    }
    if (!source.untold.empty())
        out[QStringLiteral("untold")] = untoldDocument(source.untold);
    if (!source.bucket.empty())
        out[QStringLiteral("bucket")] = text(source.bucket);
    if (source.clockSkew)
        out[QStringLiteral("clockSkewSeconds")] = static_cast<qint64>(source.clockSkew->count());
    if (source.error)
        out[QStringLiteral("error")] = errorDocument(*source.error);
    return out;
}

QJsonValue allocationDocument(const std::optional<Progress>& job)
{
    if (!job)
        return QJsonValue();
    return QJsonObject {{QStringLiteral("daysDone"), job->done}, {QStringLiteral("days"), job->total},
        {QStringLiteral("canCancel"), job->canCancel}};
}

SourceView sourceViewOf(const DocumentFields& fields)
{
    SourceView out {.id = fields.text(Name("id")),
        .name = fields.text(Name("name")),
        .kind = fields.text(Name("kind")),
        .lastAnswer = fields.time(Name("lastAnswer")),
        .completeUpTo = fields.time(Name("completeUpTo")),
        .error = {},
        .nextTry = fields.time(Name("nextTry")),
        .interval = std::chrono::seconds(fields.integer(Name("intervalSeconds"))),
        .toldRows = fields.integer(Name("rows")),
        .canFreeze = fields.flag(Name("canFreeze"), false),
        .tellsUsage = fields.flag(Name("tellsUsage"), true),
        .takesKey = fields.flag(Name("takesKey"), true),
        .backfill = {},
        .clockSkew = {}};
    if (fields.has(Name("bucket")))
        out.bucket = fields.text(Name("bucket"));
    if (const auto error = fields.object(Name("error")))
        out.error = errorOf(*error);
    if (const auto backfill = fields.object(Name("backfill")))
        out.backfill = backfillOf(*backfill);
    for (const std::string& field : fields.texts(Name("unknownFields")))
        out.unknownFields.insert(field);
    out.untold = untoldOf(fields);
    if (fields.has(Name("clockSkewSeconds")))
        out.clockSkew = std::chrono::seconds(fields.integer(Name("clockSkewSeconds")));
    return out;
}

std::optional<Progress> allocationOf(const DocumentFields& fields, QLatin1StringView name)
{
    const auto job = fields.object(name);
    if (!job)
        return std::nullopt;
    return Progress {.done = static_cast<int>(job->integer(Name("daysDone"))),
        .total = static_cast<int>(job->integer(Name("days"))),
        .canCancel = job->flag(Name("canCancel"), false)};
}

} // namespace fuseboard
