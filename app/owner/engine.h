// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/identitynames.h"
#include "connectors/keyreference.h"
#include "owner/engineoptions.h"
#include "owner/watchedprofile.h"
#include "store/history.h"

#include <functional>
#include <memory>

namespace fuseboard {

class Collector;
class KeyStore;
class PriceBook;
struct FocusFile;
/// As `HistoryEdits`': a change of the organisation at an instant, or why it can't be made.
using OrganisationEdit = std::function<Result<void>(Organisation& organisation, Instant now)>;

/// A profile at work: holds its lock, polls its sources in the collector's thread, keeps its freezes in the
/// switchboard's, and hands on what they publish. The desktop, `fuseboardctl watch` and one-shot commands all use it.
class Engine : public WatchedProfile {
    Q_OBJECT
public:
    /// Takes the lock, opens (or on the first start makes) the history, reads `sources.toml`. Nothing runs yet. `keys` are
    /// the program's, where it has some that outlive this engine; null: the profile's, from its places alone. A history
    /// or prices that can't be read are no error: freezing works without them (`historyFault`).
    static Result<std::unique_ptr<Engine>> open(
        const Profile& profile, const EngineOptions& options, std::shared_ptr<KeyStore> keys = nullptr);
    /// The keys of a profile, none read yet.
    static std::shared_ptr<KeyStore> keysOf(const Profile& profile);
    ~Engine() override;

    [[nodiscard]] const Calendar& calendar() const override;
    [[nodiscard]] Currency currency() const;
    /// Why there are no figures, nothing is collected, and no act but a freeze is taken: the history, or the prices, can't be
    /// read. They are looked for again, and taken up where they can be.
    [[nodiscard]] std::optional<Error> historyFault() const;
    [[nodiscard]] const EngineOptions& options() const;
    /// What sources have called their keys and people since the start.
    [[nodiscard]] const std::vector<IdentityName>& names() const;
    [[nodiscard]] bool hasSources() const;
    [[nodiscard]] bool hasSource(const std::string& id) const;
    /// The variables that keys were taken from.
    [[nodiscard]] QStringList keysFromEnvironment() const;
    /// The names of those that wait for the passphrase of the sealed keys, or waited for it.
    [[nodiscard]] QStringList sourcesWithSealedKeys() const;
    /// Before it is started: reads ahead what the first figures need. Nothing is told.
    void prepare();
    void start() override;
    void updatePrices() override;
    void poll(const std::string& sourceId = {}) override;
    void showPeriod(PeriodKind kind, Instant within) override;
    [[nodiscard]] QFuture<Result<void>> orderBackfill(const std::string& sourceId, BackfillOrder order) override;
    void setOrganisation(const Organisation& organisation);
    [[nodiscard]] QFuture<Result<void>> cancelAllocation() override;
    [[nodiscard]] QFuture<Result<void>> change(const Organisation& opened, const Organisation& edited) override;
    /// A bill that was read from a file, for the history, whole with the row of its outcome or not at all.
    [[nodiscard]] QFuture<Result<Applied>> storeBill(std::shared_ptr<const FocusFile> file, AuditEntry outcome);
    /// Makes a change to the organisation as it is at its turn, in the collector's thread. The error says why it is as it was.
    [[nodiscard]] QFuture<Result<void>> edit(OrganisationEdit edit);
    /// A row of the audit log for an act of this person that neither the switchboard nor the history carries out, such as a
    /// new key. Where it fails (or is cancelled), what was intended is not to be done (SAFETY AU3).
    [[nodiscard]] QFuture<Result<void>> putOnRecord(AuditEntry entry);
    /// Before the keys are read it is kept, and ordered then.
    void freeze(const Scope& scope, FreezeMode mode, const QString& reason) override;
    void resume(const Scope& scope, const QString& reason, Undo undo = Undo::ask) override;
    [[nodiscard]] QFuture<Result<void>> addReason(const Scope& scope, const QString& words) override;
    [[nodiscard]] QFuture<Result<void>> acknowledge(const IncidentTurn& incident, const QString& title) override;
    [[nodiscard]] QFuture<Result<void>> callFalseAlarm(
        const IncidentTurn& incident, const QString& title, const QString& reason) override;
    [[nodiscard]] QFuture<Result<Drill>> drill(const TeamId& team) override;
    [[nodiscard]] std::vector<Drill> drills() const override;
    [[nodiscard]] const DrillPlan& drillPlan() const override;
    [[nodiscard]] QFuture<Result<BlastPreview>> preview(const Scope& scope) override;
    [[nodiscard]] QFuture<Result<RunningCalls>> runningCalls(const Scope& scope) override;
    [[nodiscard]] QFuture<Result<CutOutcome>> cutCall(const CallCut& cut) override;
    [[nodiscard]] QFuture<Result<Asks>> asks() override;
    [[nodiscard]] QFuture<Result<AskOutcome>> answerAsk(const AskDecision& decision) override;
    void cut(const Scope& scope) override;
    /// Rates of currencies, by this person; all or none.
    [[nodiscard]] QFuture<Result<EnteredRates>> enterRates(std::vector<ExchangeRate> rates);
    [[nodiscard]] QFuture<Result<ExchangeRates>> rates();

Q_SIGNALS:
    /// Another program, or a person, changed `sources.toml`, and it can be read: whoever runs this starts it anew.
    void sourcesChanged();
    /// Every gateway has the organisation's policy.
    void policyInForce();
    /// For whoever reads the history beside this program: what of it is another now.
    void daysChanged(const std::set<fuseboard::Instant>& days);
    void ratesChanged();
    void namesLearned(const std::vector<fuseboard::IdentityName>& names);

private:
    class Private;
    Engine(const Profile& profile, std::unique_ptr<Private> parts);
    /// Reads one of a gateway's keys; hands on an empty one where it can't be read, which `failed` says.
    void readKey(const KeyReference& reference, const std::function<void(const QByteArray&)>& take);
    void run();
    void connectCollector(Collector& collector);
    void goOnWithoutHistory();
    void lookForHistory();
    void stayWithoutHistory(const Error& why);
    void takeUpHistory(std::unique_ptr<History> history, const PriceBook& prices);
    void watchHistory();
    void followFiles();
    void takeUpPrices();
    void takeUpKeys();
    void wantPolicies();
    void protectTeams();
    /// The row of an act that is done with it, and its outcome's.
    [[nodiscard]] QFuture<Result<void>> putActOnRecord(AuditEntry act);
    /// Fuseboard's own hard budget that would stop what is asked for, as told last; or null.
    [[nodiscard]] const BudgetState* ownBudget(const RaiseAsk& ask) const;
    /// Of Fuseboard's own hard budget, where it would stop what is allowed; by how much. `asks`: what others were allowed.
    [[nodiscard]] QFuture<Result<std::optional<Money>>> raiseFor(const AskDecision& decision, const Asks& asks);

    std::unique_ptr<Private> d;
};

} // namespace fuseboard
