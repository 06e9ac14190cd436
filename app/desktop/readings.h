// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditpage/auditlog.h"
#include "domain/auditact.h"
#include "domain/breakdown.h"
#include "desktop/latestreading.h"
#include "owner/profile.h"
#include "owner/systemclock.h"
#include "pages/sourcelimits.h"
#include "reportpages/reports.h"

namespace fuseboard {

class MainWindow;

/// What the window's pages show beyond the board is read from the history's file, beside whoever owns the profile.
class Readings : public QObject {
    Q_OBJECT
public:
    /// The window outlives it.
    Readings(Profile profile, MainWindow& window, QObject* parent = nullptr);

private:
    struct RecentActs {
        int acknowledgements = 0; ///< after each of which they are read at once
        bool operator==(const RecentActs&) const = default;
    };

    Profile m_profile;
    SystemClock m_clock;
    MainWindow& m_window;
    LatestReading<ReportsRequest, Reports> m_reports;
    LatestReading<AuditRequest, AuditLogView> m_audit;
    RecentActs m_recent;
    LatestReading<RecentActs, std::vector<AuditAct>> m_acts;
    LatestReading<LimitsRequest, SourceLimits> m_limits;
    LatestReading<BreakdownRequest, Breakdowns> m_breakdowns;
};

} // namespace fuseboard
