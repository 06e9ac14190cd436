// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/names.h"

namespace fuseboard {

Names::Names(const sqlite::Database& database)
    : m_database(&database)
    , m_find(database, "SELECT id FROM name WHERE text = ?1")
    , m_read(database, "SELECT text FROM name WHERE id = ?1")
    , m_insert(database, "INSERT INTO name (text) VALUES (?1)")
{
}

std::optional<std::int64_t> Names::find(const std::string& text)
{
    if (const auto known = m_ids.find(text); known != m_ids.end())
        return known->second;
    if (!m_find.bind(text).step())
        return std::nullopt;
    const auto id = m_find.integer(0);
    m_find.reset();
    m_ids.emplace(text, id);
    return id;
}

std::int64_t Names::idOf(const std::string& text)
{
    if (const auto id = find(text))
        return *id;
    m_insert.run(text);
    const auto id = m_database->lastRowId();
    m_ids.emplace(text, id);
    return id;
}

const std::string& Names::textOf(std::int64_t id)
{
    if (const auto known = m_texts.find(id); known != m_texts.end())
        return known->second;
    if (!m_read.bind(id).step())
        throw sqlite::Failure {{ErrorCode::historyDamaged, m_database->file().string(), "a row names nothing"}};
    const auto& text = m_texts.emplace(id, m_read.text(0)).first->second;
    m_read.reset();
    return text;
}

void Names::forget()
{
    m_ids.clear();
    m_texts.clear();
}

} // namespace fuseboard
