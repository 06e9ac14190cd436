// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/polledsource.h"

namespace fuseboard {

PolledSource::PolledSource(
    SourceConfig config, std::unique_ptr<UsageSource> source, const SourceState& state, bool onInterval, const Clock& clock)
    : m_config(std::move(config))
    , m_source(std::move(source))
    , m_clock(&clock)
    , m_view {.id = m_config.id,
          .name = m_config.name,
          .kind = m_config.kind,
          .lastAnswer = state.answeredAt,
          .completeUpTo = state.completeUpTo,
          .error = {},
          .nextTry = {},
          .interval = m_config.interval,
          .canFreeze = m_config.kind == "gateway"}
    , m_cursor(state.cursor)
    // Sources of one profile must not retry in step; the same source may be predictable.
    , m_backoff(m_config.interval, std::hash<std::string>()(m_config.id))
    , m_onInterval(onInterval)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PolledSource::poll);
}

void PolledSource::poll()
{
    if (m_busy)
        return;
    m_busy = true;
    m_timer.stop();
    m_view.nextTry.reset();
    ask();
}

void PolledSource::ask()
{
    m_source->poll(m_cursor, m_clock->now())
        .then(this,
            [this](const UsageResult& result) {
                if (result)
                    Q_EMIT answered(*result);
                else
                    fail(result.error());
            })
        .onCanceled(this, [this] { fail({{ErrorCode::cutOff, m_config.id, "the request was dropped"}, {}}); });
}

void PolledSource::stored(const Poll& poll, bool more)
{
    m_cursor = poll.cursor;
    m_view.lastAnswer = poll.at;
    m_view.error.reset();
    if (poll.completeUpTo)
        m_view.completeUpTo = poll.completeUpTo;
    if (more)
        ask();
    else
        finish(m_backoff.afterSuccess());
}

void PolledSource::notStored(const Error& error)
{
    m_view.error = error;
    finish(m_config.interval);
}

void PolledSource::fail(const UsageFailure& failure)
{
    m_view.error = failure.error;
    finish(m_backoff.afterFailure(failure));
}

void PolledSource::finish(std::optional<std::chrono::milliseconds> next)
{
    m_busy = false;
    if (next && m_onInterval) {
        m_view.nextTry = m_clock->now() + *next;
        m_timer.start(*next);
    }
    Q_EMIT settled();
}

} // namespace fuseboard
