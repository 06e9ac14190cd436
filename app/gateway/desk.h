// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/livecall.h"
#include "gateway/loops/sessionbreakers.h"
#include "gateway/modeltrip.h"
#include "gateway/spendrate/ratebreakers.h"

#include <variant>

namespace fuseboard::gateway {

/// What is running in a scope.
struct ScopeLoad {
    std::int64_t calls = 0;
    std::int64_t reservedNano = 0;
    Currency currency;
};

/// Why a call is not let in: somebody's freeze, a budget, or a rule's breaker of its session, of its model, or of how fast its
/// scopes spend.
using Refused = std::variant<Hold, LimitRefusal, Trip, ModelTrip, RateTrip>;

/// What must be known before a policy's budgets can be enforced.
struct SpendingQuestion {
    std::shared_ptr<const SpendLimits> limits;
    Instant at;
    std::vector<SpendingAsked> asked; ///< by limit, ascending
    std::vector<std::string> openCalls; ///< counted already, and to be left out of the answer
    /// Those that were let in since then, and are counted too; asked in any thread, once what is read can grow no more.
    std::function<std::vector<std::string>()> admittedSince;
};

/// Money of one scope, as answered.
struct ScopeSpending {
    std::size_t limit = 0; ///< index
    std::string team, id;
    std::int64_t settledNano = 0, unsettledNano = 0;
};

/// Where calls are let in and orders come into force, each in one atomic step, so that after an order no call of its
/// scope is admitted any more, and no two calls take the same money. Used by the callers' threads and the admin's.
class Desk {
public:
    /// The policy's budgets are not enforced before prepare() and enforce().
    explicit Desk(std::shared_ptr<const PolicyBook> policy);

    [[nodiscard]] std::shared_ptr<const PolicyBook> policy() const;
    /// Counts for the budgets of a policy that is to follow; one at a time. This and enforce() cost time with the number of
    /// budgets and scopes, and so have a thread of their own; they hold nobody up.
    SpendingQuestion prepare(const std::shared_ptr<const PolicyBook>& next, Instant now);
    /// Brings it into force, with what was spent before.
    void enforce(
        std::shared_ptr<const PolicyBook> next, const SpendingQuestion& question, const std::vector<ScopeSpending>& answer);
    void abandon();
    void allow(Allowance allowance);

    /// Lets the call in and sets its worst case aside, or says why not; a freeze goes before budgets. Answers the soft
    /// budgets that are used up already.
    std::expected<std::vector<LimitStanding>, Refused> admit(const std::shared_ptr<LiveCall>& call);
    /// The freeze that would refuse a caller who only asks.
    [[nodiscard]] std::optional<Hold> refusing(const CallIdentity& identity);
    /// The person's freeze that refuses the caller; no breaker takes the question for a probe.
    [[nodiscard]] std::optional<Hold> frozen(const CallIdentity& identity);
    /// The hard budget of which nothing is left for the caller: it refuses all that is not free.
    [[nodiscard]] std::optional<LimitRefusal> spentFor(const CallIdentity& identity, Instant now);
    /// Sets aside more for a call in flight, where its hard budgets have room.
    bool extend(LiveCall& call, std::int64_t moreNano, Instant now);
    /// The call's charge, and what stays set aside of an outcome that nobody knows. Once its row is on disk: what a new
    /// budget is told from there must not miss it. Answers the soft budgets that are used up with it.
    std::vector<LimitStanding> settle(LiveCall& call, std::int64_t chargeNano, std::int64_t unsettledNano);
    /// A provider's failure: settles the call, and in the same step lets in the one that goes on elsewhere, where no freeze
    /// stops it and its worst case fits. `in` is false where it is not let in. Once the row of the first is on disk.
    struct Passed {
        bool in = false;
        std::vector<LimitStanding> reached; ///< soft budgets that are used up
    };
    Passed passOn(LiveCall& from, std::int64_t chargeNano, std::int64_t unsettledNano, const std::shared_ptr<LiveCall>& to);
    /// Of a settled call that was let in then, nothing is set aside any more. Not while a policy is being prepared.
    void release(const CallIdentity& identity, const Money& unsettled, Instant at);
    /// The call is over. One that was not settled keeps all that was set aside.
    void end(const std::shared_ptr<LiveCall>& call);

    /// Whether a rule has to judge the session's next request, of that conversation.
    bool isToBeJudged(const CallerSession& session, std::uint64_t thread);
    /// Whether what the conversation does next tells how the session's probe went.
    bool isOnProbe(const CallerSession& session, std::uint64_t thread);
    /// Whether the caller's calls are to go to a cheaper model, where there is one.
    bool isDowngraded(const CallIdentity& identity);
    /// What it found. Answers the trip where that opens the session's breaker.
    std::optional<Trip> raise(const Trip& found);
    /// The trip of a session that was refused because what a person allowed is used up or over; once for each allowance.
    std::optional<Trip> tripAnew(const CallerSession& session, std::string incident, Instant at);
    /// What holds the session, whether a call of it is let through now or not.
    [[nodiscard]] std::optional<Trip> held(const CallerSession& session);
    /// A person lets a session go on though its breaker is open. False: it is not.
    bool allow(const CallerSession& session, const BreakerAllowance& allowance);
    /// Of the sessions whose breakers are not closed.
    [[nodiscard]] std::vector<Trip> trips();

    /// Who is told where the breaker of a scope that spends too fast changes. In any thread, and must not ask the desk.
    void whenRateChanges(RateBreakers::Tell tell);
    /// What scopes usually spend in an hour.
    void learnRates(std::map<Scope, std::int64_t> usualNano);
    /// What was spent shortly before the start.
    void rememberSpending(const std::vector<EndedSpending>& calls);
    /// Of the organisation, teams and tokens whose breakers are not closed.
    [[nodiscard]] std::vector<RateTrip> rateTrips();

    /// What an order would do now.
    [[nodiscard]] OrderVerdict judgeOrder(const HoldOrder& order) const;
    OrderVerdict apply(const HoldOrder& order, Instant at);
    void restore(Hold hold);
    [[nodiscard]] std::optional<Hold> holdOf(const Scope& scope) const;
    [[nodiscard]] std::vector<ScopeState> states() const;

    [[nodiscard]] ScopeLoad load(const Scope& scope) const;
    [[nodiscard]] std::vector<std::shared_ptr<LiveCall>> calls() const;
    /// How the budgets stand that count the caller, and all of them, up to so many scopes.
    [[nodiscard]] std::vector<LimitStanding> standings(const CallIdentity& identity, Instant now);
    [[nodiscard]] std::vector<LimitStanding> standings(Instant now, std::size_t most);
    /// Ends what runs in the scope; how many that were.
    std::int64_t cut(const Hold& hold);

private:
    [[nodiscard]] std::vector<std::string> admittedSince() const;
    std::vector<LimitStanding> settleLocked(LiveCall& call, std::int64_t chargeNano, std::int64_t unsettledNano);
    std::expected<std::vector<LimitStanding>, LimitRefusal> reserveLocked(const std::shared_ptr<LiveCall>& call);

    mutable std::mutex m_mutex;
    std::optional<std::vector<std::string>> m_admittedSince; ///< while a policy is being prepared
    Guard m_guard;
    SessionBreakers m_sessions;
    RateBreakers m_rates;
    ReservationBook m_book;
    std::shared_ptr<const PolicyBook> m_policy;
    std::map<std::string, std::shared_ptr<LiveCall>> m_calls;
};

} // namespace fuseboard::gateway
