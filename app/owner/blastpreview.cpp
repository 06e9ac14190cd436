// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/blastpreview.h"

#include "domain/callers.h"
#include "owner/documentvalues.h"
#include "owner/errordocument.h"
#include "text/errortext.h"

#include <QJsonArray>

#include <algorithm>

namespace fuseboard {
namespace {

using document::text;
using document::textsOf;

using Name = QLatin1StringView;

QJsonObject moneyDocument(const Money& money)
{
    return {{QStringLiteral("amount"), text(std::to_string(money.nano))},
        {QStringLiteral("currency"), text(money.currency.text())}};
}

QString undoWord(UndoTarget::Kind kind)
{
    switch (kind) {
    case UndoTarget::Kind::givesBack: return QStringLiteral("givesBack");
    case UndoTarget::Kind::staysHeld: return QStringLiteral("staysHeld");
    case UndoTarget::Kind::changed: return QStringLiteral("changed");
    case UndoTarget::Kind::gone: return QStringLiteral("gone");
    case UndoTarget::Kind::notRead: return QStringLiteral("notRead");
    }
    return {};
}

QJsonArray undoDocument(const std::vector<UndoTarget>& undo)
{
    QJsonArray out;
    for (const UndoTarget& target : undo)
        out.append(QJsonObject {{QStringLiteral("kind"), undoWord(target.kind)}, {QStringLiteral("name"), text(target.name)},
            {QStringLiteral("before"), text(target.before)}, {QStringLiteral("now"), text(target.now)}});
    return out;
}

QJsonObject outlookDocument(const LeverOutlook& outlook)
{
    QJsonObject out {{QStringLiteral("id"), text(outlook.lever)}};
    if (!outlook.look) {
        out[QStringLiteral("cause")] = sentence(outlook.look.error());
        out[QStringLiteral("error")] = errorDocument(outlook.look.error());
        return out;
    }
    if (outlook.look->isEmpty)
        out[QStringLiteral("nothingHere")] = true;
    out[QStringLiteral("holds")] = textsOf(outlook.look->holds);
    out[QStringLiteral("heldAlready")] = textsOf(outlook.look->heldAlready);
    out[QStringLiteral("teams")] = textsOf(outlook.look->alsoStops);
    if (!outlook.look->notRead.empty())
        out[QStringLiteral("notRead")] = textsOf(outlook.look->notRead);
    if (outlook.look->running)
        out[QStringLiteral("running")] = static_cast<qint64>(*outlook.look->running);
    if (!outlook.look->undo.empty())
        out[QStringLiteral("undo")] = undoDocument(outlook.look->undo);
    if (outlook.look->moneySetAside)
        out[QStringLiteral("moneySetAside")] = moneyDocument(*outlook.look->moneySetAside);
    return out;
}

std::optional<Money> moneyOf(const DocumentFields& fields, Name name)
{
    const auto money = fields.object(name);
    if (!money)
        return std::nullopt;
    Money out {.nano = 0, .currency = money->word(Name("currency"), Currency::parse, Currency())};
    out.nano = money->word(Name("amount"), [](const std::string& digits) { return parseScaledDecimal(digits, 0); }, out.nano);
    return out;
}

UndoTarget undoOf(const DocumentFields& fields)
{
    const auto parse = [](const std::string& word) { return valueOf(text(word), undoWord); };
    return {.kind = fields.word(Name("kind"), parse, UndoTarget::Kind::changed),
        .name = fields.text(Name("name")),
        .before = fields.text(Name("before")),
        .now = fields.text(Name("now"))};
}

LeverOutlook outlookOf(const DocumentFields& fields)
{
    LeverOutlook out {.lever = fields.text(Name("id")), .look = {}};
    if (const auto error = fields.object(Name("error"))) {
        out.look = std::unexpected(errorOf(*error));
        return out;
    }
    const auto teams = fields.texts(Name("teams"));
    out.look = LeverLook {.isEmpty = fields.flag(Name("nothingHere"), false),
        .holds = fields.texts(Name("holds")),
        .heldAlready = fields.texts(Name("heldAlready")),
        .alsoStops = std::set<TeamId>(teams.begin(), teams.end()),
        .running = fields.has(Name("running")) ? std::optional(fields.integer(Name("running"))) : std::nullopt,
        .moneySetAside = moneyOf(fields, Name("moneySetAside")),
        .notRead = fields.has(Name("notRead")) ? fields.texts(Name("notRead")) : std::vector<std::string>()};
    fields.each(Name("undo"), [&out](const DocumentFields& each) { out.look->undo.push_back(undoOf(each)); });
    return out;
}

QString nameOf(const TeamId& id, const Organisation& organisation)
{
    const auto team = std::ranges::find(organisation.teams, id, &Team::id);
    return text(team == organisation.teams.end() ? id : team->name);
}

} // namespace

BlastPreview blastPreview(const Scope& scope, const Board* board, const Organisation& organisation, const FreezeBoard& freezes,
    std::vector<LeverOutlook> outlooks)
{
    BlastPreview out {.scope = scope, .levers = freezes.levers, .outlooks = std::move(outlooks)};
    const bool all = scope.kind == ScopeKind::organisation;
    for (const Team& team : organisation.teams)
        if (team.isProtected && (all || (scope.kind == ScopeKind::team && team.id == scope.id)))
            out.protectedTeams.push_back(team.name);
    for (const CallerKey& key : organisation.keys)
        if (isStoppedBy(scope, key))
            out.keys.push_back(key.label.empty() ? key.sha256.substr(0, 12) : key.label);
    if (!board)
        return out;
    const auto team = std::ranges::find(board->teams, scope.id, &TeamBoard::id);
    if (const TeamBoard* spends = all ? &board->all : team == board->teams.end() ? nullptr : &*team) {
        const auto people = peopleOf(*spends), agents = agentsOf(*spends);
        out.people.assign(people.begin(), people.end());
        out.agents.assign(agents.begin(), agents.end());
        out.perHour = {spends->perHourNano, board->currency};
    }
    for (const SourceView& source : board->sources)
        if (!source.canFreeze)
            out.unstoppable.push_back(source.name);
    return out;
}

QJsonObject blastDocument(const BlastPreview& preview, const Organisation& organisation)
{
    QJsonArray outlooks, alsoStops;
    for (const LeverOutlook& outlook : preview.outlooks)
        outlooks.append(outlookDocument(outlook));
    for (const TeamId& team : preview.alsoStops())
        alsoStops.append(nameOf(team, organisation));
    QJsonObject out {{QStringLiteral("scope"), text(preview.scope.text())}, {QStringLiteral("keys"), textsOf(preview.keys)},
        {QStringLiteral("people"), textsOf(preview.people)}, {QStringLiteral("agents"), textsOf(preview.agents)},
        {QStringLiteral("running"), static_cast<qint64>(preview.running())}, {QStringLiteral("alsoStops"), alsoStops},
        {QStringLiteral("protected"), textsOf(preview.protectedTeams)},
        {QStringLiteral("levers"), leversDocument(preview.levers)}, {QStringLiteral("outlooks"), outlooks},
        {QStringLiteral("unstoppable"), textsOf(preview.unstoppable)}};
    if (const auto money = preview.moneySetAside())
        out[QStringLiteral("moneySetAside")] = moneyDocument(*money);
    if (preview.perHour.currency.isSet())
        out[QStringLiteral("saved")] = moneyDocument(preview.perHour);
    return out;
}

Result<BlastPreview> previewOf(const QJsonValue& document)
{
    std::optional<Error> fault;
    const DocumentFields fields(document, {}, fault);
    BlastPreview out {.scope = fields.word(Name("scope"), parseScope, Scope()),
        .keys = fields.texts(Name("keys")),
        .people = fields.texts(Name("people")),
        .agents = fields.texts(Name("agents")),
        .perHour = moneyOf(fields, Name("saved")).value_or(Money {}),
        .protectedTeams = fields.texts(Name("protected")),
        .levers = {},
        .outlooks = {},
        .unstoppable = fields.texts(Name("unstoppable"))};
    fields.each(Name("levers"), [&out](const DocumentFields& each) { out.levers.push_back(leverOf(each)); });
    fields.each(Name("outlooks"), [&out](const DocumentFields& each) { out.outlooks.push_back(outlookOf(each)); });
    if (fault)
        return std::unexpected(*fault);
    return out;
}

} // namespace fuseboard
