// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/exports.h"

#include "jobs/jobsbutton.h"
#include "text/errortext.h"
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
    m_window.jobs().begin(job);
    QtFuture::makeReadyValueFuture(std::move(work))
        .then(&m_pool, [](const Work& each) { return each(); })
        .then(this, [this, job](const Result<QString>& written) {
            const auto how = written ? EndedJob::How::done : EndedJob::How::failed;
            m_window.jobs().end(job, how, written ? *written : sentence(written.error()));
            if (written)
                m_window.showDone(*written);
            else
                m_window.showFault(written.error());
        });
}

} // namespace fuseboard
