// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/locallogsource.h"

#include "connectors/locallogs/logreader.h"

#include <QPromise>
#include <QThreadPool>

namespace fuseboard {

LogReader makeLogReader(const SourceConfig& config, const std::filesystem::path& indexFile)
{
    const LogKind kind = config.kind == "codex" ? LogKind::codex : LogKind::claudeCode;
    const std::string name(nameOf(kind));
    return LogReader({.kind = kind,
        .directory = config.directory,
        .indexFile = indexFile,
        .rows = {config.id, config.account.empty() ? name : config.account, name},
        .environment = LogEnvironment::ofProcess()});
}

LocalLogSource::LocalLogSource(const SourceConfig& config, const std::filesystem::path& indexFile)
    : m_id(config.id)
    , m_reader(std::make_shared<LogReader>(makeLogReader(config, indexFile)))
{
}

QFuture<UsageResult> LocalLogSource::poll(std::string cursor, Instant now)
{
    auto promise = std::make_shared<QPromise<UsageResult>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, reader = m_reader, id = m_id, from = std::move(cursor), now] {
        auto page = reader->poll(from, now);
        promise->addResult(page ? UsageResult(UsageAnswer {std::move(page->poll), page->more})
                                : UsageResult(std::unexpected(UsageFailure {
                                      {page.error().code, id, page.error().subject + ": " + page.error().detail}, {}})));
        promise->finish();
    });
    return promise->future();
}

} // namespace fuseboard
