// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/unixsignals.h"

#include <QSocketNotifier>

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace fuseboard {

UnixSignals::UnixSignals(QObject* parent)
    : QObject(parent)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &ending, nullptr); // before any thread starts, so that all of them leave it to us
    m_descriptor = ::signalfd(-1, &ending, SFD_NONBLOCK | SFD_CLOEXEC);
    auto* notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info = {};
        if (::read(m_descriptor, &info, sizeof(info)) == sizeof(info))
            Q_EMIT endRequested();
    });
}

UnixSignals::~UnixSignals() { ::close(m_descriptor); }

} // namespace fuseboard
