// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/profilehistory.h"

#include <QFile>
#include <QFileInfo>

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

} // namespace fuseboard
