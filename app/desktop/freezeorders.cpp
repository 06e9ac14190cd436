// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/freezeorders.h"

#include "owner/watchedprofile.h"
#include "window/mainwindow.h"

namespace fuseboard {

void connectFreezes(MainWindow& window, const std::function<WatchedProfile*()>& watched)
{
    QObject::connect(
        &window, &MainWindow::freezeRequested, &window, [watched](const Scope& scope, FreezeMode mode, const QString& reason) {
            if (WatchedProfile* running = watched())
                running->freeze(scope, mode, reason);
        });
    QObject::connect(
        &window, &MainWindow::resumeRequested, &window, [watched](const Scope& scope, const QString& reason, Undo undo) {
            if (WatchedProfile* running = watched())
                running->resume(scope, reason, undo);
        });
    QObject::connect(&window, &MainWindow::drillRequested, &window, [&window, watched](const TeamId& team) {
        if (WatchedProfile* running = watched())
            running->drill(team).then(&window, [&window](const Result<Drill>& made) {
                if (made)
                    window.showDrill(*made);
                else
                    window.showFault(made.error());
            });
    });
    QObject::connect(&window, &MainWindow::reasonAdded, &window, [&window, watched](const Scope& scope, const QString& words) {
        if (WatchedProfile* running = watched())
            running->addReason(scope, words).then(&window, [&window](const Result<void>& added) {
                if (!added)
                    window.showFault(added.error());
            });
    });
    QObject::connect(&window, &MainWindow::acknowledged, &window, [&window, watched](const Incident& incident) {
        WatchedProfile* running = watched();
        if (!running) {
            window.refuseAcknowledgement(incident, {ErrorCode::notOnRecord, "The acknowledgement", "nothing is watched yet"});
            return;
        }
        running->acknowledge(incident.asked(), incident.title).then(&window, [&window, incident](const Result<void>& kept) {
            if (kept)
                Q_EMIT window.acknowledgementKept();
            else
                window.refuseAcknowledgement(incident, kept.error());
        });
    });
    QObject::connect(
        &window, &MainWindow::falseAlarmCalled, &window, [&window, watched](const Incident& incident, const QString& reason) {
            WatchedProfile* running = watched();
            if (!running) {
                window.showFault({ErrorCode::notOnRecord, "The false alarm", "nothing is watched yet"});
                return;
            }
            running->callFalseAlarm(incident.asked(), incident.title, reason)
                .then(&window, [&window](const Result<void>& kept) {
                    if (kept)
                        Q_EMIT window.acknowledgementKept();
                    else
                        window.showFault(kept.error());
                });
        });
    QObject::connect(&window, &MainWindow::previewWanted, &window, [&window, watched](const Scope& scope) {
        if (WatchedProfile* running = watched())
            running->preview(scope).then(&window, [&window, scope](const Result<BlastPreview>& preview) {
                if (preview)
                    window.setPreview(*preview);
                else
                    window.setPreviewFault(scope, preview.error());
            });
    });
}

void showDrills(const WatchedProfile& watched, MainWindow& window)
{
    QObject::connect(&watched, &WatchedProfile::drillsChanged, &window,
        [&watched, &window] { window.setDrills(watched.drills(), watched.drillPlan()); });
}

} // namespace fuseboard
