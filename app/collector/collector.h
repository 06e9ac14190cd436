// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "store/history.h"

#include <QObject>

#include <memory>

namespace fuseboard {

/// Polls every source on its interval, prices what comes unpriced, stores, and publishes boards. Lives in a thread of
/// its own; everything arrives and leaves as queued signals with immutable values.
/// (The constructor takes the history, the sources with their HTTP client and key store, the calendar, the price list and
/// the clock; see collector.cpp.)
class CollectorInterface : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

public Q_SLOTS:
    virtual void start() = 0;
    /// Polls all sources now; `polled` follows when all have answered or failed.
    virtual void pollNow() = 0;
    virtual void showPeriod(PeriodKind kind, Instant within) = 0;
    /// A person changed teams, keys, budgets or rules: stored, and `policyWanted` follows for the gateways.
    virtual void setOrganisation(const Organisation& organisation, const QString& by) = 0;

Q_SIGNALS:
    void boardChanged(std::shared_ptr<const Board> board);
    void organisationChanged(std::shared_ptr<const Organisation> organisation);
    void polled();
    void failed(const Error& error);
};

} // namespace fuseboard
