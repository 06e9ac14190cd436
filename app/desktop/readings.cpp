// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/readings.h"

#include "auditpage/auditpage.h"
#include "collector/breakdownwithin.h"
#include "desktop/auditreader.h"
#include "desktop/reportreader.h"
#include "pages/budgetspage.h"
#include "pages/sourcespage.h"
#include "pages/whereitgoescard.h"
#include "store/history.h"
#include "text/errortext.h"
#include "window/mainwindow.h"

namespace fuseboard {
namespace {

Result<SourceLimits> readLimits(const Profile& profile, const LimitsRequest& request)
{
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return std::unexpected(history.error());
    return (*history)->limits(request.source).transform([&](std::vector<LimitList> lists) {
        return SourceLimits {request.source, std::move(lists)};
    });
}

Result<Breakdowns> readBreakdowns(
    const Profile& profile, const BreakdownRequest& request, Instant now, const std::atomic<bool>& isGivenUp)
{
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return std::unexpected(history.error());
    return breakdownsWithin(**history, request, now, [&isGivenUp] { return isGivenUp.load(); });
}

} // namespace

Readings::Readings(Profile profile, MainWindow& window, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_window(window)
    , m_reports([this](const ReportsRequest& request,
                    const std::atomic<bool>& isGivenUp) { return readReports(m_profile, request, m_clock.now(), isGivenUp); },
          [this](const Result<std::shared_ptr<const Reports>>& reports) {
              if (reports)
                  m_window.setReports(*reports);
              else
                  m_window.setReportsFault(reports.error());
          })
    , m_audit(
          [this, last = std::shared_ptr<const AuditLogView>()](
              const AuditRequest& request, const std::atomic<bool>& /*isGivenUp*/) mutable -> Result<AuditLogView> {
              auto log = readAuditLog(m_profile, request, m_clock.now(), last);
              if (log)
                  last = std::make_shared<const AuditLogView>(*log);
              return log;
          },
          [this](const Result<std::shared_ptr<const AuditLogView>>& log) {
              if (log)
                  m_window.audit().setLog(*log);
              else
                  m_window.audit().setFault(log.error());
          })
    , m_acts([this](const RecentActs&, const std::atomic<bool>& /*isGivenUp*/) { return readRecentActs(m_profile); },
          [this](const Result<std::shared_ptr<const std::vector<AuditAct>>>& acts) {
              if (acts) // else the page Audit says why
                  m_window.setRecentActs(*acts);
          })
    , m_limits([this](const LimitsRequest& request,
                   const std::atomic<bool>& /*isGivenUp*/) { return readLimits(m_profile, request); },
          [this](const Result<std::shared_ptr<const SourceLimits>>& limits) {
              if (limits)
                  m_window.sources().setLimits(*limits);
              else
                  m_window.sources().setLimitsFault(limits.error());
          })
    , m_breakdowns(
          [this](const BreakdownRequest& request, const std::atomic<bool>& isGivenUp) {
              return readBreakdowns(m_profile, request, m_clock.now(), isGivenUp);
          },
          [this](const Result<std::shared_ptr<const Breakdowns>>& read) {
              if (read)
                  m_window.budgets().setBreakdowns(**read);
              else
                  m_window.budgets().whereItGoes()->setFault(sentence(read.error()));
          })
{
    connect(&window, &MainWindow::reportsWanted, this, [this](const ReportsRequest& request) { m_reports.want(request); });
    connect(&window, &MainWindow::auditWanted, this, [this](const AuditRequest& request) { m_audit.want(request); });
    connect(&window, &MainWindow::recentActsWanted, this, [this] { m_acts.want(m_recent); });
    connect(&window, &MainWindow::acknowledgementKept, this, [this] {
        ++m_recent.acknowledgements;
        m_acts.want(m_recent);
    });
    connect(&window, &MainWindow::limitsWanted, this, [this](const LimitsRequest& request) { m_limits.want(request); });
    connect(&window.budgets(), &BudgetsPage::breakdownWanted, this,
        [this](const BreakdownRequest& request) { m_breakdowns.want(request); });
}

} // namespace fuseboard
