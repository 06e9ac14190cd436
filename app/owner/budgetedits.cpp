// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/budgetedits.h"

#include "store/organisationtables.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace fuseboard {
namespace {

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return c < 0x80 ? std::tolower(c) : c; });
    return text;
}

std::optional<std::chrono::year_month_day> parseDate(const std::string& text)
{
    int year = 0;
    unsigned month = 0, day = 0;
    const char *at = text.data(), *end = at + text.size();
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || std::from_chars(at, at + 4, year).ptr != at + 4
        || std::from_chars(at + 5, at + 7, month).ptr != at + 7 || std::from_chars(at + 8, end, day).ptr != end)
        return std::nullopt;
    const std::chrono::year_month_day date {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    return date.ok() ? std::optional(date) : std::nullopt;
}

Result<BudgetScope> checked(const Organisation& organisation, const BudgetScope& scope)
{
    if (auto good = checkOrganisation(organisation); !good)
        return std::unexpected(good.error());
    return scope;
}

const Budget* lastStep(const Organisation& organisation, const BudgetScope& scope)
{
    const Budget* last = nullptr;
    for (const Budget& budget : organisation.budgets)
        if (budget.scope == scope && (!last || last->since < budget.since))
            last = &budget;
    return last;
}

/// What was to begin later and has not begun is replaced by a change from an earlier instant on.
void dropLater(Organisation& organisation, const BudgetScope& scope, Instant from, Instant now)
{
    std::erase_if(organisation.budgets,
        [&](const Budget& budget) { return budget.scope == scope && budget.since > now && budget.since >= from; });
}

Result<BudgetScope> addStep(Organisation& organisation, Budget next, Instant now)
{
    dropLater(organisation, next.scope, next.since, now);
    const Budget* last = lastStep(organisation, next.scope);
    if (last && next.since <= last->since)
        return fail(ErrorCode::badDocument, "The budget of " + next.scope.text() + " since " + toText(next.since),
            "the one before it holds since " + toText(last->since) + ", and a change comes after it");
    const BudgetScope scope = next.scope;
    organisation.budgets.push_back(std::move(next));
    return checked(organisation, scope);
}

} // namespace

Result<Instant> readTime(const std::string& text, const Calendar& calendar, bool endOfDay)
{
    if (const auto date = parseDate(text)) {
        const Instant start = calendar.startOf(*date);
        return endOfDay ? calendar.dayAt(start).end : start;
    }
    if (auto at = parseInstant(text))
        return at;
    return fail(ErrorCode::badDocument, "'" + text.substr(0, 40) + "'", "a day is written like 2026-12-15");
}

Result<BudgetScope> findScope(const std::vector<Team>& teams, const std::string& words)
{
    auto scope = parseBudgetScope(words);
    if (!scope || scope->kind != BudgetScopeKind::team)
        return scope;
    for (const Team& team : teams)
        if (team.id == scope->name || lower(team.name) == lower(scope->name))
            return BudgetScope::ofTeam(team.id);
    return fail(ErrorCode::unknownTeam, scope->name);
}

Result<BudgetScope> setBudget(Organisation& organisation, const BudgetWords& words, const BudgetEditor& editor)
{
    auto scope = findScope(organisation.teams, words.scope);
    if (!scope)
        return scope;
    const Budget* last = lastStep(organisation, *scope);
    Budget next;
    if (last && last->amount)
        next = *last;
    next.scope = *scope;
    const auto amount = Money::parse(words.amount, next.amount ? next.amount->currency : editor.currency);
    if (!amount)
        return std::unexpected(amount.error());
    next.amount = *amount;
    if (!words.period.empty()) {
        const auto period = parsePeriodKind(words.period);
        if (!period)
            return std::unexpected(period.error());
        next.period = *period;
    }
    if (words.hard)
        next.kind = *words.hard ? BudgetKind::hard : BudgetKind::soft;
    if (words.thresholdPercents)
        next.thresholdPercents = *words.thresholdPercents;
    next.since = last ? editor.now : editor.calendar.periodAt(editor.now, next.period).start;
    if (!words.since.empty()) {
        const auto since = readTime(words.since, editor.calendar, false);
        if (!since)
            return std::unexpected(since.error());
        next.since = *since;
    }
    next.by = editor.by;
    next.why = words.why;
    return addStep(organisation, std::move(next), editor.now);
}

Result<BudgetScope> raiseBudget(Organisation& organisation, const BudgetWords& words, const BudgetEditor& editor)
{
    auto scope = findScope(organisation.teams, words.scope);
    if (!scope)
        return scope;
    const Budget* base = budgetAt(organisation.budgets, *scope, editor.now);
    if (!base)
        return fail(ErrorCode::badDocument, "A raise of " + scope->text(), "it has no budget; set one first");
    const auto amount = Money::parse(words.amount, base->amount->currency);
    if (!amount)
        return std::unexpected(amount.error());
    const auto until = readTime(words.until, editor.calendar, true);
    if (!until)
        return std::unexpected(until.error());
    organisation.raises.push_back(
        {.scope = *scope, .amount = *amount, .from = editor.now, .until = *until, .by = editor.by, .why = words.why});
    return checked(organisation, *scope);
}

Result<BudgetScope> endBudget(Organisation& organisation, const BudgetWords& words, const BudgetEditor& editor)
{
    auto scope = findScope(organisation.teams, words.scope);
    if (!scope)
        return scope;
    const Budget* base = budgetAt(organisation.budgets, *scope, editor.now);
    if (!base) {
        if (!lastStep(organisation, *scope) || !lastStep(organisation, *scope)->amount)
            return fail(ErrorCode::badDocument, "An end of the budget of " + scope->text(), "it has none");
        dropLater(organisation, *scope, editor.now, editor.now); // one that has not begun yet
        return checked(organisation, *scope);
    }
    Budget end = *base;
    end.amount.reset();
    end.since = editor.now;
    end.by = editor.by;
    end.why = words.why;
    return addStep(organisation, std::move(end), editor.now);
}

} // namespace fuseboard
