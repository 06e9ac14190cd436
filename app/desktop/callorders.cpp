// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/callorders.h"

#include "calls/callspage.h"
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
        running->runningCalls(scope)
            .then(page,
                [page, scope](const Result<RunningCalls>& calls) {
                    if (calls)
                        page->setCalls(*calls);
                    else
                        page->setFault(scope, calls.error());
                })
            .onCanceled(page, [page, scope] { page->setFault(scope, ownerGone); });
    });
    QObject::connect(&window, &MainWindow::callCutRequested, page, [page, watched](const CallCut& cut) {
        WatchedProfile* running = watched();
        if (!running) {
            page->tellCut(cut, std::unexpected(ownerGone));
            return;
        }
        running->cutCall(cut)
            .then(page, [page, cut](const Result<CutOutcome>& outcome) { page->tellCut(cut, outcome); })
            .onCanceled(page, [page, cut] { page->tellCut(cut, std::unexpected(ownerGone)); });
    });
}

} // namespace fuseboard
