// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/acknowledgement.h"
#include "domain/backfill.h"
#include "domain/blast.h"
#include "domain/board.h"
#include "domain/drill.h"
#include "domain/raiseask.h"
#include "domain/runningcall.h"
#include "owner/profile.h"
#include "store/organisation.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>

namespace fuseboard {

/// A report as it was written: a sandbox's has another name than was asked for.
struct ExportedReport {
    QString file;
    int rows = 0;
};

/// What a window needs of a profile that is at work: in this program (`Engine`), or in another one that owns it
/// (`AttachedOwner`). Acts return at once; what became of them is published, or told by their future.
class WatchedProfile : public QObject {
    Q_OBJECT
public:
    explicit WatchedProfile(Profile profile);
    /// The person at this computer, as audit and gateways name them.
    [[nodiscard]] static std::string person();

    [[nodiscard]] const Profile& profile() const { return m_profile; }
    [[nodiscard]] virtual const Calendar& calendar() const = 0;
    /// The last ones published; null before the first.
    [[nodiscard]] const std::shared_ptr<const Board>& board() const { return m_board; }
    [[nodiscard]] const std::shared_ptr<const FreezeBoard>& freezes() const { return m_freezes; }
    [[nodiscard]] const std::shared_ptr<const Organisation>& organisation() const { return m_organisation; }
    [[nodiscard]] virtual std::vector<Drill> drills() const = 0;
    [[nodiscard]] virtual const DrillPlan& drillPlan() const = 0;
    /// Of the history; empty where there is no copy yet.
    [[nodiscard]] std::optional<Instant> lastBackup() const;

    virtual void start() = 0;
    /// Looks for a newer price list now; `pricesLookedFor` or `failed` follows.
    virtual void updatePrices() = 0;
    /// Of all sources, or of the one with this id; answers by `polled`.
    virtual void poll(const std::string& sourceId = {}) = 0;
    virtual void showPeriod(PeriodKind kind, Instant within) = 0;
    /// Fails where no source has that id, or its past is not read in parts.
    [[nodiscard]] virtual QFuture<Result<void>> orderBackfill(const std::string& sourceId, BackfillOrder order) = 0;
    /// Back to the allocation rules from before the last change, while days are still being allocated anew.
    [[nodiscard]] virtual QFuture<Result<void>> cancelAllocation() = 0;
    /// Makes what was changed from one to the other, and nothing else of the organisation (`mergeEdit`).
    [[nodiscard]] virtual QFuture<Result<void>> change(const Organisation& opened, const Organisation& edited) = 0;
    /// Intent to disk, then the order to every lever. Refused (by `failed`) only without a reason.
    virtual void freeze(const Scope& scope, FreezeMode mode, const QString& reason) = 0;
    /// `undo`: what becomes of what somebody else has changed since the freeze.
    virtual void resume(const Scope& scope, const QString& reason, Undo undo = Undo::ask) = 0;
    /// Words for the reason of a freeze that was ordered here, by this person; on record first.
    [[nodiscard]] virtual QFuture<Result<void>> addReason(const Scope& scope, const QString& words) = 0;
    /// Puts on record that this person has an incident in hand (`Acknowledgement`). `title`: as it was read.
    [[nodiscard]] virtual QFuture<Result<void>> acknowledge(const IncidentTurn& incident, const QString& title) = 0;
    /// Puts on record that this person holds that turn of an incident for a false alarm. The reason may be empty.
    [[nodiscard]] virtual QFuture<Result<void>> callFalseAlarm(
        const IncidentTurn& incident, const QString& title, const QString& reason) = 0;
    /// Also ends what runs in a frozen scope.
    virtual void cut(const Scope& scope) = 0;
    /// Freezes a test team everywhere, lets it go again, and keeps what was seen. Never a protected one.
    [[nodiscard]] virtual QFuture<Result<Drill>> drill(const TeamId& team) = 0;
    /// What a freeze would stop, before it is ordered; changes nothing.
    [[nodiscard]] virtual QFuture<Result<BlastPreview>> preview(const Scope& scope) = 0;
    /// What runs now in the organisation or in a team, at every place that can tell; asked at the places.
    [[nodiscard]] virtual QFuture<Result<RunningCalls>> runningCalls(const Scope& scope) = 0;
    /// Ends one call at once; on record.
    [[nodiscard]] virtual QFuture<Result<CutOutcome>> cutCall(const CallCut& cut) = 0;
    /// What callers ask gateways for beyond their budgets; asked at each place that takes it.
    [[nodiscard]] virtual QFuture<Result<Asks>> asks() = 0;
    /// Answers one, by this person, on record first; with what is allowed, a hard budget of Fuseboard's own that would stop it
    /// is raised as well.
    [[nodiscard]] virtual QFuture<Result<AskOutcome>> answerAsk(const AskDecision& decision) = 0;
    /// The team report of the shown period, written here: it says what is shown here.
    [[nodiscard]] Result<ExportedReport> exportTeams(const QString& file) const { return teamExport(file)(); }
    /// The same of what is shown now, to be written in any thread, at any time.
    [[nodiscard]] std::function<Result<ExportedReport>()> teamExport(const QString& file) const;
    /// What the shown period cost by day, team and currency.
    [[nodiscard]] Result<ExportedReport> exportSpending(const QString& file) const;

Q_SIGNALS:
    void boardChanged(std::shared_ptr<const fuseboard::Board> board);
    /// Also once at the start, when those of earlier runs are read.
    void drillsChanged();
    void freezesChanged(std::shared_ptr<const fuseboard::FreezeBoard> freezes);
    void organisationChanged(std::shared_ptr<const fuseboard::Organisation> organisation);
    void polled();
    /// A copy of the history was made and checked.
    void backedUp();
    /// Newer prices were looked for: so many are new, and count from today on.
    void pricesLookedFor(qsizetype changes);
    /// Newer prices count from now on.
    void pricesChanged();
    void failed(const fuseboard::Error& error);

protected:
    [[nodiscard]] std::unexpected<Error> notReadYet() const;
    /// Else why no report can be made of them.
    [[nodiscard]] Result<void> figuresKnown() const;

    std::shared_ptr<const Board> m_board;
    std::shared_ptr<const FreezeBoard> m_freezes;
    std::shared_ptr<const Organisation> m_organisation;

private:
    Profile m_profile;
};

} // namespace fuseboard
