// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/locallogsource.h"

#include "connectors/locallogs/logreader.h"
#include "connectors/locallogs/logwatch.h"

#include <QPromise>
#include <QThreadPool>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr std::chrono::seconds unfollowed {10}; ///< a look at all files takes a fraction of a second

} // namespace

LogKind logKindOf(std::string_view kind) { return kind == "codex" ? LogKind::codex : LogKind::claudeCode; }

LogReader makeLogReader(const SourceConfig& config, const std::filesystem::path& indexFile)
{
    const LogKind kind = logKindOf(config.kind);
    const std::string name(nameOf(kind));
    return LogReader({.kind = kind,
        .directory = config.directory,
        .indexFile = indexFile,
        .rows = {config.id, config.account.empty() ? name : config.account, name},
        .environment = LogEnvironment::ofProcess()});
}

LocalLogSource::LocalLogSource(const SourceConfig& config, const std::filesystem::path& indexFile)
    : m_id(config.id)
    , m_kind(logKindOf(config.kind))
    , m_directory(config.directory)
    , m_reader(std::make_shared<LogReader>(makeLogReader(config, indexFile)))
{
}

LocalLogSource::~LocalLogSource() = default;

std::chrono::seconds LocalLogSource::follow(const std::function<void()>& news, std::chrono::seconds interval)
{
    if (!m_watch)
        m_watch = std::make_unique<LogWatch>();
    m_watch->disconnect();
    QObject::connect(m_watch.get(), &LogWatch::changed, m_watch.get(), news);
    std::vector<std::filesystem::path> directories;
    for (const LogRoot& root : logRoots(m_kind, LogEnvironment::ofProcess(), m_directory))
        directories.push_back(root.directory);
    return m_watch->follow(directories) && !directories.empty() ? interval : std::min(interval, unfollowed);
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
