// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pages that are made when they are first shown.
#include "auditpage/auditpage.h"
#include "domain/blast.h"
#include "pages/sourcespage.h"
#include "reportpages/reportspage.h"
#include "switchboardpage/switchboardpage.h"
#include "window/dialogs.h"
#include "window/mainwindow.h"
#include "window/sandboxstrip.h"

namespace fuseboard {

void MainWindow::prepareSources(SourcesPage& page)
{
    connect(&page, &SourcesPage::pastOrdered, this, &MainWindow::pastOrdered);
    connect(&page, &SourcesPage::limitsWanted, this, &MainWindow::limitsWanted);
    connect(&page, &SourcesPage::keyChangePressed, m_dialogs, &Dialogs::changeKey);
    connect(&page, &SourcesPage::removePressed, m_dialogs, &Dialogs::removeSource);
    connect(&page, &SourcesPage::addPressed, this, [this] {
        if (m_strip->isHidden())
            m_dialogs->addSource();
        else
            Q_EMIT connectOwnRequested(); // a real source never stands among play money
    });
    page.setState(m_state);
}

void MainWindow::prepareSwitchboard(SwitchboardPage& page)
{
    connect(&page, &SwitchboardPage::undoWanted, this, &MainWindow::previewWanted);
    page.setState(m_state);
}

void MainWindow::prepareReports(ReportsPage& page)
{
    connect(&page, &ReportsPage::wanted, this, &MainWindow::reportsWanted);
    connect(&page, &ReportsPage::updatePricesPressed, this, &MainWindow::updatePricesPressed);
    page.setCanUpdatePrices(m_canUpdatePrices);
    page.setState(m_state);
}

void MainWindow::prepareAudit(AuditPage& page)
{
    connect(&page, &AuditPage::wanted, this, &MainWindow::auditWanted);
    connect(&page, &AuditPage::exportPressed, m_dialogs, &Dialogs::exportAudit);
    page.setState(m_state);
}

void MainWindow::refreshPages()
{
    const auto tell = [this](auto* page) {
        if (page)
            page->setState(m_state);
    };
    tell(m_sources.page());
    tell(m_switchboard.page());
    tell(m_reports.page());
    tell(m_audit.page());
}

AuditPage& MainWindow::audit() { return m_audit.made(); }

SourcesPage& MainWindow::sources() { return m_sources.made(); }

void MainWindow::setPreview(const BlastPreview& preview)
{
    m_dialogs->setPreview(preview.scope, preview);
    if (m_switchboard.page())
        m_switchboard.page()->setPreview(preview);
}

void MainWindow::setPreviewFault(const Scope& scope, const Error& error)
{
    m_dialogs->setPreview(scope, std::unexpected(error));
    if (m_switchboard.page())
        m_switchboard.page()->setPreviewFault(scope, error);
    showFault(error);
}

void MainWindow::setReports(std::shared_ptr<const Reports> reports) { m_reports.made().setReports(std::move(reports)); }

void MainWindow::refreshReports()
{
    if (m_reports.page())
        m_reports.page()->askAgain();
}

void MainWindow::setReportsFault(const Error& error) { m_reports.made().setFault(error); }

void MainWindow::setCanUpdatePrices(bool can)
{
    m_canUpdatePrices = can;
    if (m_reports.page())
        m_reports.page()->setCanUpdatePrices(can);
}

} // namespace fuseboard
