// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/turn.h"

#include "ctl/print.h"
#include "ctl/statustext.h"

#include <QCoreApplication>
#include <QThread>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto longest = 10s;
constexpr auto silent = 1s;
constexpr auto betweenTries = 50ms;

} // namespace

Turn::Turn() { m_since.start(); }

bool Turn::wait(const Error& busy)
{
    if (m_since.durationElapsed() >= longest)
        return false;
    if (!m_said && m_since.durationElapsed() >= silent) {
        m_said = true;
        const QString owner = onOneLine(QString::fromStdString(busy.detail.empty() ? busy.subject : busy.detail));
        print(stderr,
            QCoreApplication::translate("Turn", "fuseboardctl: %1 owns the profile; waiting up to ten seconds for it.\n")
                .arg(owner));
    }
    QThread::sleep(betweenTries);
    return true;
}

Result<OwnerLock> lockInTurn(const Profile& profile)
{
    Turn turn;
    for (;;) {
        auto lock = OwnerLock::take(profile.lockFile());
        if (lock || lock.error().code != ErrorCode::historyBusy || !lock.error().detail.starts_with("fuseboardctl,")
            || !turn.wait(lock.error()))
            return lock;
    }
}

} // namespace fuseboard
