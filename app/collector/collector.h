// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/focus/focusrows.h"
#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"
#include "domain/board.h"
#include "domain/calendar.h"
#include "domain/pricebook.h"
#include "store/history.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fuseboard {

class BoardPublisher;
class Housekeeping;
class HttpClient;

struct CollectorSetup {
    std::unique_ptr<History> history; ///< not null
    std::vector<SourceConfig> sources;
    /// Called once for each source, in the collector's thread, with its client.
    std::function<std::unique_ptr<UsageSource>(const SourceConfig& source, HttpClient& http)> makeSource;
    Calendar calendar = Calendar::utc();
    Currency currency = Currency::usd();
    PriceBook prices; ///< for what comes unpriced
    bool sandbox = false;
    bool poll = true; ///< false: only when asked
    std::chrono::days keepCalls {35}; ///< then they become hours (DESIGN, "Rows")
    std::chrono::days keepHours {400}; ///< then they become days: a year and a month can still be compared by the hour
};

/// A change of the organisation at an instant, or why it can't be made.
using OrganisationEdit = std::function<Result<void>(Organisation& organisation, Instant now)>;

/// Polls every source on its interval, prices what comes unpriced, stores, and publishes boards. It owns the history's
/// one writing connection. Lives in a thread of its own; everything arrives and leaves by queued calls with immutable
/// values.
class Collector : public QObject {
    Q_OBJECT
public:
    /// `clock` must outlive it.
    Collector(CollectorSetup setup, const Clock& clock);
    ~Collector() override;

    /// Reads ahead what the first board needs; nothing is told.
    void prepare();
    /// Publishes what the history knows, then polls.
    void start();
    /// Asks all sources now, or the one with this id; `polled` follows when all that are asked have answered or failed.
    void pollNow(const std::string& sourceId = {});
    void showPeriod(PeriodKind kind, Instant within);
    void setCalendar(const Calendar& calendar);
    /// For what comes unpriced from now on.
    void setPrices(const PriceBook& prices) { m_setup.prices = prices; }
    /// Pauses, resumes or cancels the reading of a source's past; stored at once, so that it outlives this run.
    Result<void> orderBackfill(const std::string& sourceId, BackfillOrder order);
    /// A person changed teams, keys, budgets or rules. Refused (by `failed`) where it can't be put on record.
    void setOrganisation(const Organisation& organisation, const QString& by);
    /// Back to the rules from before the change whose days are still being allocated.
    Result<void> cancelAllocation(const std::string& by);
    /// Puts a file's bills in the place of what an earlier file said of them, in one transaction with its outcome's row.
    /// Refused where a source or a bill of another name tells of the same account already: it would count twice.
    Result<Applied> importBill(const FocusFile& file, AuditEntry outcome);
    /// Makes a change to the organisation as it is at its turn; the error says why it is as it was.
    Result<void> edit(const OrganisationEdit& edit, const std::string& by);
    /// A line for the audit log; `failed` tells where it is on record, but not remembered outside of it.
    Result<void> audit(AuditEntry entry);
    /// Rates of currencies; boards that need them follow.
    Result<EnteredRates> enterRates(std::vector<ExchangeRate> rates, const std::string& by);
    [[nodiscard]] Result<ExchangeRates> rates() const;

Q_SIGNALS:
    void boardChanged(std::shared_ptr<const fuseboard::Board> board);
    /// As `BoardPublisher::budgetsChanged`.
    void budgetsChanged(const std::vector<fuseboard::BudgetState>& budgets);
    void organisationChanged(std::shared_ptr<const fuseboard::Organisation> organisation);
    /// For whoever reads the history beside this program: days of it are others now; rates are.
    void daysChanged(const std::set<fuseboard::Instant>& days);
    void ratesChanged();
    /// What sources call their keys and people, where it was not known yet.
    void namesLearned(const std::vector<fuseboard::IdentityName>& names);
    void polled();
    void failed(const fuseboard::Error& error);

private:
    struct Runner;

    Result<void> takeOver(const Organisation& organisation, const std::string& by);

    void lookForTwice();
    void poll(Runner& runner);
    void ask(Runner& runner);
    void readPast(Runner& runner);
    void await(Runner& runner, QFuture<UsageResult> answer);
    void rest(Runner& runner);
    void follow(Runner& runner);
    void answered(Runner& runner, UsageResult answer);
    Result<Applied> store(Poll& poll);
    void failedOnce(Runner& runner, const UsageFailure& failure);
    void plan(Runner& runner, std::chrono::milliseconds wait);
    void organisationStored();
    void makeBoards();
    void loadOrganisation();
    void tellWhatIsNotRemembered();
    void changed(const std::set<Instant>& days);
    [[nodiscard]] std::vector<SourceView> views() const;
    [[nodiscard]] std::optional<Instant> lastHeardOfAll() const;
    void boardShown(const std::shared_ptr<const Board>& board);

    CollectorSetup m_setup;
    const Clock& m_clock;
    std::unique_ptr<HttpClient> m_http;
    std::vector<std::unique_ptr<Runner>> m_runners;
    BoardPublisher* m_boards = nullptr; ///< tells nothing before `start`
    Housekeeping* m_housekeeping = nullptr; ///< from `start` on
    bool m_askedNow = false; ///< `polled` is owed
    bool m_notRemembered = false; ///< it was told that heads of the audit log are not remembered
};

} // namespace fuseboard
