// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/watchedapplication.h"

#include <QThread>

#include <ctime>
#include <format>

namespace fuseboard::bench {
namespace {

double millisecondsOf(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

} // namespace

bool WatchedApplication::notify(QObject* receiver, QEvent* event)
{
    if (m_phases.empty() || m_depth > 0 || QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    const std::string what = std::format(
        "{} {} {}", receiver->metaObject()->className(), qPrintable(receiver->objectName()), static_cast<int>(event->type()));
    const double cpu = millisecondsOf(CLOCK_THREAD_CPUTIME_ID), wall = millisecondsOf(CLOCK_MONOTONIC);
    ++m_depth;
    const bool taken = QApplication::notify(receiver, event);
    --m_depth;
    LongestEvent& longest = m_phases.back();
    longest.wall = std::max(longest.wall, millisecondsOf(CLOCK_MONOTONIC) - wall);
    if (const double took = millisecondsOf(CLOCK_THREAD_CPUTIME_ID) - cpu; took > longest.cpu) {
        longest.cpu = took;
        longest.what = QByteArray::fromStdString(what);
    }
    return taken;
}

} // namespace fuseboard::bench
