// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/control.h"

#include "ctl/commands.h"
#include "ctl/print.h"
#include "ctl/statustext.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace fuseboard {
namespace {

using Verb = CommandLine::Verb;

/// A reason longer than this would be cut by the gateways; the audit log keeps it as they do.
constexpr qsizetype longestReason = 1000;

} // namespace

Control::Control(CommandLine line, Ask ask, QObject* parent)
    : QObject(parent)
    , m_line(std::move(line))
    , m_ask(std::move(ask))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Control::ownerIsSilent);
    if (m_line.verb == Verb::freeze || m_line.verb == Verb::resume || m_line.verb == Verb::addReason)
        m_hold.emplace(m_line);
    if (m_line.reason.size() <= longestReason)
        return;
    m_line.reason.truncate(longestReason - (m_line.reason[longestReason - 1].isHighSurrogate() ? 1 : 0));
    print(stderr, tr("fuseboardctl: the reason is long; its first 1000 characters are kept.\n"));
}

void Control::start() { go(m_hold ? m_hold->begin() : firstMove(m_line)); }

void Control::answered(const QJsonObject& answer)
{
    m_patience.stop();
    if (!answer[QLatin1String("ok")].toBool()) {
        const QJsonObject error = answer[QLatin1String("error")].toObject();
        const QString words = error[QLatin1String("sentence")].toString();
        go(Refuse {
            words.isEmpty() ? tr("The program that owns the profile answers something else than this one understands.") : words,
            error});
        return;
    }
    const QJsonObject status = answer[QLatin1String("status")].toObject();
    if (m_line.verb != Verb::source) // which are listed with or without
        sayWhyNoFigures(status);
    if (m_line.verb == Verb::status || m_line.verb == Verb::poll || m_line.verb == Verb::watch)
        statusCame(status);
    else
        go(m_hold ? m_hold->answered(answer) : nextMove(m_line, answer));
}

void Control::ownerIsSilent()
{
    const auto known = m_hold ? m_hold->unanswered() : std::nullopt;
    go(known ? *known
             : Refuse {tr("The program that owns the profile does not answer. Whether it did what was asked is not known. Look "
                          "at it, or end it and ask again.")});
}

void Control::sayWhyNoFigures(const QJsonObject& status)
{
    const QString why = status[QLatin1String("historyFault")][QLatin1String("sentence")].toString();
    if (why != std::exchange(m_noFigures, why) && !why.isEmpty())
        printError(why, false);
}

void Control::statusCame(const QJsonObject& status)
{
    if (m_line.verb == Verb::watch) {
        if (!printOut(m_line.json ? documentText(status, QJsonDocument::Compact) : statusText(status)))
            end(ExitCode::failed); // nobody reads any more
        return;
    }
    QJsonObject shown = status;
    if (m_complete) // not where it watches: each change, that would read the history again and again
        m_complete(shown);
    const bool sourceFailed = std::ranges::any_of(status[QLatin1String("sources")].toArray(),
        [](const auto& source) { return source.toObject().contains(QLatin1String("error")); });
    go(Say {m_line.json ? documentText(shown) : statusText(shown),
        !m_noFigures.isEmpty() || (m_line.verb == Verb::poll && sourceFailed) ? ExitCode::failed : ExitCode::proved});
}

void Control::go(const Move& move)
{
    std::visit([this](const auto& next) { carryOut(next); }, move);
}

void Control::carryOut(const AskOwner& ask)
{
    if (ask.patience.count() > 0)
        m_patience.start(ask.patience);
    m_ask(ask.request);
}

void Control::carryOut(const Say& say)
{
    if (printOut(say.text) || say.code == ExitCode::failed) {
        end(say.code);
        return;
    }
    print(stderr, tr("fuseboardctl: the answer could not be written to standard output.\n"));
    // What was done is done: an order's exit code goes by its proof, not by who reads of it.
    end(say.isDone ? say.code : ExitCode::failed);
}

void Control::carryOut(const Refuse& refuse)
{
    printError(refuse.sentence, m_line.json, refuse.error);
    end(refuse.code);
}

void Control::end(ExitCode code)
{
    m_patience.stop();
    Q_EMIT finished(static_cast<int>(code));
}

} // namespace fuseboard
