// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/allocationjob.h"

#include "store/rowcheck.h"
#include "store/ruletable.h"

namespace fuseboard {
namespace {

using sqlite::Statement;
constexpr std::chrono::days day {1};

std::int64_t checkOf(const std::vector<AllocationRule>& rules)
{
    RowCheck check;
    for (const AllocationRule& rule : rules)
        for (const std::string& part : {rule.source, rule.account, rule.project, rule.key, rule.person, rule.agent, rule.model,
                 rule.team, rule.tag, sharesText(rule.shares)})
            check.add(part);
    return check.value();
}

} // namespace

AllocationJob::AllocationJob(sqlite::Database& database)
    : m_database(&database)
{
}

std::optional<Period> AllocationJob::waiting()
{
    Statement job(*m_database, "SELECT since, next FROM spent_job");
    if (!job.step())
        return std::nullopt;
    return Period {fromUnixSeconds(job.integer(0)), fromUnixSeconds(job.integer(1)) + day};
}

void AllocationJob::begin(const std::vector<AllocationRule>& before, const std::vector<AllocationRule>& now)
{
    const bool underWay = waiting().has_value();
    const auto first = underWay ? rulesBefore() : before;
    beginWithoutReturn();
    if (!first || *first == now || !waiting())
        return;
    replaceRules(*m_database, "rule_before", *first);
    Statement(*m_database, "UPDATE spent_job SET before_check = ?1").run(checkOf(*first));
}

void AllocationJob::beginWithoutReturn()
{
    m_database->execute("DELETE FROM rule_before;"
                        "INSERT OR REPLACE INTO spent_job SELECT 1, min(start), max(start), NULL FROM rollup"
                        " WHERE width = 86400 HAVING count(*) > 0");
}

std::set<Instant> AllocationJob::take(int count)
{
    std::set<Instant> days;
    const auto period = waiting();
    if (!period)
        return days;
    // Only days that exist: one far date would make the calendar between too long to walk.
    Statement existing(*m_database,
        "SELECT DISTINCT start FROM rollup WHERE width = 86400 AND start >= ?1 AND start < ?2 ORDER BY start DESC LIMIT ?3");
    std::optional<std::int64_t> next;
    existing.bind(toUnixSeconds(period->start), toUnixSeconds(period->end), std::int64_t {count} + 1);
    while (existing.step())
        if (std::ssize(days) < count)
            days.insert(fromUnixSeconds(existing.integer(0)));
        else
            next = existing.integer(0);
    if (next)
        Statement(*m_database, "UPDATE spent_job SET next = ?1").run(*next);
    else
        m_database->execute("DELETE FROM spent_job; DELETE FROM rule_before");
    return days;
}

std::optional<std::vector<AllocationRule>> AllocationJob::rulesBefore()
{
    Statement job(*m_database, "SELECT before_check FROM spent_job");
    if (!job.step() || job.isNull(0))
        return std::nullopt;
    auto rules = readRules(*m_database, "rule_before");
    if (checkOf(rules) != job.integer(0))
        throw sqlite::Failure {
            {ErrorCode::historyDamaged, m_database->file().string(), "the rules before the change do not fit their check"}};
    return rules;
}

} // namespace fuseboard
