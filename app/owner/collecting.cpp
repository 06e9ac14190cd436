// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/collecting.h"

#include <utility>

namespace fuseboard {

Collecting::Collecting(std::unique_ptr<Collector> collector) { takeUp(std::move(collector)); }

Collecting::Collecting(Error why)
    : m_fault(std::move(why))
{
}

Collecting::~Collecting()
{
    const bool hasRun = m_thread.isRunning();
    m_thread.quit();
    m_thread.wait();
    if (!hasRun)
        delete m_collector; // its thread never ran, so it never deleted it
}

void Collecting::takeUp(std::unique_ptr<Collector> collector)
{
    collector->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, collector.get(), &QObject::deleteLater);
    const std::lock_guard lock(m_guard);
    m_collector = collector.release();
    m_fault.reset();
}

Collector* Collecting::collector() const
{
    const std::lock_guard lock(m_guard);
    return m_collector;
}

std::optional<Error> Collecting::fault() const
{
    const std::lock_guard lock(m_guard);
    return m_fault;
}

bool Collecting::setFault(const Error& why)
{
    const std::lock_guard lock(m_guard);
    return std::exchange(m_fault, why) != why;
}

void Collecting::prepare()
{
    if (!m_collector || m_thread.isRunning())
        return;
    m_thread.start();
    QMetaObject::invokeMethod(m_collector, &Collector::prepare);
}

void Collecting::start()
{
    if (!m_collector || std::exchange(m_hasStarted, true))
        return;
    m_thread.start();
    QMetaObject::invokeMethod(m_collector, &Collector::start);
}

} // namespace fuseboard
