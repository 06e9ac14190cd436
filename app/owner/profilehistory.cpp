// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/profilehistory.h"

#include <QFile>
#include <QFileInfo>
#include <QThreadPool>

#include <format>
#include <future>

namespace fuseboard {

Result<std::unique_ptr<History>> openProfileHistory(const Profile& profile)
{
    const std::filesystem::path file = profile.historyFile().toStdString();
    QFile marker(profile.historyMarker());
    if (QFileInfo::exists(profile.historyFile()) || marker.exists())
        return History::open(file, HistoryMode::owner);
    auto history = History::create(file);
    if (history && !marker.open(QIODevice::WriteOnly))
        return fail(ErrorCode::fileUnwritable, marker.fileName().toStdString(), marker.errorString().toStdString());
    return history;
}

Result<std::unique_ptr<History>> openProfileHistory(const Profile& profile, std::chrono::milliseconds patience)
{
    if (patience.count() == 0)
        return openProfileHistory(profile);
    const auto opening = std::make_shared<std::packaged_task<Result<std::unique_ptr<History>>()>>(
        [profile] { return openProfileHistory(profile); });
    auto opened = opening->get_future();
    QThreadPool::globalInstance()->start([opening] { (*opening)(); });
    if (opened.wait_for(patience) == std::future_status::ready)
        return opened.get();
    return fail(ErrorCode::historyUnreadable, profile.historyFile().toStdString(),
        std::format("it was not open after {} ms", patience.count()));
}

} // namespace fuseboard
