// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace fuseboard {

/// Reads in a thread of its own, one reading at a time and not more often than every few seconds: of what is asked for
/// meanwhile the last counts.
template <class Request, class Answer>
class LatestReading {
public:
    using Told = Result<std::shared_ptr<const Answer>>;
    /// In the other thread. May stop early once it is given up: what it answers then is dropped.
    using Read = std::function<Result<Answer>(const Request& request, const std::atomic<bool>& isGivenUp)>;

    /// `tell` is called in this thread.
    LatestReading(Read read, std::function<void(const Told&)> tell)
        : m_read(std::move(read))
        , m_tell(std::move(tell))
    {
        m_pool.setMaxThreadCount(1);
        m_later.setSingleShot(true);
        QObject::connect(&m_later, &QTimer::timeout, &m_later, [this] { start(); });
    }
    /// Waits for the step that a reading is in.
    ~LatestReading()
    {
        m_isGivenUp = true;
        m_pool.waitForDone();
    }
    LatestReading(const LatestReading&) = delete;
    LatestReading& operator=(const LatestReading&) = delete;

    void want(const Request& request)
    {
        m_wanted = request;
        if (!m_isReading)
            plan();
    }

private:
    static constexpr int leastMsBetween =
        5000; ///< a sandbox's board changes every two seconds, a large month takes one to read

    void plan()
    {
        const qint64 since = m_sinceStart.isValid() ? m_sinceStart.elapsed() : leastMsBetween;
        if (m_wanted != m_last || since >= leastMsBetween)
            start();
        else if (!m_later.isActive())
            m_later.start(static_cast<int>(leastMsBetween - since));
    }
    void start()
    {
        m_later.stop();
        m_isReading = true;
        m_sinceStart.start();
        m_last = std::exchange(m_wanted, std::nullopt);
        QtFuture::makeReadyValueFuture(*m_last)
            .then(&m_pool,
                [this](const Request& request) -> Told {
                    auto answer = m_read(request, m_isGivenUp);
                    if (!answer)
                        return std::unexpected(answer.error());
                    return std::make_shared<const Answer>(*std::move(answer));
                })
            .then(&m_later, [this](const Told& told) {
                m_isReading = false;
                m_tell(told);
                if (m_wanted)
                    plan();
            });
    }

    Read m_read;
    std::function<void(const Told&)> m_tell;
    QThreadPool m_pool;
    std::atomic<bool> m_isGivenUp = false;
    std::optional<Request> m_wanted; ///< next
    std::optional<Request> m_last; ///< that was or is being read
    bool m_isReading = false;
    QElapsedTimer m_sinceStart; ///< of the last reading
    QTimer m_later;
};

} // namespace fuseboard
