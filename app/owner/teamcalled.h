// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/team.h"

#include <QString>

#include <algorithm>

namespace fuseboard {

/// The team a person means by its id, or by its name in whatever case. Null: none. Goes with `teams`.
inline const Team* teamCalled(const std::vector<Team>& teams, const QString& text)
{
    const auto found = std::ranges::find_if(teams, [&](const Team& team) {
        return QString::fromStdString(team.id) == text
            || QString::fromStdString(team.name).compare(text, Qt::CaseInsensitive) == 0;
    });
    return found == teams.end() ? nullptr : &*found;
}

} // namespace fuseboard
