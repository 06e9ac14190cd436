// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history.h"

#include <map>

namespace fuseboard::test {

/// The acts of a history that a test may break anywhere: act n is the same in every run. Even acts are polls: calls of a
/// gateway, new ones and later versions of earlier ones, in turn with whole days of a provider's buckets, in which some
/// have changed and some are gone. Odd acts are entries of the audit log.
class Company {
public:
    static Poll poll(std::int64_t act);
    static AuditEntry entry(std::int64_t act);
    /// Does one act; its error.
    static Result<void> act(History& history, std::int64_t number);

    /// Takes up what the acts before `count` would have left.
    void catchUp(std::int64_t count);
    /// Rows of both sources in the order of `sorted`.
    [[nodiscard]] std::vector<UsageRow> rows() const;

private:
    std::int64_t m_acts = 0;
    std::map<std::string, UsageRow> m_rows; ///< by time and what tells rows apart
};

/// What a history shows, read through its public functions alone.
struct Shown {
    std::int64_t acts = 0; ///< done, by its cursors and its audit log
    std::vector<UsageRow> rows;
    std::int64_t rowsNano = 0, byTeamNano = 0, byModelNano = 0; ///< of the rows, and as boards read them
    std::size_t damages = 0; ///< found by its own check
    bool auditIsWhole = false;
    bool operator==(const Shown&) const = default;
};
Result<Shown> shownBy(const History& history);

/// What is wrong with it after acts of which so many were acknowledged; empty where nothing is. `company` is brought up to
/// the acts that it shows.
std::string wrongWith(const Shown& shown, Company& company, std::int64_t acknowledged);

} // namespace fuseboard::test
