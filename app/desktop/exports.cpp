// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/exports.h"

#include "window/mainwindow.h"

#include <QFileInfo>
#include <QFuture>

namespace fuseboard {

Exports::Exports(MainWindow& window)
    : m_window(window)
{
    m_pool.setMaxThreadCount(1);
}

Exports::~Exports() { m_pool.waitForDone(); }

void Exports::write(const QString& file, Work work)
{
    const Job job {.kind = Job::Kind::writing,
        .subject = file.toStdString(),
        .name = QFileInfo(file).fileName().toStdString(),
        .days = {},
        .trouble = {}};
    m_window.beginJob(job);
    QtFuture::makeReadyValueFuture(std::move(work))
        .then(&m_pool, [](const Work& each) { return each(); })
        .then(this, [this, job](const Result<QString>& written) { m_window.endJob(job, written); });
}

} // namespace fuseboard
