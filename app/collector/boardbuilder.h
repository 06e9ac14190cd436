// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/daydigest.h"
#include "domain/board.h"

namespace fuseboard {

/// Everything a board is made of besides the days.
struct BoardTerms {
    Instant now;
    Calendar calendar = Calendar::utc();
    PeriodKind kind = PeriodKind::month;
    Instant within; ///< the period that contains this instant is shown
    Currency currency;
    bool sandbox = false;
    std::string watchedBy;
    Instant dataSince; ///< the first instant anything is known of
    std::map<std::string, Instant> costsKnownUpTo; ///< by account
    std::vector<SourceView> sources;
};

/// Makes boards from days. Its answer depends only on what it was handed; digests of days that did not change are kept,
/// so that a board every other second stays cheap.
class BoardBuilder {
public:
    /// Days that a board under these terms looks at: its period, the one before, and the last two weeks.
    static Period needs(const BoardTerms& terms);

    void setOrganisation(const Organisation& organisation);
    /// All accounts of one UTC day; replaces what was known of it.
    void setDay(Instant day, std::vector<AccountDayRows> accounts);

    [[nodiscard]] Board build(const BoardTerms& terms);

private:
    struct Digested {
        DigestTerms terms;
        SpendDigest digest;
        bool used = false;
    };
    SpendDigest spend(Period span, const BoardTerms& terms);

    Organisation m_organisation;
    std::map<Instant, std::vector<AccountDayRows>> m_days;
    std::map<Instant, std::vector<Digested>> m_digests;
};

} // namespace fuseboard
