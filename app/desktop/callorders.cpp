// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/callorders.h"

#include "calls/callspage.h"
#include "owner/hear.h"
#include "owner/watchedprofile.h"
#include "window/mainwindow.h"

namespace fuseboard {
namespace {

const Error ownerGone {ErrorCode::cutOff, "Fuseboard", {}};

} // namespace

void connectCalls(MainWindow& window, const std::function<WatchedProfile*()>& watched)
{
    CallsPage* page = &window.calls();
    QObject::connect(page, &CallsPage::wanted, page, [page, watched](const Scope& scope) {
        WatchedProfile* running = watched();
        if (!running)
            return; // it is asked again
        hear(running->runningCalls(scope), page, ownerGone, [page, scope](const Result<RunningCalls>& calls) {
            if (calls)
                page->setCalls(*calls);
            else
                page->setFault(scope, calls.error());
        });
    });
    QObject::connect(&window, &MainWindow::callCutRequested, page, [page, watched](const CallCut& cut) {
        WatchedProfile* running = watched();
        if (!running) {
            page->tellCut(cut, std::unexpected(ownerGone));
            return;
        }
        hear(running->cutCall(cut), page, ownerGone,
            [page, cut](const Result<CutOutcome>& outcome) { page->tellCut(cut, outcome); });
    });
}

} // namespace fuseboard
