// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/watchedprofile.h"

#include "collector/historybackup.h"
#include "owner/systemclock.h"
#include "reports/spendingreport.h"
#include "reports/teamreport.h"

#include <pwd.h>
#include <unistd.h>

namespace fuseboard {
namespace {

ExportedReport exported(const WrittenReport& written) { return {QString::fromStdString(written.file.string()), written.rows}; }

} // namespace

WatchedProfile::WatchedProfile(Profile profile)
    : m_profile(std::move(profile))
{
}

std::string WatchedProfile::person()
{
    const passwd* entry = ::getpwuid(::geteuid());
    if (!entry)
        return "user " + std::to_string(::geteuid());
    const std::string fullName = std::string(entry->pw_gecos ? entry->pw_gecos : "");
    const std::string name = fullName.substr(0, fullName.find(','));
    return name.empty() ? entry->pw_name : name;
}

std::optional<Instant> WatchedProfile::lastBackup() const
{
    return fuseboard::lastBackup(m_profile.backupDirectory().toStdString(), SystemClock().now());
}

std::function<Result<ExportedReport>()> WatchedProfile::teamExport(const QString& file) const
{
    const auto write = [target = file.toStdString(), board = m_board, freezes = m_freezes, days = calendar()] {
        return writeTeamReport(target, *board, freezes ? *freezes : FreezeBoard(), days).transform(exported);
    };
    const auto known = figuresKnown();
    return [known, write]() -> Result<ExportedReport> {
        if (!known)
            return std::unexpected(known.error());
        return write();
    };
}

Result<ExportedReport> WatchedProfile::exportSpending(const QString& file) const
{
    if (auto known = figuresKnown(); !known)
        return std::unexpected(known.error());
    return writeSpendingReport(file.toStdString(), *m_board).transform(exported);
}

Result<void> WatchedProfile::figuresKnown() const
{
    if (!m_board)
        return notReadYet();
    return m_board->historyFault ? Result<void>(std::unexpected(*m_board->historyFault)) : Result<void>();
}

std::unexpected<Error> WatchedProfile::notReadYet() const
{
    return fail(ErrorCode::historyUnreadable, m_profile.historyFile().toStdString(), "it has not been read yet");
}

} // namespace fuseboard
