// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/refusedlists.h"

namespace fuseboard {
namespace {

constexpr std::chrono::hours leftOut {1};

} // namespace

void RefusedLists::note(const UsageTask& task, Error why)
{
    m_refusals[{task.list, task.subject, task.directory}] = {std::move(why), QDeadlineTimer(leftOut)};
}

std::optional<Error> RefusedLists::why(const UsageTask& task) const
{
    const auto found = m_refusals.find({task.list, task.subject, task.directory});
    if (found == m_refusals.end() || found->second.until.hasExpired())
        return std::nullopt;
    return found->second.why;
}

Error asListRefused(Error refusal)
{
    refusal.code = ErrorCode::listRefused;
    return refusal;
}

} // namespace fuseboard
