// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openai/openaiusagesource.h"

namespace fuseboard {
namespace {

QFuture<UsageResult> failed(UsageFailure failure)
{
    return QtFuture::makeReadyValueFuture(UsageResult(std::unexpected(std::move(failure))));
}

UsageFailure ofSource(const std::string& id, const Error& error)
{
    return {{error.code, id, error.subject + ": " + error.detail}, {}};
}

} // namespace

/// Of one poll: what has come, and what is still to be asked for.
struct OpenAiUsageSource::Progress {
    OpenAiPlan plan;
    Instant now;
    QByteArray key;
    std::size_t task = 0;
    std::string page;
    OpenAiPaging paging;
    std::vector<UsageRow> rows;
};

OpenAiUsageSource::OpenAiUsageSource(SourceConfig config, HttpClient& client, const KeyStore& keys)
    : m_config(std::move(config))
    , m_client(&client)
    , m_keys(&keys)
{
}

QFuture<UsageResult> OpenAiUsageSource::poll(std::string cursor, Instant now)
{
    auto progress = std::make_shared<Progress>();
    progress->plan = planOpenAiPoll(OpenAiCursor::parse(cursor), now, m_config.interval);
    progress->now = now;
    return m_keys->read(m_config.key)
        .then(this,
            [this, progress](const Result<QByteArray>& key) {
                if (!key)
                    return failed({{key.error().code, m_config.id, key.error().detail}, {}});
                progress->key = *key;
                return askNext(progress);
            })
        .unwrap();
}

QFuture<UsageResult> OpenAiUsageSource::askNext(std::shared_ptr<Progress> progress)
{
    const OpenAiTask& task = progress->plan.tasks[progress->task];
    HttpRequest request;
    request.url = QUrl::fromEncoded(
        QByteArray::fromStdString(m_config.url + openAiPath(task.series, task.period, progress->page)), QUrl::StrictMode);
    request.headers = {{"Authorization", "Bearer " + progress->key}, {"Accept", "application/json"}};
    return m_client->send(std::move(request))
        .then(
            this, [this, progress](const Result<HttpAnswer>& answer) { return accept(bodyOf(answer, m_config.id), progress); })
        .unwrap();
}

QFuture<UsageResult> OpenAiUsageSource::accept(const FetchResult& body, const std::shared_ptr<Progress>& progress)
{
    if (!body)
        return failed(body.error());
    const OpenAiTask& task = progress->plan.tasks[progress->task];
    const std::string_view bytes(body->constData(), static_cast<std::size_t>(body->size()));
    auto page = parseOpenAiPage(task.series, task.period, bytes, m_config.id, m_config.account);
    if (!page)
        return failed(ofSource(m_config.id, page.error()));
    auto next = progress->paging.next(*page, bytes.size());
    if (!next)
        return failed(ofSource(m_config.id, next.error()));
    std::ranges::move(page->rows, std::back_inserter(progress->rows));
    progress->page = *next;
    if (next->empty() && ++progress->task < progress->plan.tasks.size())
        progress->paging = {};
    if (progress->task < progress->plan.tasks.size())
        return askNext(progress);

    auto rows = withoutRepeats(std::move(progress->rows));
    if (!rows)
        return failed(ofSource(m_config.id, rows.error()));
    UsageAnswer answer;
    answer.poll = {.source = m_config.id,
        .rows = std::move(*rows),
        .rereads = {},
        .cursor = progress->plan.after.text(),
        .at = progress->now,
        .completeUpTo = progress->now};
    // The two usage lists cover one ledger and one period, and were both read.
    for (const OpenAiTask& done : progress->plan.tasks)
        if (done.series != OpenAiSeries::embeddings)
            answer.poll.rereads.push_back(
                {done.series == OpenAiSeries::costs ? Ledger::providerCost : Ledger::providerUsage, done.period});
    return QtFuture::makeReadyValueFuture(UsageResult(std::move(answer)));
}

} // namespace fuseboard
