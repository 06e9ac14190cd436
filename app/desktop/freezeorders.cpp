// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/freezeorders.h"

#include "owner/engine.h"
#include "window/mainwindow.h"

namespace fuseboard {

void connectFreezes(MainWindow& window, const std::function<Engine*()>& engine)
{
    QObject::connect(
        &window, &MainWindow::freezeRequested, &window, [engine](const Scope& scope, FreezeMode mode, const QString& reason) {
            if (Engine* running = engine())
                running->freeze(scope, mode, reason);
        });
    QObject::connect(
        &window, &MainWindow::resumeRequested, &window, [engine](const Scope& scope, const QString& reason, Undo undo) {
            if (Engine* running = engine())
                running->resume(scope, reason, undo);
        });
    QObject::connect(&window, &MainWindow::reasonAdded, &window, [&window, engine](const Scope& scope, const QString& words) {
        if (Engine* running = engine())
            running->addReason(scope, words).then(&window, [&window](const Result<void>& added) {
                if (!added)
                    window.showFault(added.error());
            });
    });
    QObject::connect(&window, &MainWindow::previewWanted, &window, [&window, engine](const Scope& scope) {
        if (Engine* running = engine())
            running->preview(scope).then(&window, [&window](const BlastPreview& preview) { window.setPreview(preview); });
    });
}

void showDrills(const Engine& engine, MainWindow& window)
{
    QObject::connect(&engine, &Engine::drillsChanged, &window,
        [&engine, &window] { window.setDrills(engine.drills(), engine.drillPlan()); });
}

} // namespace fuseboard
