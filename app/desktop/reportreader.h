// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/profile.h"
#include "owner/systemclock.h"
#include "reportpages/reports.h"

#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>

namespace fuseboard {

/// Reads a profile's history and prices for the page *Reports*, beside whoever owns it.
Result<Reports> readReports(const Profile& profile, const ReportsRequest& request, Instant now,
    const std::atomic<bool>& isGivenUp = std::atomic<bool>(false));

/// Does so in a thread of its own, one reading at a time and not more often than every few seconds: of what is asked for
/// meanwhile the last counts.
class ReportReader : public QObject {
    Q_OBJECT
public:
    explicit ReportReader(Profile profile, QObject* parent = nullptr);
    /// Waits for the step that a reading is in; what it reads is dropped.
    ~ReportReader() override;

    void want(const ReportsRequest& request);

Q_SIGNALS:
    void read(const std::shared_ptr<const fuseboard::Reports>& reports);
    void failed(const fuseboard::Error& error);

private:
    using Answer = Result<std::shared_ptr<const Reports>>;

    void plan();
    void start();
    void answered(const Answer& answer);

    Profile m_profile;
    SystemClock m_clock;
    QThreadPool m_pool;
    std::atomic<bool> m_isGivenUp = false;
    std::optional<ReportsRequest> m_wanted; ///< next
    std::optional<ReportsRequest> m_last; ///< that was or is being read
    bool m_isReading = false;
    QElapsedTimer m_sinceStart; ///< of the last reading
    QTimer m_later;
};

} // namespace fuseboard
