// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/announcer.h"

#include "pages/bannertext.h"
#include "text/shown.h"

#include <QAccessible>
#include <QAccessibleAnnouncementEvent>

namespace fuseboard {

Announcer::Announcer(QWidget& speaker)
    : QObject(&speaker)
    , m_speaker(speaker)
{
}

void Announcer::say(const QString& text, bool assertive)
{
    QAccessibleAnnouncementEvent event(&m_speaker, text);
    event.setPoliteness(
        assertive ? QAccessible::AnnouncementPoliteness::Assertive : QAccessible::AnnouncementPoliteness::Polite);
    QAccessible::updateAccessibility(&event);
}

void Announcer::setState(const ShownState& state)
{
    tellFreezes(state);
    tellSources(state);
}

void Announcer::tellFreezes(const ShownState& state)
{
    if (state.freezes == m_freezes || !state.freezes)
        return;
    m_freezes = state.freezes;
    std::map<Scope, FreezeStage> stages;
    for (const auto& [scope, view] : state.freezes->views) {
        stages.emplace(scope, view.stage);
        const auto before = m_stages.find(scope);
        if (before != m_stages.end() && before->second == view.stage)
            continue;
        const BannerText text = freezeBanner(state, view);
        say(QStringLiteral("%1. %2").arg(text.title, text.text), text.isCritical());
    }
    m_stages = std::move(stages);
}

void Announcer::tellSources(const ShownState& state)
{
    if (!state.board)
        return;
    for (const SourceView& source : state.board->sources) {
        const bool stale = source.isStale(state.now);
        const auto [entry, first] = m_stale.try_emplace(source.id, stale);
        if (first || entry->second == stale)
            continue;
        entry->second = stale;
        const QString name = shown(source.name, 60);
        say(!stale                  ? tr("%1 answers again.").arg(name)
                : source.tellsUsage ? tr("%1 does not answer. Its figures are old.").arg(name)
                                    : tr("%1 does not answer.").arg(name),
            false);
    }
}

} // namespace fuseboard
