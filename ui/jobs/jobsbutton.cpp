// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/jobsbutton.h"

#include "jobs/jobspane.h"
#include "jobs/jobtexts.h"
#include "text/shown.h"
#include "theme/variant.h"

#include <QScreen>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int gap = 4; ///< between the button and what stands over it

Icon iconOf(const JobBook& book)
{
    if (!book.running().empty())
        return Icon::Hourglass;
    return book.ended().front().how == EndedJob::How::failed ? Icon::Warning : Icon::Check;
}

} // namespace

JobsButton::JobsButton(QWidget* parent)
    : IconButton(Icon::Hourglass, {}, "quiet", parent)
    , m_pane(new JobsPane(this))
{
    setObjectName(QStringLiteral("jobs"));
    fuseboard::setLook(this, "small", QStringLiteral("true"));
    hide();
    connect(this, &QPushButton::clicked, this, &JobsButton::open);
    connect(m_pane, &JobsPane::ordered, this, &JobsButton::ordered);
    connect(m_pane, &JobsPane::resized, this, &JobsButton::placePane);
}

void JobsButton::setState(const ShownState& state)
{
    const std::vector<EndedJob> before = m_book.ended();
    if (state.board && state.board != m_state.board)
        m_book.follow(*state.board, state.now);
    m_state = state;
    tell();
    if (m_book.ended() != before)
        Q_EMIT ended(jobEndText(m_book.ended().front()));
}

void JobsButton::begin(const Job& job)
{
    m_book.begin(job);
    tell();
}

void JobsButton::end(const Job& job, EndedJob::How how, const QString& words)
{
    m_book.end(job, how, m_state.now, words.toStdString());
    tell();
}

void JobsButton::tell()
{
    const bool isAny = !m_book.running().empty() || !m_book.ended().empty();
    setVisible(isAny);
    m_pane->setJobs(m_book, m_state);
    if (!isAny)
        return;
    setLook(iconOf(m_book), "quiet");
    const QString words = jobsSummary(m_book);
    setPlainText(words);
    setAccessibleName(words);
    setToolTip(asToolTip(m_book.running().empty() ? jobEndText(m_book.ended().front()) : tr("Shows all jobs")));
}

void JobsButton::open()
{
    m_pane->show();
    placePane();
    m_pane->takeFocus();
}

/// Over the button, and within its screen.
void JobsButton::placePane()
{
    const QRect room = screen()->availableGeometry();
    const QPoint corner = mapToGlobal(QPoint(isRightToLeft() ? width() - m_pane->width() : 0, -m_pane->height() - gap));
    m_pane->move(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - m_pane->width())),
        std::max(corner.y(), room.top()));
}

} // namespace fuseboard
