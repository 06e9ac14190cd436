// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/historyedits.h"
#include "connectors/usagesource.h"
#include "domain/board.h"
#include "domain/calendar.h"
#include "domain/pricebook.h"

#include <memory>

namespace fuseboard {

class BoardPublisher;
class Housekeeping;
class HttpClient;
class SourcePoller;

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

/// Has every source polled on its interval, and tells what the history knows: boards, and what has changed of it by an answer
/// or by a person. It owns the history's one writing connection. Lives in a thread of its own; everything arrives and leaves by
/// queued calls with immutable values.
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
    /// What a person changes; the rest follows it.
    [[nodiscard]] HistoryEdits& edits() { return *m_edits; }

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
    void makeBoards();
    void makeEdits();
    void connectPoller(SourcePoller& poller);
    void lookForTwice();
    void loadOrganisation();
    void takeUpOrganisation();
    void takeUpRates();
    void takeUpDays(const std::set<Instant>& days);
    [[nodiscard]] std::vector<SourceView> views() const;
    [[nodiscard]] std::optional<Instant> lastHeardOfAll() const;
    void boardShown(const std::shared_ptr<const Board>& board);

    CollectorSetup m_setup;
    const Clock& m_clock;
    std::unique_ptr<HttpClient> m_http;
    std::vector<std::unique_ptr<SourcePoller>> m_pollers; ///< from `start` on
    BoardPublisher* m_boards = nullptr; ///< tells nothing before `start`
    HistoryEdits* m_edits = nullptr;
    Housekeeping* m_housekeeping = nullptr; ///< from `start` on
    bool m_askedNow = false; ///< `polled` is owed
};

} // namespace fuseboard
