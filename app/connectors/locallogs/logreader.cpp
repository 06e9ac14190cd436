// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logreader.h"

#include <utility>

namespace fuseboard {
namespace {

/// The index is written whole; a live session changes it every few seconds. What it lacks is read again from the files.
constexpr std::chrono::minutes betweenSaves {1};

} // namespace

LogReader::LogReader(LogReaderSetup setup)
    : m_setup(std::move(setup))
    , m_library(std::make_unique<LogLibrary>(parserOf(m_setup.kind)))
{
}

Result<LogPage> LogReader::poll(std::string_view cursor, Instant now)
{
    if (!std::exchange(m_loaded, true) && !m_library->load(m_setup.indexFile))
        m_library = std::make_unique<LogLibrary>(parserOf(m_setup.kind));
    const LogCursor from = LogCursor::parse(cursor);
    const bool ours = from.library == m_library->id();
    if (!ours || from.upTo == 0) { // not in the middle of pages
        const auto roots = logRoots(m_setup.kind, m_setup.environment, m_setup.directory);
        if (roots.empty())
            return fail(ErrorCode::directoryMissing,
                m_setup.directory.empty() ? std::string(nameOf(m_setup.kind)) + "'s logs" : m_setup.directory.string());
        if (m_library->update(roots, ours ? from.done : 0))
            m_unsaved = true;
    }
    if (m_unsaved && (now - betweenSaves >= m_saved || now < m_saved)) {
        if (auto saved = m_library->save(m_setup.indexFile); !saved)
            return std::unexpected(saved.error());
        m_unsaved = false;
        m_saved = now;
    }
    return logRowsSince(*m_library, from, m_setup.rows, now);
}

} // namespace fuseboard
