// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/sourcetrial.h"

#include "connectors/fetch.h"

#include <QPromise>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr std::chrono::seconds deadline {10}; ///< of each list: a person waits for it

std::vector<UsageTask> tasksOf(const UsageRules& rules, Instant now)
{
    const Instant today = dayOf(now);
    std::vector<UsageTask> tasks;
    for (const LedgerLists& ledger : rules.ledgers)
        for (const UsageList& list : ledger.lists)
            tasks.push_back({list.name, ledger.ledger, list.width, {today - std::chrono::days(1), today}});
    for (const std::string& directory : rules.directories)
        tasks.push_back({.list = directory, .directory = true});
    for (const std::string& list : rules.limits)
        if (!std::ranges::contains(rules.directories, list))
            tasks.push_back({.list = list, .directory = true, .limits = list});
    std::ranges::reverse(tasks); // taken from the end
    return tasks;
}

/// GitHub names the scopes of a classic token in each answer.
std::vector<std::string> needlessScopes(const HttpAnswer& answer, const std::vector<std::string_view>& needed)
{
    std::vector<std::string> out;
    for (const QByteArray& scope : answer.header("x-oauth-scopes").split(','))
        if (const std::string name = scope.trimmed().left(60).toStdString();
            !name.empty() && !std::ranges::contains(needed, name))
            out.push_back(name);
    return out;
}

} // namespace

class SourceTrial::Private {
public:
    std::string name;
    QString url;
    std::unique_ptr<UsageDialect> dialect;
    HttpClient* client;
    QByteArray key;
    std::vector<UsageTask> left;
    KeyRights rights;
    std::optional<Error> firstError;
    bool anyFigures = false; ///< could be read; with names alone there is nothing to show
    QPromise<Result<KeyRights>> promise;

    [[nodiscard]] HttpRequest requestFor(const UsageTask& task) const
    {
        const PageRequest page = dialect->request(task, {});
        HttpRequest request;
        request.url = QUrl::fromEncoded(url.toUtf8() + QByteArray::fromStdString(page.path), QUrl::StrictMode);
        request.headers = dialect->keyHeaders(key) + page.headers;
        if (!page.body.isEmpty()) {
            request.method = "POST";
            request.body = page.body;
        }
        request.deadline = deadline;
        return request;
    }

    void take(const UsageTask& task, const Result<HttpAnswer>& answer)
    {
        const auto body = bodyOf(answer, name);
        std::optional<Error> error;
        if (!body)
            error = body.error().error;
        else if (const auto page =
                     dialect->parse(task, {body->constData(), static_cast<std::size_t>(body->size())}, {name, "account"});
            !page)
            error = Error {page.error().code, name, page.error().subject + ": " + page.error().detail};
        (error ? rights.refused : rights.reads).push_back(task.list);
        anyFigures |= !error && !task.directory;
        if (answer && !answer->headers.isEmpty())
            rights.tooMany = needlessScopes(*answer, dialect->rules().scopes);
        if (error && !firstError)
            firstError = error;
        // Where nobody answers, nobody will answer the other questions.
        if (error && !answer)
            left.clear();
    }
};

SourceTrial::SourceTrial(
    std::string name, QString url, std::unique_ptr<UsageDialect> dialect, HttpClient& client, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->name = std::move(name);
    d->url = std::move(url);
    d->dialect = std::move(dialect);
    d->client = &client;
}

SourceTrial::~SourceTrial() = default;

QFuture<Result<KeyRights>> SourceTrial::run(const QByteArray& key, Instant now)
{
    d->key = key;
    d->left = tasksOf(d->dialect->rules(), now);
    d->promise.start();
    next();
    return d->promise.future();
}

void SourceTrial::next()
{
    if (d->left.empty()) {
        d->promise.addResult(!d->anyFigures && d->firstError ? Result<KeyRights>(std::unexpected(*d->firstError))
                                                             : Result<KeyRights>(d->rights));
        d->promise.finish();
        return;
    }
    const UsageTask task = d->left.back();
    d->left.pop_back();
    d->client->send(d->requestFor(task)).then(this, [this, task](const Result<HttpAnswer>& answer) {
        d->take(task, answer);
        next();
    });
}

} // namespace fuseboard
