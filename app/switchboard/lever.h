// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/blast.h"
#include "domain/raiseask.h"
#include "domain/rulebreaker.h"
#include "domain/runningcall.h"

#include <QFuture>

#include <map>
#include <set>
#include <string>

namespace fuseboard {

/// What one enforcement point reports of one scope. Default: it has never heard of it, or it is plainly closed.
struct LeverObservation {
    std::uint64_t generation = 0; ///< 0: not reported
    HoldState state = HoldState::released;
    FreezeMode mode = FreezeMode::refuse;
    std::string reason, by;
    Instant at;
    std::optional<std::int64_t> inFlight; ///< empty: it does not say
    std::optional<Money> moneySetAside;
    bool isEmpty = false; ///< nothing of the scope is there: no call of it can be refused, and none goes through
    bool isRefusedOtherwise = false; ///< refuses it for another reason too, so that a released scope's test call is refused
    std::string asks; ///< what differs, where a resume waits for a person's word; empty: none does
    std::string note; ///< what is left to say, in its own words
    /// Why a part of the scope could not be looked at: the rest is as wanted, and the whole is not proved.
    std::optional<Error> unread {};
    bool operator==(const LeverObservation&) const = default;
};

/// Everything an enforcement point holds, as one answer.
struct LeverReport {
    std::map<Scope, LeverObservation> scopes;
    std::vector<RuleBreaker> rules {}; ///< what its own rules do, which nobody ordered: the first of many
    LeverCaveat caveat = LeverCaveat::none; ///< of the version that it says it is; beside that of the traits
    std::vector<std::string> warnings {}; ///< what it says of itself that people should know or mend, in its own words
    [[nodiscard]] LeverObservation of(const Scope& scope) const
    {
        const auto found = scopes.find(scope);
        return found == scopes.end() ? LeverObservation {} : found->second;
    }
};

struct LeverAcknowledgement {
    std::uint64_t generation = 0;
    /// False: in force, and not on a disk yet; a restart would lose it, or what undoes it. Empty: the lever does not say.
    std::optional<bool> durable;
    std::int64_t cut = 0, inFlight = 0;
    std::optional<Money> moneySetAside;
    bool operator==(const LeverAcknowledgement&) const = default;
};

enum class ProbeResult {
    refused,
    served,
    cannot, ///< there is nothing to try this scope with
};

/// What the reconciler must know of a lever.
struct LeverTraits {
    std::string id; ///< source id
    std::string name; ///< for people
    /// Past this without proof a freeze is *not proved*.
    std::chrono::milliseconds bound {10'000};
    bool canProbe = true;
    /// Between two looks at everything it holds, and while an order is on its way. An edit behind our back is seen within
    /// two of the first (KS8).
    std::chrono::milliseconds watchEvery {2'000}, watchEveryUnderWay {2'000};
    /// Kinds of scopes whose calls it can refuse, and in which it can end what runs. It is never asked for others.
    std::set<ScopeKind> refuses = everyKind(), cuts = everyKind();
    LeverCaveat caveat = LeverCaveat::none;
    bool tellsCalls = false, cutsCalls = false; ///< which calls run there; and can end one of them alone
    bool takesAsks = false; ///< callers may ask there for more than their budget has

    static std::set<ScopeKind> everyKind()
    {
        return {ScopeKind::organisation, ScopeKind::team, ScopeKind::token, ScopeKind::session, ScopeKind::model};
    }
};

/// One thing at one system that can refuse a scope's calls: the control half of a connector. Lives in one thread; each
/// call answers once, within a deadline of its own. An answer that is not exactly what the contract says is an Error
/// (`badAnswer`), never a success.
class Lever {
public:
    virtual ~Lever() = default;
    [[nodiscard]] virtual const LeverTraits& traits() const = 0;

    virtual QFuture<Result<LeverReport>> observe() = 0;
    /// A conflict is `ErrorCode::staleOrder` with the generation in force as `detail`. A resume that would overwrite what
    /// somebody else has changed is `changedMeanwhile`, unless the order says what to do with it, or another act orders it
    /// again.
    virtual QFuture<Result<LeverAcknowledgement>> order(HoldOrder order) = 0;
    virtual QFuture<Result<ProbeResult>> probe(Scope scope) = 0;
    /// What a freeze would meet there; changes nothing.
    virtual QFuture<Result<LeverLook>> look(Scope /*scope*/)
    {
        return QtFuture::makeReadyValueFuture(Result<LeverLook>(LeverLook {}));
    }
    /// The calls that run in a scope. Only asked where the traits say that it tells them.
    virtual QFuture<Result<std::vector<RunningCall>>> calls(Scope /*scope*/)
    {
        return QtFuture::makeReadyValueFuture(Result<std::vector<RunningCall>>());
    }
    /// Ends one of them, by its id. `cannotCut` where the traits say that it can't.
    virtual QFuture<Result<CutOutcome>> cutCall(std::string /*id*/)
    {
        return QtFuture::makeReadyValueFuture(Result<CutOutcome>(fail(ErrorCode::cannotCut, traits().name)));
    }
    /// What its callers have asked for. Only asked where the traits say that it takes that.
    virtual QFuture<Result<ToldAsks>> asks() { return QtFuture::makeReadyValueFuture(Result<ToldAsks>()); }
    /// A person's answer to one of them; how it stands then. `conflict` where it was answered otherwise before.
    virtual QFuture<Result<RaiseAsk>> answerAsk(AskDecision /*decision*/, std::string /*by*/)
    {
        return QtFuture::makeReadyValueFuture(
            Result<RaiseAsk>(fail(ErrorCode::badDocument, traits().name, "nobody can ask there for more")));
    }
};

} // namespace fuseboard
