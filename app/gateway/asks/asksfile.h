// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/asks/ask.h"
#include "store/sqlite.h"

#include <filesystem>

namespace fuseboard::gateway {

/// What became of a wish.
enum class Asking {
    asked,
    waits, ///< the same caller's last one is still open: that one is meant
    tooSoon, ///< it was refused a moment ago
    tooMany, ///< of the kind, that wait
};

struct AskOutcome {
    Asking asking = Asking::asked;
    Ask ask; ///< the one that waits
};

/// `asks.db`: what callers asked for and people answered. Synchronous, for one thread; on disk when a call returns.
class AsksFile {
public:
    /// Makes the file where there is none, whole or not at all.
    static Result<AsksFile> open(const std::filesystem::path& file);

    Result<AskOutcome> add(const Ask& ask);
    /// The ask as it is then; one that is answered already stays as it is. Empty: there is none of that id.
    Result<std::optional<Ask>> answer(const std::string& id, const AskAnswer& answer, Instant now);
    /// What was asked about held sessions, in that state, is over: nothing holds them.
    Result<void> end(const std::vector<std::string>& ids, AskState from, Instant now);
    /// All that is open about sessions is over: after a start none is held.
    Result<void> endSessions(Instant now);
    /// Open ones first, the latest before the earlier; without those that are over.
    [[nodiscard]] Result<std::vector<Ask>> all();
    [[nodiscard]] Result<std::optional<Ask>> find(const std::string& id);
    [[nodiscard]] Result<std::optional<Ask>> openOf(const std::string& token);
    /// Granted, and not over.
    [[nodiscard]] Result<std::vector<Allowance>> allowances(Instant now);

private:
    explicit AsksFile(sqlite::Database database)
        : m_database(std::make_unique<sqlite::Database>(std::move(database)))
    {
    }
    std::vector<Ask> select(const std::string& where, const std::string& bound, std::int64_t number);

    std::unique_ptr<sqlite::Database> m_database;
};

} // namespace fuseboard::gateway
