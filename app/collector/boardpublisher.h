// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/boardbuilder.h"
#include "collector/daybook.h"
#include "collector/identitynames.h"

#include <QObject>

#include <functional>
#include <memory>

class QTimer;

namespace fuseboard {

/// What boards are made of apart from the history and the clock.
struct BoardTerms {
    Calendar calendar;
    Currency currency;
    bool sandbox = false;
    std::function<std::vector<SourceView>()> sources;
    std::function<std::optional<Progress>()> allocation;
};

/// Makes boards of what the history knows, soon after it is said that something changed, and as time goes by.
class BoardPublisher : public QObject {
    Q_OBJECT
public:
    /// `history` and `clock` must outlive it, and what the functions of the terms ask.
    BoardPublisher(const History& history, const Clock& clock, BoardTerms terms);

    /// Makes the first board but for its sources, once it has an organisation.
    void prepare();
    /// From now on boards follow.
    void start();
    /// Soon; changes close together make one board.
    void wantBoard();
    void publish();

    void showPeriod(PeriodKind kind, Instant within);
    void setCalendar(const Calendar& calendar);
    /// Keys may have other labels.
    void setOrganisation(std::shared_ptr<const Organisation> organisation);
    /// Those that were not known, or not so.
    std::vector<IdentityName> learn(const std::vector<IdentityName>& names) { return m_names.learn(names); }
    void forget(const std::set<Instant>& days);
    void forgetAll();
    void forgetRates();

Q_SIGNALS:
    void boardChanged(std::shared_ptr<const fuseboard::Board> board);
    /// The budgets in force now, whatever period the board shows; told once all that counts against them is known.
    void budgetsChanged(const std::vector<fuseboard::BudgetState>& budgets);
    void failed(const fuseboard::Error& error);

private:
    void refine();
    struct Made {
        Board board;
        bool isWhole = false; ///< no day waits to be refined
        bool isSound = false; ///< all of it could be read
    };
    [[nodiscard]] std::optional<Made> takePrepared();
    Result<Instant> readDays(PeriodKind kind, Instant within, Instant now);
    [[nodiscard]] std::optional<Made> make(PeriodKind kind, Instant within, Instant now);
    [[nodiscard]] Result<std::optional<std::vector<MergedRequests>>> mergedIn(
        Period shown, const std::vector<SourceView>& sources) const;
    [[nodiscard]] Result<ExchangeRates> ratesFor(const std::vector<SpentDay>& days);

    const History& m_history;
    const Clock& m_clock;
    BoardTerms m_terms;
    std::shared_ptr<const Organisation> m_organisation = std::make_shared<const Organisation>();
    DayBook m_days;
    std::optional<std::pair<Period, ExchangeRates>> m_rates; ///< as last read, and of which days
    IdentityNames m_names;
    PeriodKind m_kind = PeriodKind::month;
    std::optional<Instant> m_within; ///< empty: the current period
    QTimer* m_publish;
    QTimer* m_tick;
    QTimer* m_refine;
    bool m_isFirst = true; ///< no board has been shown
    std::optional<Made> m_prepared; ///< the first, without sources
    std::optional<DayRange> m_range; ///< of the last board
};

} // namespace fuseboard
