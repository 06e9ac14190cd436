// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/freeze.h"
#include "domain/team.h"

namespace fuseboard {

/// What a resume would do to one thing that a freeze has found.
struct UndoTarget {
    enum class Kind {
        givesBack,
        staysHeld, ///< it was held before the freeze, or another freeze holds it too
        changed, ///< by somebody else since: the resume asks
        gone, ///< it is not there any more
        notRead, ///< it can't be read now: what is held of it stays so until it can
    };
    Kind kind {};
    std::string name;
    std::string before, now; ///< in the system's own words
    bool operator==(const UndoTarget&) const = default;
};

/// What a freeze would meet at a lever, before it is ordered.
struct LeverLook {
    bool isEmpty = false; ///< none of the scope's calls go through it
    std::vector<std::string> holds; ///< names of what would be held there; empty where the lever holds the scope itself
    std::vector<std::string> heldAlready; ///< and would stay so after a resume
    std::set<TeamId> alsoStops; ///< other teams whose calls go through the same
    std::optional<std::int64_t> running; ///< calls; empty: it does not say
    std::optional<Money> moneySetAside; ///< for them
    std::vector<std::string> notRead {}; ///< names of what can't be read now, so that whether it would be held is not known
    std::vector<UndoTarget> undo {}; ///< of a freeze in force; empty where the lever holds the scope itself
    bool operator==(const LeverLook&) const = default;
};

/// The same with the lever's id; the error says why it can't be looked at now.
struct LeverOutlook {
    std::string lever;
    Result<LeverLook> look;
    bool operator==(const LeverOutlook&) const = default;
};

/// Who and what a freeze would stop (`SAFETY.md` KS4), and where it would not be stopped.
struct BlastPreview {
    Scope scope;
    std::vector<std::string> keys; ///< labels of callers' keys
    std::vector<std::string> people, agents; ///< that spent in the shown period, largest first
    Money perHour; ///< what it spends, mean of the last seven days: what the freeze saves; no currency: not known
    std::vector<std::string> protectedTeams; ///< names of those in the scope
    std::vector<LeverView> levers;
    std::vector<LeverOutlook> outlooks; ///< of those that can refuse such a scope
    std::vector<std::string> unstoppable; ///< names of sources that show spending, and no freeze reaches

    /// Calls that run, of the levers that say it; and money set aside for them, where all that say it have one currency.
    [[nodiscard]] std::int64_t running() const;
    [[nodiscard]] std::optional<Money> moneySetAside() const;
    [[nodiscard]] std::set<TeamId> alsoStops() const;
    bool operator==(const BlastPreview&) const = default;
};

} // namespace fuseboard
