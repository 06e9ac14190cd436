// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/limittable.h"

#include "store/checkedtable.h"

namespace fuseboard {
namespace {

using sqlite::Statement;

/// An amount as three columns.
struct StoredAmount {
    std::optional<std::int64_t> nano;
    std::string unit;
    bool isMoney = true;
};

StoredAmount stored(const std::optional<LimitAmount>& amount)
{
    if (!amount)
        return {};
    if (const auto* money = std::get_if<Money>(&*amount))
        return {money->nano, money->currency.text(), true};
    const auto& quantity = std::get<UnitQuantity>(*amount);
    return {quantity.nano, quantity.unit, false};
}

std::optional<LimitAmount> amountAt(const Statement& row, int column)
{
    if (row.isNull(column))
        return std::nullopt;
    if (row.integer(column + 2) == 0)
        return UnitQuantity {row.integer(column), row.text(column + 1)};
    return Money {row.integer(column), Currency::parse(row.text(column + 1)).value_or(Currency())};
}

std::optional<Instant> instantAt(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(Instant(std::chrono::microseconds(row.integer(column))));
}

std::optional<std::int64_t> microseconds(std::optional<Instant> at)
{
    return at.transform([](Instant each) -> std::int64_t { return each.time_since_epoch().count(); });
}

[[noreturn]] void damaged(const sqlite::Database& database, std::string what)
{
    throw sqlite::Failure {{ErrorCode::historyDamaged, database.file().string(), std::move(what)}};
}

} // namespace

LimitTable::LimitTable(sqlite::Database& database)
    : m_database(&database)
{
}

void LimitTable::apply(const Poll& poll)
{
    Statement note(*m_database,
        "INSERT INTO provider_limit_list (source, list, answer, detail, asked_at, told_at, limits, row_check)"
        " VALUES (?1, ?2, ?3, ?4, ?5, NULL, 0, 0) ON CONFLICT (source, list) DO UPDATE SET answer = ?3, detail = ?4, asked_at "
        "= ?5");
    Statement tell(*m_database, "UPDATE provider_limit_list SET told_at = ?3, limits = ?4 WHERE source = ?1 AND list = ?2");
    Statement check(*m_database,
        std::string("UPDATE provider_limit_list SET row_check = row_check(") + limitLists.columns
            + ") WHERE source = ?1 AND list = ?2");
    for (const LimitList& list : poll.limits) {
        const std::int64_t at = poll.at.time_since_epoch().count();
        note.run(poll.source, list.name, list.answer, list.detail, at);
        if (list.answer == LimitList::Answer::told) {
            tell.run(poll.source, list.name, at, list.limits.size());
            put(poll.source, list);
        }
        check.run(poll.source, list.name);
    }
}

void LimitTable::put(const std::string& source, const LimitList& list)
{
    Statement(*m_database, "DELETE FROM provider_limit WHERE source = ?1 AND list = ?2").run(source, list.name);
    Statement add(*m_database,
        std::string("INSERT INTO provider_limit (") + providerLimits.columns
            + ", row_check) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
              " row_check(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17))");
    std::int64_t place = 0;
    for (const ProviderLimit& each : list.limits) {
        const StoredAmount limit = stored(each.limit), used = stored(each.used);
        add.run(source, list.name, place++, each.holder, each.holderId, each.holderName, each.kind, each.covers, limit.nano,
            limit.unit, limit.isMoney, used.nano, used.unit, used.isMoney, each.period, microseconds(each.resetsAt),
            each.refusesBeyond);
    }
}

std::vector<LimitList> LimitTable::of(const std::string& source)
{
    Statement lists(*m_database,
        "SELECT list, answer, detail, asked_at, told_at, limits, " + limitLists.fits()
            + " FROM provider_limit_list WHERE source = ?1 ORDER BY list");
    std::vector<LimitList> out;
    for (lists.bind(source); lists.step();) {
        LimitList& list = out.emplace_back(LimitList {.name = lists.text(0),
            .answer = static_cast<LimitList::Answer>(lists.integer(1)),
            .detail = lists.text(2),
            .askedAt = instantAt(lists, 3),
            .toldAt = instantAt(lists, 4),
            .limits = limitsOf(source, lists.text(0))});
        if (lists.integer(6) == 0)
            damaged(*m_database, limitLists.complaint(source + ", " + list.name));
        if (std::ssize(list.limits) != lists.integer(5))
            damaged(*m_database, "limits of " + source + ", " + list.name + " are missing");
    }
    return out;
}

std::vector<ProviderLimit> LimitTable::limitsOf(const std::string& source, const std::string& list)
{
    Statement rows(*m_database,
        "SELECT holder, holder_id, holder_name, kind, covers, limit_amount, limit_unit, limit_is_money, used_amount, used_unit,"
        " used_is_money, period, resets_at, refuses_beyond, "
            + providerLimits.fits() + " FROM provider_limit WHERE source = ?1 AND list = ?2 ORDER BY place");
    std::vector<ProviderLimit> out;
    for (rows.bind(source, list); rows.step();) {
        out.push_back({.holder = static_cast<ProviderLimit::Holder>(rows.integer(0)),
            .holderId = rows.text(1),
            .holderName = rows.text(2),
            .kind = static_cast<ProviderLimit::Kind>(rows.integer(3)),
            .covers = rows.text(4),
            .limit = amountAt(rows, 5),
            .used = amountAt(rows, 8),
            .period = rows.text(11),
            .resetsAt = instantAt(rows, 12),
            .refusesBeyond = rows.isNull(13) ? std::nullopt : std::optional(rows.integer(13) != 0)});
        if (rows.integer(14) == 0)
            damaged(*m_database, providerLimits.complaint(source + ", " + list + ", " + out.back().holderId));
    }
    return out;
}

} // namespace fuseboard
