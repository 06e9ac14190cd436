// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/usageround.h"

#include "connectors/bucketrows.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fuseboard {
namespace {

/// What is asked to wait longer is left to the next poll: what was read until then would be old.
constexpr std::chrono::seconds patience {30};

constexpr int notFound = 404;
constexpr int notAllowed = 405;

} // namespace

UsageRound::UsageRound(UsageRoundTools tools, Planner planner, QByteArray key, Instant now, bool more, QObject* parent)
    : QObject(parent)
    , m_tools(tools)
    , m_planner(std::move(planner))
    , m_clock(now)
    , m_key(std::move(key))
{
    begin(now);
    m_answer.more = more;
    m_promise.start();
    m_again.setSingleShot(true);
    m_again.setTimerType(Qt::PreciseTimer); // never before the time that a source asked for
    connect(&m_again, &QTimer::timeout, this, &UsageRound::ask);
    m_again.start(0); // queued, so that an answer never comes while the caller is still asking
}

void UsageRound::begin(Instant now)
{
    m_now = now;
    m_plan = m_planner(now);
    m_tasks.assign(m_plan.tasks.begin(), m_plan.tasks.end());
}

void UsageRound::ask()
{
    if (m_tasks.empty()) {
        finish();
        return;
    }
    const PageRequest page = m_tools.dialect.request(m_tasks.front(), m_page);
    HttpRequest request;
    request.url = QUrl::fromEncoded(QByteArray::fromStdString(m_tools.config.base() + page.path), QUrl::StrictMode);
    request.localSocket = QString::fromStdString(m_tools.config.socket);
    if (!page.body.isEmpty()) {
        request.method = "POST";
        request.body = page.body;
    }
    request.headers = page.headers + m_tools.dialect.keyHeaders(m_key);
    if (std::ranges::find(request.headers, "Accept", &std::pair<QByteArray, QByteArray>::first) == request.headers.end())
        request.headers.emplaceBack("Accept", "application/json");
    m_took.start();
    m_clock.sending();
    m_tools.client.send(std::move(request)).then(this, [this](const Result<HttpAnswer>& answer) { answered(answer); });
}

void UsageRound::answered(const Result<HttpAnswer>& answer)
{
    if (answer && answer->serverDate) {
        const bool isFirst = !m_clock.skew();
        m_answer.serverDate = answer->serverDate;
        m_clock.heard(answer->serverDate);
        m_answer.clockSkew = m_clock.skew();
        if (isFirst && m_clock.isOff()) { // nothing has been taken yet
            begin(m_clock.now());
            ask();
            return;
        }
    }
    const auto body = bodyOf(answer, m_tools.config.id);
    if (!body) {
        if ((answer && goesOnWithout(answer->status)) || triesAgain(body.error()))
            return;
        if (m_tasks.front().directory) // ids are shown where names can't be had
            nextList();
        else
            fail(body.error());
        return;
    }
    m_failures = 0;
    m_tools.retry.succeeded();
    const bool directory = m_tasks.front().directory;
    const auto taken = take({body->constData(), static_cast<std::size_t>(body->size())});
    if (!taken && directory)
        nextList();
    else if (!taken)
        fail(ofSource(taken.error()));
    else
        ask();
}

bool UsageRound::triesAgain(const UsageFailure& failure)
{
    const auto asked = failure.retryAfter.value_or(std::chrono::seconds(0));
    if (asked > patience)
        return false;
    const auto wait = m_tools.retry.wait(failure.error.code, ++m_failures, asked);
    if (wait)
        m_again.start(*wait);
    return wait.has_value();
}

/// Older servers have other lists; one without the list of memberships has none.
bool UsageRound::goesOnWithout(int status)
{
    UsageTask& task = m_tasks.front();
    if ((status != notFound && status != notAllowed) || !m_page.empty())
        return false;
    if (std::string other = m_tools.dialect.otherList(task); !other.empty()) {
        task.list = std::move(other);
        ask();
        return true;
    }
    if (task.directory || task.list != m_tools.dialect.rules().memberships)
        return false;
    nextList();
    return true;
}

Result<void> UsageRound::take(std::string_view body)
{
    UsageTask& task = m_tasks.front();
    task.page = m_page;
    auto page = m_tools.dialect.parse(task, body, {m_tools.config.id, m_tools.config.account});
    if (!page)
        return std::unexpected(page.error());
    auto next = m_paging.next(page->more, page->next, body.size(), std::chrono::milliseconds(m_took.elapsed()));
    if (!next)
        return std::unexpected(next.error());
    fillProjects(page->rows);
    if (auto progress = noteCalls(*page); !progress)
        return progress;
    std::ranges::move(page->rows, std::back_inserter(task.addsUp ? m_parts : m_answer.poll.rows));
    m_projectOfKey.merge(page->projectOfKey);
    std::ranges::move(page->names, std::back_inserter(m_answer.names));
    std::ranges::move(page->follow, std::back_inserter(m_tasks));
    m_page = *next;
    return m_page.empty() ? endList() : Result<void>();
}

void UsageRound::fillProjects(std::vector<UsageRow>& rows) const
{
    for (UsageRow& row : rows)
        if (const auto found = m_projectOfKey.find(row.key); row.project.empty() && found != m_projectOfKey.end())
            row.project = found->second;
}

/// Numbered pages have no cursor that could be there twice, but calls that are.
Result<void> UsageRound::noteCalls(const UsagePage& page)
{
    bool anyNew = page.rows.empty();
    for (const UsageRow& row : page.rows)
        anyNew |= row.recordId.empty() || m_calls.insert(row.recordId).second;
    if (page.more && !anyNew)
        return std::unexpected(Error {ErrorCode::pagingBroken, "$", "the same calls again"});
    return {};
}

Result<void> UsageRound::endList()
{
    auto sums = addedUp(std::exchange(m_parts, {}));
    if (!sums)
        return std::unexpected(sums.error());
    std::ranges::move(*sums, std::back_inserter(m_answer.poll.rows));
    m_calls.clear();
    m_tasks.pop_front();
    m_paging = {};
    return {};
}

void UsageRound::nextList()
{
    m_tasks.pop_front();
    m_page.clear();
    m_paging = {};
    m_failures = 0;
    ask();
}

void UsageRound::finish()
{
    auto rows = withoutRepeats(std::move(m_answer.poll.rows)).and_then(addUpParts);
    if (!rows) {
        fail(ofSource(rows.error()));
        return;
    }
    m_answer.poll = {.source = m_tools.config.id,
        .rows = *std::move(rows),
        .rereads = m_plan.rereads,
        .cursor = m_plan.after.text(),
        .at = m_now,
        .completeUpTo = m_plan.completeUpTo};
    settle(std::move(m_answer));
}

/// The parser knows paths; people know sources, and which of their lists it was.
UsageFailure UsageRound::ofSource(const Error& error) const
{
    const std::string list = m_tasks.empty() ? std::string() : m_tasks.front().list + ", ";
    return {{error.code, m_tools.config.id, list + error.subject + ": " + error.detail}, {}, false};
}

void UsageRound::fail(UsageFailure failure)
{
    failure.tried = true;
    settle(std::unexpected(std::move(failure)));
}

void UsageRound::settle(UsageResult result)
{
    m_promise.addResult(std::move(result));
    m_promise.finish();
    deleteLater();
}

} // namespace fuseboard
