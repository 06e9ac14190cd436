// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/ownerlink.h"
#include "owner/systemclock.h"
#include "owner/unseenfreezes.h"
#include "owner/watchedprofile.h"

#include <QThread>

#include <functional>

namespace fuseboard {

/// A profile that another program owns, as a window sees it: freezes, drills and the state of sources as the owner publishes
/// them, figures read from the history beside it, acts sent to it. A freeze that no owner has answered is kept: it goes to the
/// next one.
class AttachedOwner : public WatchedProfile {
    Q_OBJECT
public:
    explicit AttachedOwner(Profile profile, LinkPatience patience = {});
    ~AttachedOwner() override;

    /// While it is attached.
    [[nodiscard]] const std::optional<OwnerIntroduction>& owner() const { return m_owner; }
    [[nodiscard]] const Calendar& calendar() const override { return m_calendar; }
    [[nodiscard]] std::vector<Drill> drills() const override { return m_drills.made; }
    [[nodiscard]] const DrillPlan& drillPlan() const override { return m_drills.plan; }
    /// Freezes that no owner has answered; they are the caller's now.
    [[nodiscard]] std::vector<FreezePress> takePresses() { return std::exchange(m_presses, {}); }
    [[nodiscard]] bool hasPresses() const { return !m_presses.empty(); }

    /// Looks for the owner, also after it was lost: `attached` or `lost` follows.
    void start() override;
    /// Any of the owner's commands that answers once. The error is a refusal of the owner, or that it is lost.
    [[nodiscard]] QFuture<Result<QJsonObject>> ask(const QJsonObject& request);
    void updatePrices() override;
    void poll(const std::string& sourceId = {}) override;
    void showPeriod(PeriodKind kind, Instant within) override;
    [[nodiscard]] QFuture<Result<void>> orderBackfill(const std::string& sourceId, BackfillOrder order) override;
    [[nodiscard]] QFuture<Result<void>> cancelAllocation() override;
    [[nodiscard]] QFuture<Result<void>> change(const Organisation& opened, const Organisation& edited) override;
    void freeze(const Scope& scope, FreezeMode mode, const QString& reason) override;
    void resume(const Scope& scope, const QString& reason, Undo undo = Undo::ask) override;
    [[nodiscard]] QFuture<Result<void>> addReason(const Scope& scope, const QString& words) override;
    [[nodiscard]] QFuture<Result<void>> acknowledge(const IncidentTurn& incident, const QString& title) override;
    [[nodiscard]] QFuture<Result<void>> callFalseAlarm(
        const IncidentTurn& incident, const QString& title, const QString& reason) override;
    void cut(const Scope& scope) override;
    [[nodiscard]] QFuture<Result<Drill>> drill(const TeamId& team) override;
    [[nodiscard]] QFuture<Result<BlastPreview>> preview(const Scope& scope) override;
    [[nodiscard]] QFuture<Result<RunningCalls>> runningCalls(const Scope& scope) override;
    [[nodiscard]] QFuture<Result<CutOutcome>> cutCall(const CallCut& cut) override;
    [[nodiscard]] QFuture<Result<Asks>> asks() override;
    [[nodiscard]] QFuture<Result<AskOutcome>> answerAsk(const AskDecision& decision) override;

Q_SIGNALS:
    void attached(const fuseboard::OwnerIntroduction& owner);
    /// As the link's. What was shown stays, and nothing of it is called proved any more.
    void lost(const fuseboard::Error& error);

private:
    void introduced(const OwnerIntroduction& owner);
    void startReading();
    void endReading();
    /// In the reader's thread, where there is a reader.
    void read(std::function<void(BoardReader&)> what);
    void linkLost(const Error& error);
    void sendPress(const FreezePress& press);
    /// What is asked for and only fails or not.
    void act(const QJsonObject& request);
    [[nodiscard]] QFuture<Result<void>> told(const QJsonObject& request);

    LinkPatience m_patience;
    SystemClock m_clock;
    QThread m_linking, m_reading;
    OwnerLink* m_link; ///< lives in m_linking, which deletes it at its end
    BoardReader* m_reader = nullptr; ///< lives in m_reading, likewise; from the first introduction on
    std::stop_source m_stopReading;
    std::optional<OwnerIntroduction> m_owner;
    std::string m_who; ///< the last one's name
    Calendar m_calendar = Calendar::utc();
    DrillsNow m_drills;
    std::vector<FreezePress> m_presses;
    std::shared_ptr<const FreezeBoard> m_seen; ///< as the owner last told
    std::optional<std::pair<PeriodKind, Instant>> m_period; ///< as last asked for
};

} // namespace fuseboard
