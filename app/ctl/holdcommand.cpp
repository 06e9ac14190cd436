// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/holdcommand.h"

#include "ctl/leverstext.h"
#include "ctl/print.h"
#include "ctl/statustext.h"
#include "owner/blastpreview.h"
#include "owner/freezedocument.h"
#include "text/freezetext.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;
using Verb = CommandLine::Verb;

constexpr auto shortWait = 3000ms; ///< a healthy gateway proves itself in milliseconds
constexpr auto planPatience = 3s; ///< as the plan says it; what is held and how to resume it is known without the places

QString tr(const char* text) { return QCoreApplication::translate("HoldCommand", text); }

} // namespace

Move HoldCommand::begin() const
{
    if (!m_line.dryRun) {
        if (m_line.verb == Verb::freeze && m_line.all && m_line.confirm != QLatin1String("freeze all"))
            return Refuse {
                tr("A freeze of all teams asks for --confirm 'freeze all'. Nothing was ordered."), {}, ExitCode::usage};
        if (m_line.reason.isEmpty())
            return Refuse {tr("The reason is empty; say why, for the audit log. Nothing was ordered."), {}, ExitCode::usage};
    }
    return AskOwner {{{QStringLiteral("do"), QStringLiteral("status")}}};
}

Move HoldCommand::answered(const QJsonObject& answer)
{
    if (m_ordered)
        return orderAnswered(answer);
    if (answer.contains(QLatin1String("preview")))
        return previewCame(answer[QLatin1String("preview")].toObject());
    if (m_line.verb == Verb::addReason && !answer.contains(QLatin1String("status")))
        return Say {
            m_line.json ? documentText(answer) : tr("The reason for the freeze of %1 is on record.\n").arg(m_target.name),
            ExitCode::proved, true};
    return statusCame(answer[QLatin1String("status")].toObject());
}

std::optional<Move> HoldCommand::unanswered() const
{
    return m_held.isEmpty() ? std::optional<Move>() : plan(QJsonValue(), std::nullopt);
}

Move HoldCommand::statusCame(const QJsonObject& status)
{
    auto found = findTarget(m_line, status);
    if (!found)
        return refused(found.error());
    m_target = *std::move(found);
    if (m_line.verb == Verb::addReason)
        return AskOwner {{{QStringLiteral("do"), QStringLiteral("addReason")}, {QStringLiteral("scope"), m_target.scope},
            {QStringLiteral("reason"), m_line.reason}}};
    if (m_line.dryRun)
        return preview();
    return m_line.verb == Verb::freeze ? freeze() : resume(status);
}

Move HoldCommand::freeze()
{
    if (m_target.isProtected && !confirmsFreeze(m_line.confirm, m_target.name))
        return Refuse {tr("%1 is protected: its freeze asks for --confirm '%1'. Nothing was ordered.").arg(m_target.name), {},
            ExitCode::usage};
    return order({{QStringLiteral("do"), QStringLiteral("freeze")}, {QStringLiteral("confirm"), m_line.confirm},
        {QStringLiteral("mode"), m_line.cut ? QStringLiteral("cut") : QStringLiteral("refuse")}});
}

Move HoldCommand::resume(const QJsonObject& status)
{
    const QJsonObject freeze = heldFreeze(status, m_target.scope);
    if (freeze.isEmpty())
        return Say {m_line.json ? documentText({{QStringLiteral("ok"), true}, {QStringLiteral("proved"), true}})
                                : tr("%1 is not frozen. There is nothing to resume.\n").arg(m_target.name)};
    if (m_line.confirm.isEmpty()) {
        m_held = freeze;
        if (const auto board = freezeBoardOf(QJsonObject {{QStringLiteral("freezes"), status[QLatin1String("freezes")]},
                {QStringLiteral("levers"), QJsonArray()}, {QStringLiteral("auditWaiting"), 0}});
            board && m_target.scope != QLatin1String("organisation/all"))
            m_holdAll = placesHoldingAll(*board);
        return preview(planPatience);
    }
    if (m_line.confirm != confirmationCode(freeze))
        return refused({ErrorCode::badConfirmation, m_target.name.toStdString(), {}});
    QJsonObject request {
        {QStringLiteral("do"), QStringLiteral("resume")}, {QStringLiteral("generation"), freeze[QLatin1String("generation")]}};
    if (m_line.putBack)
        request[QLatin1String("undo")] = QStringLiteral("putBack");
    return order(std::move(request));
}

Move HoldCommand::order(QJsonObject request)
{
    const auto wait = m_line.wait ? proofPatience : shortWait;
    request[QLatin1String("scope")] = m_target.scope;
    request[QLatin1String("reason")] = m_line.reason;
    request[QLatin1String("waitMs")] = static_cast<qint64>(wait.count());
    m_ordered = true;
    return AskOwner {std::move(request), answerPatience + wait};
}

Move HoldCommand::preview(std::chrono::milliseconds patience) const
{
    return AskOwner {{{QStringLiteral("do"), QStringLiteral("preview")}, {QStringLiteral("scope"), m_target.scope}}, patience};
}

Move HoldCommand::orderAnswered(const QJsonObject& answer) const
{
    const bool proved = answer[QLatin1String("proved")].toBool();
    const QJsonObject freeze = answer[QLatin1String("freeze")].toObject();
    return Say {m_line.json    ? documentText(answer)
            : freeze.isEmpty() ? tr("%1 spends again.\n").arg(m_target.name)
                               : freezeText(freeze, m_target.name),
        proved ? ExitCode::proved : ExitCode::notProved, true};
}

Move HoldCommand::previewCame(const QJsonObject& preview) const
{
    if (m_line.verb != Verb::resume)
        return Say {m_line.json ? documentText(preview) : blastText(preview, m_target.name)};
    if (m_line.json)
        return plan(preview[QLatin1String("outlooks")], std::nullopt);
    const auto looked = previewOf(preview);
    if (!looked)
        return refused(looked.error());
    return plan({}, undoLines(*looked, m_holdAll));
}

/// Without `undo` the places have not told.
Move HoldCommand::plan(const QJsonValue& outlooks, const std::optional<std::vector<UndoLine>>& undo) const
{
    const QString code = confirmationCode(m_held);
    return Say {m_line.json ? documentText({{QStringLiteral("ok"), true}, {QStringLiteral("freeze"), m_held},
                                  {QStringLiteral("confirm"), code}, {QStringLiteral("outlooks"), outlooks}})
                            : resumePlan(m_held, m_target.name, code, undo, m_holdAll)};
}

} // namespace fuseboard
