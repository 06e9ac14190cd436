// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a round makes of all that it has read.
#include "connectors/usageround.h"

#include "connectors/bucketrows.h"

#include <algorithm>

namespace fuseboard {
namespace {

/// The lists of a ledger of which nothing was refused, where its rows say whose they are.
std::set<std::string> readWhole(const UsageRules& rules, const UsagePlan& plan, const UntoldDays& untold, Ledger ledger)
{
    std::set<std::string> out;
    const auto found = std::ranges::find(rules.ledgers, ledger, &LedgerLists::ledger);
    if (found == rules.ledgers.end() || !found->itemsNameLists)
        return out;
    for (const UsageTask& task : plan.tasks)
        if (!task.directory && task.ledger == ledger)
            out.insert(task.list);
    for (const Untold& each : untold)
        if (each.ledger == ledger && each.why == Untold::Why::refused)
            out.erase(each.list);
    return out;
}

} // namespace

void UsageRound::leaveCounted(const UsageList& list, Ledger ledger, Period days)
{
    m_untold.push_back({ledger, list.name, days, Untold::Why::countedMore});
    if (list.alsoFills)
        m_untold.push_back({*list.alsoFills, list.name, days, Untold::Why::countedMore});
}

/// Where the provider counted more than it told, what it told stands beside what it told before.
void UsageRound::holdAgainstCounts(const std::vector<UsageRow>& rows)
{
    for (const LedgerLists& ledger : m_tools.dialect.rules().ledgers)
        if (const auto counts = m_counts.find(ledger.ledger); counts != m_counts.end() && !m_leftOut.contains(ledger.ledger))
            for (const Period& days : daysCountedMore(counts->second, rows, ledger.ledger))
                leaveCounted(ledger.lists.front(), ledger.ledger, days);
}

/// A day's list may tell of it hours after its end; until then what was told of it while it ran stays.
void UsageRound::keepWhatIsNotTold(const std::vector<UsageRow>& rows)
{
    const Instant yesterday = dayOf(m_now) - std::chrono::days(1);
    for (const LedgerLists& ledger : m_tools.dialect.rules().ledgers) {
        const auto has = [&](ListDays days) { return std::ranges::contains(ledger.lists, days, &UsageList::days); };
        const auto isTold = [&](const UsageRow& row) { return row.ledger == ledger.ledger && row.start == yesterday; };
        if (has(ListDays::current) && !std::ranges::any_of(rows, isTold))
            keepPeriod(m_plan, ledger.ledger, {yesterday, dayOf(m_now)});
    }
    for (const Untold& each : m_untold)
        if (each.why != Untold::Why::refused)
            keepPeriod(m_plan, each.ledger, each.days);
}

void UsageRound::finish()
{
    if (m_refusal && !m_anyRead) {
        fail({*m_refusal, {}, false});
        return;
    }
    m_answer.missing = m_refusal.transform(asListRefused);
    for (Reread& each : m_plan.rereads)
        if (m_leftOut.contains(each.ledger)) {
            each.inPart = true;
            each.lists = readWhole(m_tools.dialect.rules(), m_plan, m_untold, each.ledger);
        }
    // Of counts one list of many may be missing for good; of money none.
    std::erase_if(m_leftOut, [this](Ledger ledger) { return ledger != Ledger::providerCost && m_read.contains(ledger); });
    leaveUnread(m_plan, m_tools.dialect.rules(), m_leftOut);
    auto rows = withoutRepeats(std::move(m_answer.poll.rows)).and_then(addUpParts);
    if (!rows) {
        fail(ofSource(rows.error()));
        return;
    }
    holdAgainstCounts(*rows);
    keepWhatIsNotTold(*rows);
    m_answer.poll = {.source = m_tools.config.id,
        .rows = *std::move(rows),
        .rereads = m_plan.rereads,
        .cursor = m_plan.after.text(),
        .at = m_now,
        .completeUpTo = m_plan.completeUpTo,
        .untold = std::move(m_untold)};
    nameHolders();
    for (auto& [name, list] : m_limits)
        m_answer.poll.limits.push_back(std::move(list));
    settle(std::move(m_answer));
}

/// Where a list of limits has only ids and another list of the round has told the names.
void UsageRound::nameHolders()
{
    std::map<std::string, std::string> names;
    for (const IdentityName& name : m_answer.names)
        names[name.id] = name.name;
    for (auto& [list, told] : m_limits)
        for (ProviderLimit& limit : told.limits)
            if (const auto found = names.find(limit.holderId); limit.holderName.empty() && found != names.end())
                limit.holderName = found->second;
}

} // namespace fuseboard
