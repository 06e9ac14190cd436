// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/backoff.h"
#include "connectors/sourceconfig.h"
#include "domain/board.h"
#include "store/poll.h"

#include <QObject>
#include <QTimer>

namespace fuseboard {

/// One source on its interval: asks, remembers how it is doing, and asks again. One request at a time.
class PolledSource : public QObject {
    Q_OBJECT
public:
    PolledSource(SourceConfig config, std::unique_ptr<UsageSource> source, const SourceState& state, bool onInterval,
        const Clock& clock);

    [[nodiscard]] const SourceConfig& config() const { return m_config; }
    [[nodiscard]] const SourceView& view() const { return m_view; }
    [[nodiscard]] bool isBusy() const { return m_busy; }

    /// Ignored while it is busy: the answer under way is new enough.
    void poll();
    /// The answer was stored: from here the next poll goes on.
    void stored(const Poll& poll, bool more);
    /// The answer could not be stored; it will be asked for again.
    void notStored(const Error& error);

Q_SIGNALS:
    void answered(const fuseboard::UsageAnswer& answer);
    /// Nothing is under way any more.
    void settled();

private:
    void ask();
    void fail(const UsageFailure& failure);
    void finish(std::optional<std::chrono::milliseconds> next);

    SourceConfig m_config;
    std::unique_ptr<UsageSource> m_source;
    const Clock* m_clock;
    SourceView m_view;
    std::string m_cursor;
    Backoff m_backoff;
    QTimer m_timer;
    bool m_onInterval;
    bool m_busy = false;
};

} // namespace fuseboard
