// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/series.h"

#include "domain/costsplit.h"
#include "store/rowcheck.h"

#include <array>
#include <format>

namespace fuseboard {
namespace {

#define SERIES_COLUMNS "ledger, source, account, team, project, key, person, agent, model, line_item, tag"

/// In the order of the columns after `ledger`.
constexpr std::array texts {&UsageRow::source, &UsageRow::account, &UsageRow::team, &UsageRow::project, &UsageRow::key,
    &UsageRow::person, &UsageRow::agent, &UsageRow::model, &UsageRow::lineItem, &UsageRow::tag};

UsageRow commonOf(const UsageRow& row)
{
    UsageRow common {.ledger = row.ledger};
    for (const auto text : texts)
        common.*text = row.*text;
    return common;
}

std::int64_t checkOf(const UsageRow& common)
{
    RowCheck check;
    check.add(static_cast<std::int64_t>(common.ledger));
    for (const auto text : texts)
        check.add(common.*text);
    return check.value();
}

} // namespace

std::size_t SeriesTable::Hash::operator()(const UsageRow* row) const
{
    std::size_t hash = static_cast<std::size_t>(row->ledger);
    for (const auto text : texts)
        hash = (hash ^ std::hash<std::string>()(row->*text)) * 0x9E3779B97F4A7C15ULL;
    return hash;
}

bool SeriesTable::SameDimensions::operator()(const UsageRow* a, const UsageRow* b) const
{
    if (a->ledger != b->ledger)
        return false;
    for (const auto text : texts)
        if (a->*text != b->*text)
            return false;
    return true;
}

SeriesTable::SeriesTable(const sqlite::Database& database, Names& names)
    : m_database(&database)
    , m_names(&names)
    , m_find(database,
          "SELECT id FROM series WHERE ledger = ?1 AND source = ?2 AND account = ?3 AND team = ?4 AND project = ?5 AND key = ?6"
          " AND person = ?7 AND agent = ?8 AND model = ?9 AND line_item = ?10 AND tag = ?11")
    , m_read(database, "SELECT " SERIES_COLUMNS ", row_check FROM series WHERE id = ?1")
    , m_insert(database,
          "INSERT INTO series (" SERIES_COLUMNS ", row_check) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")
{
}

const Series& SeriesTable::of(const UsageRow& row)
{
    if (const auto known = m_byRow.find(&row); known != m_byRow.end())
        return *known->second;
    std::array<std::int64_t, texts.size()> n {};
    for (std::size_t i = 0; i < texts.size(); ++i)
        n[i] = m_names->idOf(row.*texts[i]);
    UsageRow common = commonOf(row);
    const auto check = checkOf(common);
    if (m_find.bind(row.ledger, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]).step()) {
        const auto id = m_find.integer(0);
        m_find.reset();
        return remember(id, std::move(common), check);
    }
    m_insert.run(row.ledger, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], check);
    return remember(m_database->lastRowId(), std::move(common), check);
}

const Series& SeriesTable::at(std::int64_t id)
{
    if (const auto known = m_byId.find(id); known != m_byId.end())
        return *known->second;
    if (!m_read.bind(id).step())
        damaged(id);
    UsageRow common;
    const auto ledger = m_read.integer(0);
    for (std::size_t i = 0; i < texts.size(); ++i)
        common.*texts[i] = m_names->textOf(m_read.integer(static_cast<int>(i) + 1));
    const auto check = m_read.integer(static_cast<int>(texts.size()) + 1);
    m_read.reset();
    common.ledger = static_cast<Ledger>(ledger);
    if (ledger < 0 || ledger >= static_cast<std::int64_t>(ledgerCount) || check != checkOf(common))
        damaged(id);
    return remember(id, std::move(common), check);
}

const Series& SeriesTable::remember(std::int64_t id, UsageRow common, std::int64_t check)
{
    auto series = std::make_unique<Kept>(Series {.id = id, .common = std::move(common)});
    series->account = m_names->idOf(series->common.account);
    series->model = m_names->idOf(series->common.model.empty() ? series->common.lineItem : series->common.model);
    series->order = check;
    const Series& kept = *m_byId.insert_or_assign(id, std::move(series)).first->second;
    m_byRow.insert_or_assign(&kept.common, &kept);
    return kept;
}

std::int64_t SeriesTable::costGroupOf(const Series& series)
{
    std::optional<std::int64_t>& known = m_byId.at(series.id)->costGroup;
    if (!known) {
        const UsageRow& common = series.common;
        const std::string_view model = common.ledger == Ledger::providerCost ? modelOfLineItem(common.lineItem) : common.model;
        const auto group = std::format("{}\n{}\n{}", common.project, common.key, model);
        known = m_costGroups.try_emplace(group, static_cast<std::int64_t>(m_costGroups.size())).first->second;
    }
    return *known;
}

void SeriesTable::forget()
{
    m_byRow.clear();
    m_byId.clear();
}

void SeriesTable::verify()
{
    forget();
    sqlite::Statement ids(*m_database, "SELECT id FROM series");
    while (ids.step())
        at(ids.integer(0));
}

void SeriesTable::damaged(std::int64_t id) const
{
    throw sqlite::Failure {
        {ErrorCode::historyDamaged, m_database->file().string(), std::format("series {} does not fit its check", id)}};
}

} // namespace fuseboard
