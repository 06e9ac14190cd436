// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/collecting.h"

#include <utility>

namespace fuseboard {

Collecting::Collecting(std::unique_ptr<Collector> collector)
    : m_collector(collector.release())
{
    m_collector->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_collector, &QObject::deleteLater);
}

Collecting::Collecting(Error why)
    : m_fault(std::move(why))
{
}

Collecting::~Collecting()
{
    m_thread.quit();
    m_thread.wait();
    if (!m_hasStarted)
        delete m_collector; // its thread never ran, so it never deleted it
}

void Collecting::start()
{
    if (!m_collector || std::exchange(m_hasStarted, true))
        return;
    m_thread.start();
    QMetaObject::invokeMethod(m_collector, &Collector::start);
}

} // namespace fuseboard
