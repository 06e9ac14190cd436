// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/sourcetext.h"

#include "ctl/statustext.h"
#include "owner/untolddocument.h"
#include "text/counttext.h"
#include "text/reconciliationtext.h"
#include "text/timetext.h"
#include "text/untoldtext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Sources", text); }

QString word(const QJsonObject& object, const char* name) { return onOneLine(object[QLatin1String(name)].toString()); }

/// How far back a source is read, while something is left of it.
QString pastText(const QJsonObject& backfill)
{
    const QString state = word(backfill, "state");
    if (state.isEmpty() || state == QLatin1String("done"))
        return {};
    const QString far = localTime(word(backfill, "readBackTo"), QStringLiteral("yyyy-MM-dd"));
    const QString parts =
        tr("%1 of %2 parts").arg(backfill[QLatin1String("partsDone")].toInt()).arg(backfill[QLatin1String("parts")].toInt());
    if (state == QLatin1String("paused"))
        return tr("Its past is read back to %1 (%2); paused.").arg(far, parts);
    if (state == QLatin1String("cancelled"))
        return tr("Its past is read back to %1 (%2); cancelled, what lies before is missing.").arg(far, parts);
    return tr("Its past is being read: back to %1 so far (%2).").arg(far, parts);
}

} // namespace

QString localTime(const QString& utc, const QString& format)
{
    const QDateTime at = QDateTime::fromString(utc, Qt::ISODate);
    return at.isValid() ? at.toLocalTime().toString(format) : QStringLiteral("–");
}

QString sourceTroubles(const QJsonObject& source)
{
    QString out;
    const auto line = [&out](const QString& text) { out += QStringLiteral("  ") + text + QLatin1Char('\n'); };
    if (const qint64 skew = source[QLatin1String("clockSkewSeconds")].toInteger(); skew != 0)
        line(clockSkewText(word(source, "name"), std::chrono::seconds(skew)));
    QStringList fields;
    for (const auto& field : source[QLatin1String("unknownFields")].toArray())
        fields += onOneLine(field.toString());
    if (!fields.isEmpty())
        line(unknownFieldsText(word(source, "name"), fields));
    std::optional<Error> fault; // of a newer program's words, which are left out
    for (const QString& sentence :
        untoldSentences(word(source, "name"), untoldOf(DocumentFields(source, std::string(), fault)), utcDayText))
        line(sentence);
    if (const QString past = pastText(source[QLatin1String("backfill")].toObject()); !past.isEmpty())
        line(past);
    if (source.contains(QLatin1String("error")))
        line(word(source[QLatin1String("error")].toObject(), "sentence"));
    return out;
}

QString sourcesText(const QJsonObject& status)
{
    const QString minute = QStringLiteral("yyyy-MM-dd HH:mm"), second = QStringLiteral("yyyy-MM-dd HH:mm:ss");
    QString out;
    for (const auto& value : status[QLatin1String("sources")].toArray()) {
        const QJsonObject source = value.toObject();
        out += QStringLiteral("%1  %2 (%3)\n").arg(word(source, "id"), word(source, "name"), word(source, "kind"));
        if (!source[QLatin1String("tellsUsage")].toBool(true))
            out += tr("  A lever, which tells no usage. Last answer %1, can freeze.")
                       .arg(localTime(word(source, "lastAnswer"), second))
                + QLatin1Char('\n') + sourceTroubles(source);
        else
            out += tr("  Complete up to %1, last answer %2, %3 rows, %4.")
                       .arg(localTime(word(source, "completeUpTo"), minute), localTime(word(source, "lastAnswer"), second),
                           QString::number(source[QLatin1String("rows")].toInteger()),
                           source[QLatin1String("canFreeze")].toBool() ? tr("can freeze") : tr("can’t freeze"))
                + QLatin1Char('\n') + sourceTroubles(source);
    }
    return out.isEmpty() ? tr("There are no sources. Connect one with “fuseboardctl source add”.") + QLatin1Char('\n') : out;
}

QString sourceDoneText(const QString& request, const QJsonObject& answer)
{
    const QString name = word(answer, "name");
    if (request == QLatin1String("addSource"))
        return tr("%1 is connected; its id is %2.").arg(name, answer[QLatin1String("id")].toString()) + QLatin1Char('\n');
    if (request == QLatin1String("changeSource"))
        return tr("%1 is changed. “fuseboardctl levers” says whether it can be frozen.").arg(name) + QLatin1Char('\n');
    if (request == QLatin1String("removeSource"))
        return tr("%1 is removed. What it told stays in the history.").arg(name) + QLatin1Char('\n');
    return {};
}

} // namespace fuseboard
