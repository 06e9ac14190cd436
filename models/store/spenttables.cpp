// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/spenttables.h"

#include "store/checkedtable.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace fuseboard {
namespace {

using namespace std::chrono;

constexpr std::int64_t settling = duration_cast<seconds>(costSettlesAfter).count();

constexpr auto notTold = std::numeric_limits<std::int64_t>::min();

std::string addTo(const std::string& table, const std::string& name)
{
    return "INSERT INTO " + table + " (" + name
        + ", day, currency, parts, nano, estimated, elsewhere) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET"
          " parts = parts + excluded.parts, nano = nano + excluded.nano, estimated = estimated + excluded.estimated,"
          " elsewhere = elsewhere + excluded.elsewhere RETURNING parts";
}

/// Two days that fit may be further apart than 64 bits.
void addTo(std::int64_t& sum, Int128 change)
{
    if (__builtin_add_overflow(change, sum, &sum))
        throw sqlite::Failure {{ErrorCode::overflow, "the change of a day's costs", {}}};
}

} // namespace

SpentTables::SpentTables(sqlite::Database& database, Names& names, SeriesTable& series, Rollups& rollups, UntoldTable& untold)
    : m_database(&database)
    , m_names(&names)
    , m_series(&series)
    , m_rollups(&rollups)
    , m_untold(&untold)
    , m_restated(database, names)
    , m_readSpent(database, "SELECT series, team, pricing, elsewhere, nano, day FROM spent WHERE day = ?1")
    , m_putSpent(database,
          "INSERT OR REPLACE INTO spent (day, series, team, pricing, elsewhere, nano) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    , m_deleteSpent(
          database, "DELETE FROM spent WHERE day = ?1 AND series = ?2 AND team = ?3 AND pricing = ?4 AND elsewhere = ?5")
    , m_addTeam(database, addTo("spent_team", "team"))
    , m_addModel(database, addTo("spent_model", "model"))
    , m_dropTeam(database, "DELETE FROM spent_team WHERE team = ?1 AND day = ?2 AND currency = ?3")
    , m_dropModel(database, "DELETE FROM spent_model WHERE model = ?1 AND day = ?2 AND currency = ?3")
    , m_readAccounts(
          database, "SELECT account, currency, ledger, settled, nano, requests, day FROM spent_account WHERE day = ?1")
    , m_putAccount(database,
          "INSERT INTO spent_account (day, account, currency, ledger, settled, nano, requests)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
    , m_deleteAccounts(database, "DELETE FROM spent_account WHERE day = ?1")
    , m_readUsage(database,
          "SELECT team, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, requests, day FROM team_usage"
          " WHERE day = ?1")
    , m_putUsage(database,
          "INSERT INTO team_usage (day, team, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, requests)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
    , m_deleteUsage(database, "DELETE FROM team_usage WHERE day = ?1")
    , m_toldUpTo(database, "SELECT told_up_to, " + accountStates.fits() + " FROM account_state WHERE account = ?1")
{
}

void SpentTables::setRules(std::vector<AllocationRule> rules)
{
    m_rules = std::move(rules);
    m_shares.clear();
}

std::span<const NumberedShare> SpentTables::sharesOf(const Series& series)
{
    if (const auto known = m_shares.find(series.id); known != m_shares.end())
        return known->second;
    // Kept only once it is whole: a name that can't be found or made is thrown in between.
    std::vector<NumberedShare> shares;
    for (const TeamShare& share : allocate(series.common, m_rules))
        shares.push_back({m_names->idOf(share.team), share.millionths});
    return m_shares.emplace(series.id, std::move(shares)).first->second;
}

/// What a provider told of a day in part may be less than what a gateway saw of it.
bool SpentTables::isSettled(std::int64_t account, std::int64_t day)
{
    return isTold(day, toldUpTo(account)) && !lacksCost(m_untold->ofAccount(m_names->textOf(account)), fromUnixSeconds(day));
}

std::int64_t SpentTables::toldUpTo(std::int64_t account)
{
    auto known = m_told.find(account);
    if (known == m_told.end()) {
        const bool told = m_toldUpTo.bind(account).step();
        if (told && m_toldUpTo.integer(1) == 0)
            throw sqlite::Failure {
                {ErrorCode::historyDamaged, m_database->file().string(), accountStates.complaint(m_names->textOf(account))}};
        known = m_told.emplace(account, told ? m_toldUpTo.integer(0) : notTold).first;
        m_toldUpTo.reset();
    }
    return known->second;
}

bool SpentTables::isTold(std::int64_t day, std::int64_t upTo) { return upTo >= day + dayWidth + settling; }

std::vector<std::int64_t> SpentTables::tell(std::int64_t account, Instant upTo)
{
    // A bill of an old month does not unsettle what came since.
    const std::int64_t before = toldUpTo(account), told = std::max(toUnixSeconds(upTo), before);
    sqlite::Statement(
        *m_database, "INSERT OR REPLACE INTO account_state (account, told_up_to, row_check) VALUES (?1, ?2, row_check(?1, ?2))")
        .run(account, told);
    m_told[account] = told;
    sqlite::Statement waiting(*m_database,
        "SELECT DISTINCT day FROM spent_account WHERE account = ?1 AND settled <> (day <= ?2) AND day >= ?3 ORDER BY day");
    std::vector<std::int64_t> days;
    // What was told before has settled its days already.
    waiting.bind(account, told - dayWidth - settling, before == notTold ? notTold : before - dayWidth - settling);
    while (waiting.step())
        days.push_back(waiting.integer(0));
    return days;
}

DecidedDay SpentTables::decide(std::int64_t day)
{
    const DayFacts facts {.series = [this](std::int64_t series) -> const Series& { return m_series->at(series); },
        .costGroup = [this](const Series& series) { return m_series->costGroupOf(series); },
        .shares = [this](const Series& series) { return sharesOf(series); },
        .isSettled = [this, day](std::int64_t account) { return isSettled(account, day); },
        .rest = [this](const Series& like) -> const Series& {
            return m_series->of({.source = like.common.source, .account = like.common.account, .ledger = like.common.ledger});
        }};
    return decideDay(m_rollups->of(dayWidth, day), facts);
}

void SpentTables::remake(std::int64_t day, std::optional<std::int64_t> restatedAt)
{
    const DecidedDay decided = decide(day);
    writeSpent(day, decided, restatedAt);
    writeAccounts(day, decided);
    writeUsage(day, decided);
}

/// SQLite finds a row by where it stands; one whose key a lost bit has changed still stands there.
void SpentTables::mustStandAt(std::int64_t day, std::int64_t found) const
{
    if (found != day)
        throw sqlite::Failure {
            {ErrorCode::historyDamaged, m_database->file().string(), "what counts as spent has a row of another day"}};
}

SpentTables::SpentRows SpentTables::keptSpent(std::int64_t day)
{
    SpentRows kept;
    m_readSpent.bind(day);
    while (m_readSpent.step()) {
        mustStandAt(day, m_readSpent.integer(5));
        kept.emplace_hint(kept.end(),
            SpentKey {m_readSpent.integer(0), m_readSpent.integer(1), m_readSpent.integer(2), m_readSpent.integer(3) != 0},
            m_readSpent.integer(4));
    }
    m_readSpent.reset();
    return kept;
}

void SpentTables::writeSpent(std::int64_t day, const DecidedDay& decided, std::optional<std::int64_t> restatedAt)
{
    const SpentRows kept = keptSpent(day);
    const auto remove = [&](const SpentKey& key, std::int64_t nano) {
        m_deleteSpent.run(day, key.series, key.team, key.pricing, key.elsewhere);
        note(key, -Int128 {nano}, -1);
    };
    // Both are in order of the key.
    auto old = kept.begin();
    for (const auto& [key, nano] : decided.spent) {
        for (; old != kept.end() && old->first < key; ++old)
            remove(old->first, old->second);
        const bool known = old != kept.end() && old->first == key;
        if (!known || old->second != nano) {
            m_putSpent.run(day, key.series, key.team, key.pricing, key.elsewhere, nano);
            note(key, Int128 {nano} - (known ? old->second : 0), known ? 0 : 1);
        }
        if (known)
            ++old;
    }
    for (; old != kept.end(); ++old)
        remove(old->first, old->second);
    if (restatedAt)
        for (const auto& [team, difference] : m_ofTeams)
            if (difference.nano != 0)
                m_restated.add(day, team.first, team.second, *restatedAt, difference.nano);
    write(m_addTeam, m_dropTeam, day, m_ofTeams);
    write(m_addModel, m_dropModel, day, m_ofModels);
}

bool SpentTables::fits(std::int64_t day)
{
    const DecidedDay decided = decide(day);
    if (keptSpent(day) != decided.spent || !std::ranges::is_permutation(keptAccounts(day), decided.accounts)
        || keptUsage(day) != decided.usage)
        return false;
    for (const auto& [key, nano] : decided.spent)
        note(key, nano, 1);
    const bool same = sumsFit(day, "spent_team", "team", m_ofTeams) && sumsFit(day, "spent_model", "model", m_ofModels);
    m_ofTeams.clear();
    m_ofModels.clear();
    return same;
}

bool SpentTables::sumsFit(std::int64_t day, const std::string& table, const std::string& name, const Differences& expected)
{
    // Name by name, since each has its days together.
    sqlite::Statement names(*m_database,
        "WITH RECURSIVE n(id) AS (SELECT min(" + name + ") FROM " + table + " UNION ALL SELECT (SELECT min(" + name + ") FROM "
            + table + " WHERE " + name + " > n.id) FROM n WHERE n.id IS NOT NULL) SELECT " + name
            + ", currency, parts, nano, estimated, elsewhere, day, n.id FROM n JOIN " + table + " ON " + name
            + " = n.id WHERE day = ?1");
    names.bind(day);
    std::size_t found = 0;
    for (; names.step(); ++found) {
        const auto wanted = expected.find({names.integer(0), names.integer(1)});
        if (wanted == expected.end() || names.integer(6) != day || names.integer(7) != names.integer(0)
            || wanted->second != Difference {names.integer(2), names.integer(3), names.integer(4), names.integer(5)})
            return false;
    }
    return found == expected.size();
}

void SpentTables::note(const SpentKey& key, Int128 nano, int parts)
{
    const Pricing pricing = Pricing::of(key.pricing);
    for (Difference* difference :
        {&m_ofTeams[{key.team, pricing.currency}], &m_ofModels[{m_series->at(key.series).model, pricing.currency}]}) {
        difference->parts += parts;
        addTo(difference->nano, nano);
        addTo(difference->estimated, pricing.basis == CostBasis::estimated ? nano : 0);
        addTo(difference->elsewhere, key.elsewhere ? nano : 0);
    }
}

void SpentTables::write(sqlite::Statement& add, sqlite::Statement& drop, std::int64_t day, Differences& differences)
{
    for (const auto& [key, d] : differences) {
        const bool any = add.bind(key.first, day, key.second, d.parts, d.nano, d.estimated, d.elsewhere).step();
        const bool empty = any && add.integer(0) == 0;
        while (add.step()) { }
        add.reset();
        if (empty)
            drop.run(key.first, day, key.second);
    }
    differences.clear();
}

std::vector<AccountDecision> SpentTables::keptAccounts(std::int64_t day)
{
    std::vector<AccountDecision> kept;
    m_readAccounts.bind(day);
    while (m_readAccounts.step()) {
        mustStandAt(day, m_readAccounts.integer(6));
        const auto ledger = m_readAccounts.integer(2);
        kept.push_back({m_readAccounts.integer(0), m_readAccounts.integer(1),
            ledger < 0 ? std::nullopt : std::optional(static_cast<Ledger>(ledger)), m_readAccounts.integer(3) != 0,
            m_readAccounts.integer(4), m_readAccounts.integer(5)});
    }
    m_readAccounts.reset();
    return kept;
}

void SpentTables::writeAccounts(std::int64_t day, const DecidedDay& decided)
{
    if (std::ranges::is_permutation(keptAccounts(day), decided.accounts))
        return;
    m_deleteAccounts.run(day);
    for (const AccountDecision& each : decided.accounts)
        m_putAccount.run(day, each.account, each.currency, each.ledger ? static_cast<int>(*each.ledger) : -1, each.settled,
            each.nano, each.requests);
}

std::map<std::int64_t, UsageCount> SpentTables::keptUsage(std::int64_t day)
{
    std::map<std::int64_t, UsageCount> kept;
    m_readUsage.bind(day);
    while (m_readUsage.step()) {
        mustStandAt(day, m_readUsage.integer(8));
        const auto integer = [&](int column) { return m_readUsage.integer(column); };
        kept[integer(0)] = {integer(7), {integer(1), integer(2), integer(3), integer(4), integer(5), integer(6)}};
    }
    m_readUsage.reset();
    return kept;
}

void SpentTables::writeUsage(std::int64_t day, const DecidedDay& decided)
{
    if (keptUsage(day) == decided.usage)
        return;
    m_deleteUsage.run(day);
    for (const auto& [team, count] : decided.usage) {
        const TokenCounts& t = count.tokens;
        m_putUsage.run(day, team, t.input, t.cacheRead, t.cacheWrite5m, t.cacheWrite1h, t.output, t.reasoning, count.requests);
    }
}

void SpentTables::forget()
{
    m_shares.clear();
    m_told.clear();
    m_ofTeams.clear();
    m_ofModels.clear();
}

} // namespace fuseboard
