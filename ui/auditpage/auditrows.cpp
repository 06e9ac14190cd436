// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditpage/auditrows.h"

#include "domain/scope.h"
#include "text/audittext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AuditRows)
};

constexpr int longestCell = 120, longestDetail = 2000;

TableCell words(const QString& text) { return {.text = text, .raw = {}, .icon = {}}; }

/// The log keeps the field's own words, which scripts read; a person reads these.
constexpr std::pair<std::string_view, const char*> actions[] {
    {observed, QT_TRANSLATE_NOOP("AuditRows", "Seen by Fuseboard")},
    {"freeze", QT_TRANSLATE_NOOP("AuditRows", "Freeze")},
    {"freeze and cut", QT_TRANSLATE_NOOP("AuditRows", "Freeze and stop running requests")},
    {"cut a call", QT_TRANSLATE_NOOP("AuditRows", "Cut a call")},
    {"resume", QT_TRANSLATE_NOOP("AuditRows", "Resume")},
    {"resume and put back", QT_TRANSLATE_NOOP("AuditRows", "Resume and put back")},
    {"acknowledge", QT_TRANSLATE_NOOP("AuditRows", "Acknowledge")},
    {"false alarm", QT_TRANSLATE_NOOP("AuditRows", "Call a false alarm")},
    {"allow more", QT_TRANSLATE_NOOP("AuditRows", "Allow more")},
    {"keep refusing", QT_TRANSLATE_NOOP("AuditRows", "Keep refusing")},
    {"add reason", QT_TRANSLATE_NOOP("AuditRows", "Add reason")},
    {"connect", QT_TRANSLATE_NOOP("AuditRows", "Connect")},
    {"disconnect", QT_TRANSLATE_NOOP("AuditRows", "Disconnect")},
    {"change", QT_TRANSLATE_NOOP("AuditRows", "Change")},
    {"import", QT_TRANSLATE_NOOP("AuditRows", "Import")},
    {"repair", QT_TRANSLATE_NOOP("AuditRows", "Repair")},
};

QString actionText(const std::string& action)
{
    const auto* known = std::ranges::find(actions, action, &std::pair<std::string_view, const char*>::first);
    return known == std::end(actions) ? shown(action, longestCell) : Words::tr(known->second);
}

QString askedText(const std::string& place, const ShownState& state)
{
    const auto name = [&] {
        if (state.asks)
            for (const PlaceAsks& each : *state.asks)
                if (each.place == place)
                    return each.name;
        return place;
    };
    return Words::tr("Request at %1").arg(shown(name(), longestCell));
}

QString targetText(const std::string& target, const ShownState& state)
{
    const std::string inner = target.substr(target.find('/') + 1); // of an incident: what it is about
    if (target.starts_with("budget/"))
        if (const auto budget = parseBudgetScope(inner); budget && budget->kind == BudgetScopeKind::team)
            return state.nameOf(Scope::ofTeam(budget->name));
    if (target.starts_with("ask/"))
        return askedText(inner.substr(0, inner.find('/')), state);
    const auto scope = parseScope(target.starts_with("freeze/") ? inner : target);
    return scope ? state.nameOf(*scope) : shown(target, longestCell);
}

TableCell resultCell(const AuditAct& act)
{
    if (act.entry.isObserved())
        return words(resultText(act.entry.result, longestCell));
    if (!act.outcome)
        return {.text = Words::tr("no outcome on record yet"), .raw = {}, .icon = Icon::Hourglass, .tone = Tone::secondary};
    const std::string& result = act.outcome->result;
    const QString text = resultText(result, longestCell);
    if (result.starts_with("failed") || result.starts_with("not proved") || result.starts_with("refused"))
        return {.text = text, .raw = {}, .icon = Icon::Warning, .tone = Tone::warn};
    return {.text = text, .raw = {}, .icon = Icon::Check, .tone = Tone::ok};
}

TableRow rowOf(const AuditAct& act, const ShownState& state)
{
    const AuditEntry& entry = act.entry;
    return {std::to_string(entry.sequence),
        {{.text = momentSecondsText(state.calendar, entry.at, state.now),
             .raw = QVariant::fromValue<qint64>(entry.at.time_since_epoch().count()),
             .icon = {}},
            words(shown(entry.actor, 60)), words(actionText(entry.action)), words(targetText(entry.target, state)),
            words(shown(entry.reason, longestCell)), resultCell(act)}};
}

QString lineOf(const QString& name, const std::string& value)
{
    return value.empty() ? QString() : Words::tr("%1: %2").arg(name, shown(value, longestDetail)) + QLatin1Char('\n');
}

QString rowsText(const AuditAct& act)
{
    const QString first = QString::number(act.entry.sequence);
    return act.outcome && act.outcome->sequence != act.entry.sequence
        ? Words::tr("Rows %1 and %2 of the log").arg(first, QString::number(act.outcome->sequence))
        : Words::tr("Row %1 of the log").arg(first);
}

} // namespace

std::vector<TableColumn> actColumns()
{
    using enum TableColumn::Kind;
    return {{Words::tr("When"), text}, {Words::tr("Who"), text}, {Words::tr("What"), text}, {Words::tr("Of What"), text},
        {Words::tr("Why"), text, true}, {Words::tr("Outcome"), text}};
}

std::vector<TableRow> actRows(const std::vector<AuditAct>& acts, const ShownState& state)
{
    std::vector<TableRow> out;
    for (const AuditAct& act : acts)
        out.push_back(rowOf(act, state));
    return out;
}

QString actDetails(const AuditAct& act, const Calendar& calendar)
{
    const AuditEntry& entry = act.entry;
    const AuditEntry& last = act.outcome.value_or(entry);
    QString out =
        Words::tr("%1, %2 %3").arg(rowsText(act), dateText(entry.at), clockSecondsText(calendar, entry.at)) + QLatin1Char('\n');
    out += lineOf(Words::tr("Target"), entry.target) + lineOf(Words::tr("Reason"), entry.reason);
    out += lineOf(Words::tr("Before"), entry.before.empty() ? last.before : entry.before);
    out +=
        lineOf(Words::tr("After"), last.after.empty() ? entry.after : last.after) + lineOf(Words::tr("Outcome"), last.result);
    out += lineOf(Words::tr("Hash"), last.hash);
    return out.trimmed();
}

} // namespace fuseboard
