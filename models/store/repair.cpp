// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/repair.h"

#include "domain/iso4217.h"
#include "store/allocationjob.h"
#include "store/checkedtable.h"
#include "store/compaction.h"
#include "store/existingdays.h"
#include "store/history.h"
#include "store/migrations.h"
#include "store/organisationtables.h"
#include "store/ratetable.h"
#include "store/restateddays.h"
#include "store/rowcheck.h"
#include "store/rollups.h"
#include "store/series.h"
#include "store/storedrow.h"

#include <algorithm>
#include <array>
#include <format>
#include <functional>
#include <limits>
#include <tuple>

namespace fuseboard {
namespace {

using sqlite::Statement;
using namespace std::chrono;

/// What is copied as it stands, and what it is to people. Rows of usage and their log are copied one by one.
constexpr struct {
    const char* table;
    const char* meaning;
} plainTables[] = {{"name", "names"}, {"team", "teams"}, {"caller_key", "keys"}, {"budget", "budgets"},
    {"budget_raise", "raises of budgets"}, {"allocation_rule", "rules"},
    {"organisation_check", "the check of teams and budgets"}, {"audit", "the audit log"}};

class Repair {
public:
    Repair(sqlite::Database& from, sqlite::Database& to)
        : m_from(from)
        , m_to(to)
    {
    }

    Repaired run()
    {
        sqlite::Transaction transaction(m_to);
        for (const auto& [table, meaning] : plainTables)
            orLost(meaning, [&] { copyPlain(table); });
        orLost("names of currencies", [&] { mendCurrencies(); });
        orLost("the marks of what was made coarser", [&] { copyMarks(); });
        for (const CheckedTable& table : checkedTables)
            orLost(table.meaning, [&] { copyChecked(table); });
        if (m_out.lost.size() == std::size(plainTables) + 2 + std::size(checkedTables))
            throw sqlite::Failure {{ErrorCode::historyDamaged, m_from.file().string(), "nothing of it can be read"}};
        orLost("series", [&] { copySeries(); });
        orLost("rows of usage", [&] { copyUsage(); });
        if (!m_marksKnown)
            guessMarks();
        orLost("the log of restatements", [&] { copyLog(); });
        orLost("exchange rates", [&] { copyRates(); });
        orLost("marks of restated days", [&] { copyRestatedDays(); });
        orLost("limits that sources keep", [&] { dropPartsOfLimits(); });
        makeOrganisationSound();
        rebuildSums();
        if (!m_out.lost.empty())
            m_to.execute(std::format("UPDATE source_state SET cursor = ''; UPDATE source_state SET row_check = row_check({})",
                sourceStates.columns));
        transaction.commit();
        return m_out;
    }

private:
    void orLost(const std::string& meaning, const std::function<void()>& work, std::optional<Instant> day = {})
    {
        try {
            work();
        } catch (const sqlite::Failure& failure) {
            m_out.lost.push_back({day, std::format("{}: {}", meaning, failure.error.detail)});
        }
    }

    void copyPlain(const std::string& table) { copyWhere(table, "true"); }

    /// A currency's name has no check but its second copy in the index. Of two that differ the one counts that is a currency.
    void mendCurrencies()
    {
        Statement names(m_from, "SELECT id, text FROM name INDEXED BY sqlite_autoindex_name_1");
        Statement mend(m_to, "UPDATE name SET text = ?2 WHERE id = ?1 AND text <> ?2");
        while (names.step())
            if (minorDigits(names.text(1)) && !minorDigits(m_names.textOf(names.integer(0))))
                mend.run(names.integer(0), names.text(1));
    }

    void copyChecked(const CheckedTable& table)
    {
        copyWhere(table.name, table.fits());
        for (const std::string& misfit : table.misfits(m_from))
            m_out.lost.push_back({{}, misfit});
    }

    void copyWhere(const std::string& table, const std::string& condition)
    {
        Statement rows(m_from, std::format("SELECT * FROM {} WHERE {}", table, condition));
        std::string marks = "?1";
        for (int i = 2; i <= rows.columns(); ++i)
            marks += std::format(", ?{}", i);
        Statement insert(m_to, "INSERT OR REPLACE INTO " + table + " VALUES (" + marks + ")");
        while (rows.step())
            insert.runWithRowOf(rows);
    }

    /// One whose names are gone or wrong says nothing.
    void copySeries()
    {
        Statement rows(m_from, "SELECT * FROM series");
        Statement insert(m_to, "INSERT INTO series VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
        while (rows.step())
            orLost("a series", [&] {
                m_series.at(rows.integer(0));
                insert.runWithRowOf(rows);
            });
    }

    void copyMarks()
    {
        const CompactionMarks marks = readMarks(m_from);
        writeMarks(marks.callsBefore, marks.hoursBefore);
        m_marksKnown = true;
    }

    /// As late as what is still fine allows: sources are asked again, and what has become coarser would count twice.
    void guessMarks()
    {
        constexpr auto firstCall = "SELECT min(start) FROM usage WHERE width = 0";
        constexpr auto lastHourOfCalls = "SELECT max(start) + 86400 FROM usage JOIN series ON series.id = usage.series"
                                         " WHERE width = 3600 AND ledger = 2";
        constexpr auto firstHour = "SELECT min(start) FROM usage WHERE width > 0 AND width < 86400";
        Statement guess(
            m_to, std::format("SELECT coalesce(({}), ({}), 0), coalesce(({}), 0)", firstCall, lastHourOfCalls, firstHour));
        guess.step();
        const auto dayIn = [&](int column) { return std::max<std::int64_t>(guess.integer(column) / dayWidth * dayWidth, 0); };
        writeMarks(std::max(dayIn(0), dayIn(1)), dayIn(1));
    }

    void writeMarks(std::int64_t callsBefore, std::int64_t hoursBefore)
    {
        Statement(m_to, "UPDATE compaction SET calls_before = ?1, hours_before = ?2").run(callsBefore, hoursBefore);
    }

    /// Day by day, so that one page that can't be read costs its days alone.
    void copyUsage()
    {
        Statement rows(m_from, "SELECT " STORED_ROW_COLUMNS " FROM usage WHERE start >= ?1 AND start < ?2");
        Statement insert(m_to,
            "INSERT OR REPLACE INTO usage (" STORED_ROW_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
            " ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)");
        for (auto next = nextDay(std::numeric_limits<std::int64_t>::min()); next; next = nextDay(*next + dayWidth)) {
            const std::int64_t day = *next;
            const Instant date = fromUnixSeconds(day);
            const std::size_t lostBefore = m_out.lost.size();
            std::int64_t live = 0;
            orLost(
                "rows of usage",
                [&] {
                    rows.bind(day, day + dayWidth);
                    while (rows.step())
                        orLost(
                            "a row of usage",
                            [&] {
                                const StoredRow row = readStored(rows, m_from);
                                m_series.at(row.series);
                                runWith(insert, row);
                                ++m_out.keptRows;
                                live += row.withdrawnAt ? 0 : 1;
                            },
                            date);
                },
                date);
            rows.reset();
            if (m_out.lost.size() == lostBefore)
                orLost("rows of usage", [&] { mustBeAll(day, live); }, date);
        }
    }

    /// Rows may be gone without a trace but in the sums of their day. Where those can't be read, nothing speaks against it.
    void mustBeAll(std::int64_t day, std::int64_t live)
    {
        const auto summed = sqlite::trying([&] {
            Statement sums(m_from, "SELECT sum(rows) FROM rollup WHERE width = 86400 AND start = ?1");
            return sums.bind(day).step() ? sums.integer(0) : 0;
        });
        if (summed && *summed != live)
            throw sqlite::Failure {{ErrorCode::historyDamaged, m_from.file().string(),
                std::format("{} are there, and the sums of the day have {}", live, *summed)}};
    }

    /// As any table tells that still can be read. Where one can't, the days of a century are tried one by one.
    std::optional<std::int64_t> nextDay(std::int64_t from)
    {
        const std::int64_t first = toUnixSeconds(sys_days(year(2000) / 1 / 1)),
                           last = toUnixSeconds(sys_days(year(2100) / 1 / 1));
        std::optional<std::int64_t> next;
        for (ExistingDays& each : m_days) {
            std::optional<std::int64_t> found;
            try {
                found = each.from(from);
            } catch (const sqlite::Failure&) {
                if (from < last)
                    found = std::max(from, first);
            }
            if (found)
                next = std::min(next.value_or(*found), *found);
        }
        return next;
    }

    void copyLog()
    {
        Statement rows(m_from, "SELECT " STORED_ROW_COLUMNS ", replaced_at, withdrawn FROM restated ORDER BY id");
        Statement insert(m_to,
            "INSERT INTO restated (" STORED_ROW_COLUMNS ", replaced_at, withdrawn) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
            " ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)");
        while (rows.step())
            orLost("a restatement", [&] {
                runWith(insert, readStored(rows, m_from), rows.integer(storedRowColumns), rows.integer(storedRowColumns + 1));
            });
    }

    /// Of a list of limits that is not whole nothing is kept; the source tells it anew.
    void dropPartsOfLimits()
    {
        m_to.execute(std::string("DELETE FROM provider_limit_list WHERE ") + limitsMissing
            + "; DELETE FROM provider_limit WHERE NOT EXISTS (SELECT 1 FROM provider_limit_list AS whole WHERE whole.source ="
              " provider_limit.source AND whole.list = provider_limit.list)");
    }

    void copyRates()
    {
        Statement rows(m_from, "SELECT " RATE_COLUMNS " FROM exchange_rate ORDER BY id");
        while (rows.step())
            orLost("an exchange rate", [&] { RateTable::insert(m_to, readRate(rows, m_from)); });
    }

    void copyRestatedDays()
    {
        Statement rows(m_from, "SELECT " RESTATED_DAY_COLUMNS " FROM restated_day ORDER BY id");
        Statement insert(m_to, "INSERT INTO restated_day (" RESTATED_DAY_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        while (rows.step())
            orLost("a mark of a restated day", [&] {
                RestatedDays::mustFit(rows, m_from);
                std::ignore = m_names.textOf(rows.integer(1));
                std::ignore = m_names.textOf(rows.integer(2));
                insert.runWithRowOf(rows);
            });
    }

    /// Copied table by table, it may be what nobody ever entered; people are told, and decide.
    void makeOrganisationSound()
    {
        OrganisationTables tables(m_to);
        if (sqlite::trying([&] { return tables.read(); }))
            tables.renewCheck();
        else
            m_out.lost.push_back({{},
                tables.renewCheck() ? "teams, keys, budgets and rules do not fit their check: each is kept as it"
                                      " could be read and needs a look"
                                    : "teams, keys, budgets and rules contradict each other: none is kept"});
    }

    void rebuildSums()
    {
        Rollups rollups(m_to);
        Statement rows(m_to, "SELECT " STORED_ROW_COLUMNS " FROM usage WHERE withdrawn_at IS NULL");
        for (std::optional<std::int64_t> day; rows.step();) {
            const StoredRow row = readStored(rows, m_to);
            if (day != row.start / dayWidth) {
                rollups.flush();
                day = row.start / dayWidth;
            }
            rollups.add(row);
        }
        rollups.flush();
        AllocationJob(m_to).beginWithoutReturn();
    }

    sqlite::Database& m_from;
    sqlite::Database& m_to;
    Names m_names {m_from};
    SeriesTable m_series {m_from, m_names};
    std::array<ExistingDays, 3> m_days {ExistingDays(m_from, {ExistingDays::Of::usage}),
        ExistingDays(m_from, {ExistingDays::Of::sums}), ExistingDays(m_from, {ExistingDays::Of::spent})};
    bool m_marksKnown = false;
    Repaired m_out;
};

} // namespace

Result<Repaired> repairHistory(const std::filesystem::path& damaged, const std::filesystem::path& target)
{
    if (auto made = History::create(target); !made)
        return std::unexpected(made.error());
    auto repaired = sqlite::trying([&] {
        sqlite::Database from(damaged, sqlite::Access::read);
        addRowCheck(from);
        checkSchema(from, historyMigrations());
        if (from.schemaVersion() < std::ssize(historyMigrations()))
            throw sqlite::Failure {
                {ErrorCode::historyUnreadable, damaged.string(), "an older program's form, which has a copy beside it"}};
        sqlite::Database to(target, sqlite::Access::write);
        to.prepareForWriting();
        addRowCheck(to);
        return Repair(from, to).run();
    });
    if (!repaired)
        for (const char* part : {"", "-wal", "-shm"}) {
            std::error_code ignored;
            std::filesystem::remove(target.string() + part, ignored);
        }
    return repaired;
}

} // namespace fuseboard
