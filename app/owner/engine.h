// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/keyreference.h"
#include "domain/blast.h"
#include "domain/board.h"
#include "owner/engineoptions.h"
#include "store/history.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>

namespace fuseboard {

class KeyStore;
class Profile;
struct FocusFile;
/// As the collector's: a change of the organisation at an instant, or why it can't be made.
using OrganisationEdit = std::function<Result<void>(Organisation& organisation, Instant now)>;

/// A report as it was written: a sandbox's has another name than was asked for.
struct ExportedReport {
    QString file;
    int rows = 0;
};

/// A profile at work: holds its lock, polls its sources in the collector's thread, keeps its freezes in the
/// switchboard's, and hands on what they publish. The desktop, `fuseboardctl watch` and one-shot commands all use it.
class Engine : public QObject {
    Q_OBJECT
public:
    /// Takes the lock, opens (or on the first start makes) the history, reads `sources.toml`. Nothing runs yet. `keys` are
    /// the program's, where it has some that outlive this engine; null: the profile's, from its places alone.
    static Result<std::unique_ptr<Engine>> open(
        const Profile& profile, const EngineOptions& options, std::shared_ptr<KeyStore> keys = nullptr);
    /// The keys of a profile, none read yet.
    static std::shared_ptr<KeyStore> keysOf(const Profile& profile);
    ~Engine() override;

    [[nodiscard]] const Profile& profile() const;
    [[nodiscard]] const Calendar& calendar() const;
    [[nodiscard]] Currency currency() const;
    /// The last ones published; null before the first.
    [[nodiscard]] std::shared_ptr<const Board> board() const { return m_board; }
    [[nodiscard]] std::shared_ptr<const FreezeBoard> freezes() const { return m_freezes; }
    [[nodiscard]] std::shared_ptr<const Organisation> organisation() const { return m_organisation; }
    [[nodiscard]] bool hasSources() const;
    [[nodiscard]] bool hasSource(const std::string& id) const;
    /// The variables that keys were taken from.
    [[nodiscard]] QStringList keysFromEnvironment() const;
    /// The names of those that wait for the passphrase of the sealed keys, or waited for it.
    [[nodiscard]] QStringList sourcesWithSealedKeys() const;
    /// Of the history; empty where there is no copy yet.
    [[nodiscard]] std::optional<Instant> lastBackup() const;
    /// The person at this computer, as audit and gateways name them.
    [[nodiscard]] static std::string person();

    void start();
    /// Looks for a newer price list now; `pricesLookedFor` or `failed` follows.
    void updatePrices();
    /// Of all sources, or of the one with this id; answers by `polled`.
    void poll(const std::string& sourceId = {});
    void showPeriod(PeriodKind kind, Instant within);
    /// Fails where no source has that id, or its past is not read in parts.
    [[nodiscard]] QFuture<Result<void>> orderBackfill(const std::string& sourceId, BackfillOrder order);
    void setOrganisation(const Organisation& organisation);
    /// Back to the allocation rules from before the last change, while days are still being allocated anew.
    [[nodiscard]] QFuture<Result<void>> cancelAllocation();
    /// A bill that was read from a file, for the history, whole with the row of its outcome or not at all.
    [[nodiscard]] QFuture<Result<Applied>> storeBill(std::shared_ptr<const FocusFile> file, AuditEntry outcome);
    /// Makes a change to the organisation as it is at its turn, in the collector's thread. The error says why it is as it was.
    [[nodiscard]] QFuture<Result<void>> edit(OrganisationEdit edit);
    /// A row of the audit log for an act of this person that neither the switchboard nor the history carries out, such as a
    /// new key. Where it fails (or is cancelled), what was intended is not to be done (SAFETY AU3).
    [[nodiscard]] QFuture<Result<void>> putOnRecord(AuditEntry entry);
    /// Intent to disk, then the order to every lever. Refused (by `failed`) only without a reason.
    void freeze(const Scope& scope, FreezeMode mode, const QString& reason);
    /// `undo`: what becomes of what somebody else has changed since the freeze.
    void resume(const Scope& scope, const QString& reason, Undo undo = Undo::ask);
    /// Words for the reason of a freeze that was ordered here, by this person; on record first.
    [[nodiscard]] QFuture<Result<void>> addReason(const Scope& scope, const QString& words);
    /// Freezes a test team everywhere, lets it go again, and keeps what was seen. Never a protected one.
    [[nodiscard]] QFuture<Result<Drill>> drill(const TeamId& team);
    [[nodiscard]] std::vector<Drill> drills() const;
    [[nodiscard]] const DrillPlan& drillPlan() const;
    /// What a freeze would stop, before it is ordered; changes nothing.
    [[nodiscard]] QFuture<BlastPreview> preview(const Scope& scope);
    /// Also ends what runs in a frozen scope.
    void cut(const Scope& scope);
    /// Rates of currencies, by this person; all or none.
    [[nodiscard]] QFuture<Result<EnteredRates>> enterRates(std::vector<ExchangeRate> rates);
    [[nodiscard]] QFuture<Result<ExchangeRates>> rates();
    /// The team report of the shown period.
    [[nodiscard]] Result<ExportedReport> exportTeams(const QString& file) const;
    /// What the shown period cost by day, team and currency.
    [[nodiscard]] Result<ExportedReport> exportSpending(const QString& file) const;

Q_SIGNALS:
    void boardChanged(std::shared_ptr<const Board> board);
    /// Also once at the start, when those of earlier runs are read.
    void drillsChanged();
    void freezesChanged(std::shared_ptr<const FreezeBoard> freezes);
    void organisationChanged(std::shared_ptr<const Organisation> organisation);
    void polled();
    /// A copy of the history was made and checked.
    void backedUp();
    /// Another program, or a person, changed `sources.toml`, and it can be read: whoever runs this starts it anew.
    void sourcesChanged();
    /// Newer prices were looked for: so many are new, and count from today on.
    void pricesLookedFor(qsizetype changes);
    /// Newer prices count from now on.
    void pricesChanged();
    /// Every gateway has the organisation's policy.
    void policyInForce();
    void failed(const fuseboard::Error& error);

private:
    class Private;
    explicit Engine(std::unique_ptr<Private> parts);
    /// Reads one of a gateway's keys; hands on an empty one where it can't be read, which `failed` says.
    void readKey(const KeyReference& reference, const std::function<void(const QByteArray&)>& take);
    void run();
    void startBackups();
    void followFiles();
    void takeUpPrices();
    [[nodiscard]] std::unexpected<Error> notReadYet() const;
    void wantPolicies();
    void protectTeams();

    std::unique_ptr<Private> d;
    std::shared_ptr<const Board> m_board;
    std::shared_ptr<const FreezeBoard> m_freezes;
    std::shared_ptr<const Organisation> m_organisation;
};

} // namespace fuseboard
