// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/controltarget.h"
#include "connectors/usagelist.h"
#include "net/httpclient.h"
#include "switchboard/lever.h"

namespace fuseboard {

/// A list to read, or what one thing there says of itself.
struct ControlList {
    std::string name; ///< for the dialect itself
    std::string subject {}; ///< whose it is, where only another list tells that there is one
    std::string subjectName {}; ///< for people
    bool mayBeMissing = false; ///< HTTP 404 says that there is none: parsed as an empty body
    bool isNeeded = false; ///< without all of it nothing can be said of what the others tell
    bool operator==(const ControlList&) const = default;
};

/// What a system's control half is like.
struct ControlRules {
    std::vector<ControlList> lists; ///< that lead to all its targets
    std::chrono::milliseconds bound; ///< from an order to its last refusal, as the system promises it at worst
    bool canProbe = false; ///< where a team has a canary key
    /// A canary key, known by its SHA-256, is never held itself: refused all the same, it speaks for its whole group.
    bool canaryIsFree = false;
    std::set<ScopeKind> refuses {ScopeKind::organisation, ScopeKind::team, ScopeKind::token};
    /// Between two looks at everything, and at most between two while an order is on its way.
    std::chrono::milliseconds watchEvery {30'000}, watchEveryUnderWay {1'000};
    std::size_t atOnce = 8; ///< requests to it at a time
    std::chrono::milliseconds pause {0}; ///< at least, from the beginning of a request to the next one's
    std::string about {}; ///< path of what tells its version; empty: nothing does
};

/// A change of one target, or a test call.
struct ControlRequest {
    QByteArray method;
    std::string path; ///< percent-encoded, to follow the source's url
    QByteArray body {}; ///< JSON, or none
};

struct TargetPage {
    std::vector<ControlTarget> targets {};
    bool more = false;
    std::string next {};
    std::vector<ControlList> follow {}; ///< lists that only this page tells of
    std::optional<std::int64_t> total {}; ///< targets that the whole list has, as it says itself
};

/// The control half of one kind of system: pure, knows no network and no clock. `HttpTargets` sends what it says. Says
/// nothing that can't be undone.
class ControlDialect {
public:
    ControlDialect() = default;
    ControlDialect(const ControlDialect&) = delete;
    ControlDialect& operator=(const ControlDialect&) = delete;
    virtual ~ControlDialect() = default;

    [[nodiscard]] virtual const ControlRules& rules() const = 0;
    [[nodiscard]] virtual HttpHeaders keyHeaders(const QByteArray& key) const = 0;
    /// `page` is empty for the first.
    [[nodiscard]] virtual std::string path(const ControlList& list, const std::string& page) const = 0;
    /// A page, or the path of the member that breaks the contract.
    [[nodiscard]] virtual Result<TargetPage> parse(
        const ControlList& list, const std::string& page, std::string_view body) const = 0;
    /// What stands for a list that could not be read, or not to its end. One that tells of a single target: that target.
    [[nodiscard]] virtual ControlTarget unread(const ControlList& list) const;
    /// Each target once, from what all lists told. Where two tell the same target, that it is not held counts.
    [[nodiscard]] virtual std::vector<ControlTarget> join(std::vector<ControlTarget> told) const;
    /// Sent one after the other; the first that fails ends it. Not asked of fixed targets.
    [[nodiscard]] virtual std::vector<ControlRequest> hold(const ControlTarget& target) const = 0;
    /// Gives a target, as it is now, back a state that a page told.
    [[nodiscard]] virtual std::vector<ControlRequest> restore(const ControlTarget& target, const std::string& state) const = 0;
    /// What the version that `rules().about` tells does not protect. None where it tells no version.
    [[nodiscard]] virtual LeverCaveat caveatOf(std::string_view /*about*/) const { return LeverCaveat::none; }
    /// What a canary key asks, that costs nothing.
    [[nodiscard]] virtual ControlRequest probe() const { return {}; }
    /// Whether the answer to that is this system's own refusal of what is held, or a service; anything else proves nothing.
    [[nodiscard]] virtual Result<ProbeResult> parseProbe(const HttpAnswer& answer) const;
    /// Sent with each change, so that the system's own log names who.
    [[nodiscard]] virtual HttpHeaders changeHeaders(const std::string& /*by*/) const { return {}; }
};

} // namespace fuseboard
