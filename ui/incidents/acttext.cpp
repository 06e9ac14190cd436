// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/acttext.h"

#include "domain/falsealarm.h"
#include "domain/raiseask.h"
#include "text/audittext.h"
#include "text/shown.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Incidents)
};

QString outcomeText(const AuditAct& act)
{
    if (!act.outcome)
        return Words::tr("No outcome is on record yet.");
    return Words::tr("Outcome: %1.").arg(resultText(act.outcome->result, 120));
}

} // namespace

bool isOfFreezes(const AuditEntry& entry)
{
    const std::string& action = entry.action;
    return action == "freeze" || action == "freeze and cut" || action == "resume" || action == "resume and put back"
        || (entry.isObserved() && entry.before.starts_with("freeze"));
}

Icon iconOf(const AuditEntry& entry)
{
    if (entry.isObserved())
        return Icon::Eye;
    if (entry.action.starts_with("freeze"))
        return Icon::Snowflake;
    return entry.action.starts_with("resume") ? Icon::Resume : Icon::Person;
}

QString whatText(const AuditEntry& entry)
{
    if (entry.isObserved())
        return Words::tr("Seen at a place");
    if (entry.action.starts_with("freeze"))
        return Words::tr("Freeze ordered");
    if (entry.action.starts_with("resume"))
        return Words::tr("Resume ordered");
    if (entry.action == falseAlarm)
        return Words::tr("Called a false alarm");
    if (entry.action == allowMore)
        return Words::tr("More allowed");
    if (entry.action == keepRefusing)
        return Words::tr("Nothing more allowed");
    return entry.action == "acknowledge" ? Words::tr("Acknowledged") : Words::tr("Reason added");
}

QString howText(const AuditAct& act)
{
    const AuditEntry& entry = act.entry;
    if (entry.isObserved())
        return resultText(entry.result, 120);
    const QString who = shown(entry.actor, 60);
    if (entry.action == "acknowledge") // its reason is the incident itself
        return Words::tr("By %1.").arg(who);
    const QString why = entry.reason.empty() ? Words::tr("By %1.").arg(who)
                                             : asSentence(Words::tr("By %1: %2").arg(who, shown(entry.reason, 120)));
    if (entry.action == falseAlarm) // done with its row
        return why;
    return Words::tr("%1 %2").arg(why, outcomeText(act));
}

} // namespace fuseboard
