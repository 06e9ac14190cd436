// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/usageround.h"

#include "connectors/bucketrows.h"
#include "connectors/knownmembers.h"

#include <algorithm>
#include <format>
#include <iterator>
#include <utility>

namespace fuseboard {
namespace {

/// What is asked to wait longer is left to the next poll: what was read until then would be old.
constexpr std::chrono::seconds patience {30};

constexpr int keyRefused = 401;
constexpr int forbidden = 403;
constexpr int notFound = 404;
constexpr int notAllowed = 405;

/// A list of calls is asked for in ever shorter parts down to this.
constexpr std::chrono::seconds shortestPart {60};
constexpr int mostHalvings = 8;
constexpr int mostRefusedFirst = 1; ///< lists, before any was read
constexpr std::size_t mostRows = 2'000'000; ///< about 1.3 GB, until they are stored

bool isCount(const UsageTask& task) { return task.directory && task.width.count() > 0; }

/// Whether a refusal of it is: names alone are asked for again, seldom as they are.
bool isRemembered(const UsageTask& task) { return !task.directory || !task.limits.empty() || isCount(task); }

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
    m_page.clear();
    m_paging = {};
    m_answer.poll = {};
    m_answer.names.clear();
    m_before = 0;
    m_parts.clear();
    m_calls.clear();
    m_projectOfKey.clear();
    m_buckets.clear();
    m_untold.clear();
    m_counts.clear();
    m_anyRead = false;
    m_read.clear();
    m_leftOut.clear();
    m_refusal.reset();
    m_refused = 0;
    m_limits.clear();
    for (const UsageTask& task : m_tasks)
        if (!task.limits.empty())
            m_limits[task.limits] = {.name = task.limits};
}

/// What may be read without what was refused a while ago.
void UsageRound::leaveOutRefused()
{
    while (!m_tasks.empty() && isRemembered(m_tasks.front())) {
        const auto why = m_tools.refused.why(m_tasks.front());
        if (!why)
            return;
        if (m_tasks.front().directory)
            m_limits.erase(m_tasks.front().limits); // what was said of it stays true
        else
            leaveOut(m_tasks.front(), *why);
        m_tasks.pop_front();
    }
}

void UsageRound::leaveOut(const UsageTask& task, const Error& why)
{
    m_refusal = m_refusal.value_or(why);
    ++m_refused;
    if (task.isSplit)
        return;
    std::vector<Ledger> ledgers {task.ledger};
    if (task.alsoFills)
        ledgers.push_back(*task.alsoFills);
    for (const Ledger ledger : ledgers) {
        m_leftOut.insert(ledger);
        m_untold.push_back({ledger, task.list, notToldOf(ledger, task.period), Untold::Why::refused});
    }
}

/// Of what a refused list was asked for again, what was told of it before stands.
Period UsageRound::notToldOf(Ledger ledger, Period asked) const
{
    const auto read = m_plan.before.read.find(ledger);
    if (!m_plan.isPast && read != m_plan.before.read.end())
        asked.start = std::clamp(dayOf(read->second), asked.start, asked.end);
    return asked;
}

/// A part of the past is read once: what could be read before, and is refused now, is waited for.
std::optional<Error> UsageRound::whyPastWaits() const
{
    if (m_plan.isPast)
        for (const UsageTask& task : m_tasks)
            if (!task.directory && !task.isSplit && m_plan.before.read.contains(task.ledger))
                if (const auto why = m_tools.refused.why(task))
                    return asListRefused(*why);
    return std::nullopt;
}

void UsageRound::ask()
{
    if (const auto why = whyPastWaits()) {
        fail({*why, {}, false});
        return;
    }
    leaveOutRefused();
    if (m_tasks.empty()) {
        finish();
        return;
    }
    while (isKnownTooLarge() && split()) { }
    const AskingPace& pace = m_tools.pace;
    if (pace.freely > 0 && m_asked >= pace.freely && m_sinceAsked.durationElapsed() < pace.distance) {
        m_again.start(std::chrono::ceil<std::chrono::milliseconds>(pace.distance - m_sinceAsked.durationElapsed()));
        return;
    }
    ++m_asked;
    m_sinceAsked.start();
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
        m_answer.serverDate = answer->serverDate;
        m_clock.heard(answer->serverDate);
        m_answer.clockSkew = m_clock.skew();
    }
    const auto body = bodyOf(answer, m_tools.config.id);
    if (!body) {
        const int status = answer ? answer->status : 0;
        if (isCount(m_tasks.front())) {
            goOnWithoutCounts(body.error());
            return;
        }
        if (asksOtherwise(body.error(), status) || triesAgain(body.error()) || goesOnWithout(body.error(), status))
            return;
        // Who is to wait is not asked for others either.
        if (m_tasks.front().directory && body.error().error.code != ErrorCode::rateLimited)
            goOnWithoutDirectory(body.error(), status);
        else
            fail(body.error());
        return;
    }
    if (m_clock.isOff() && !std::exchange(m_plannedAnew, true)) {
        begin(m_clock.now());
        ask();
        return;
    }
    m_failures = 0;
    m_tools.retry.succeeded();
    const UsageTask task = m_tasks.front();
    const bool directory = task.directory;
    const auto taken = take({body->constData(), static_cast<std::size_t>(body->size())});
    if (!taken && isCount(task))
        goOnWithoutCounts(ofSource(taken.error()));
    else if (!taken && directory)
        goOnWithoutDirectory(ofSource(taken.error()), 0);
    else if (!taken)
        fail(ofSource(taken.error()));
    else
        ask();
}

/// Figures wait for no check of theirs: it is left out for a while.
void UsageRound::goOnWithoutCounts(const UsageFailure& failure)
{
    for (const UsageTask& task : m_tasks)
        if (isCount(task))
            m_tools.refused.note(task, failure.error);
    std::erase_if(m_tasks, isCount);
    m_counts.clear();
    m_page.clear();
    m_paging = {};
    m_failures = 0;
    ask();
}

/// Ids are shown where names can't be had; limits that can't be had stay as they were told, and it is said why.
void UsageRound::goOnWithoutDirectory(const UsageFailure& failure, int status)
{
    const UsageTask& task = m_tasks.front();
    const bool refused = failure.error.code == ErrorCode::unauthorised, absent = status == notFound || status == notAllowed;
    if (isRemembered(task) && (refused || absent))
        m_tools.refused.note(task, failure.error);
    noteLimits(task,
        refused      ? LimitList::Answer::refused
            : absent ? LimitList::Answer::absent
                     : LimitList::Answer::failed,
        failure.error.detail);
    nextList();
}

/// Of a list that is not told whole nothing is.
void UsageRound::noteLimits(const UsageTask& task, LimitList::Answer answer, const std::string& detail)
{
    const auto found = m_limits.find(task.limits);
    if (found == m_limits.end() || found->second.answer != LimitList::Answer::told)
        return;
    found->second = {.name = task.limits, .answer = answer, .detail = detail};
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

/// Older servers have other lists; an answer that is too large is asked for in smaller ones.
bool UsageRound::asksOtherwise(const UsageFailure& failure, int status)
{
    UsageTask& task = m_tasks.front();
    const bool anywhere = task.addsUp && !task.byBucket;
    if (failure.error.code == ErrorCode::tooLarge && anywhere && task.halvings < mostHalvings) {
        ++task.halvings;
        ask();
        return true;
    }
    if (failure.error.code == ErrorCode::tooLarge && !anywhere && split()) {
        m_tools.spans[m_tasks.front().list] = m_tasks.front().period.length();
        ask();
        return true;
    }
    if ((status != notFound && status != notAllowed) || !m_page.empty())
        return false;
    if (std::string other = m_tools.dialect.otherList(task); !other.empty()) {
        task.list = std::move(other);
        ask();
        return true;
    }
    return false;
}

/// A server without the list of memberships has none. One list of figures that is refused does not keep the others from being
/// read; of the ledgers that it fills only rows of lists that were read whole are withdrawn then.
bool UsageRound::goesOnWithout(const UsageFailure& failure, int status)
{
    const UsageTask task = m_tasks.front();
    const bool refused = status == forbidden || status == notFound || status == notAllowed;
    // A provider may say of a list that the key lacks its right by the word for a key that is none.
    if (task.directory || (!refused && !(status == keyRefused && m_anyRead)) || !m_page.empty())
        return false;
    if (task.list == m_tools.dialect.rules().memberships) {
        if (status == forbidden || status == keyRefused)
            return false;
        nextList();
        return true;
    }
    // Where nothing could be read yet it is the key that is refused, or the address, and not a list.
    if (failure.error.code == ErrorCode::rateLimited || (!m_anyRead && m_refused >= mostRefusedFirst))
        return false;
    m_tools.refused.note(task, {failure.error.code, m_tools.config.id, task.list + ": " + failure.error.detail});
    m_failures = 0;
    ask();
    return true;
}

bool UsageRound::isKnownTooLarge() const
{
    const UsageTask& task = m_tasks.front();
    const auto span = m_tools.spans.find(task.list);
    return m_page.empty() && span != m_tools.spans.end() && task.period.length() > span->second;
}

/// What has no end within what may be read at once, or no room in one answer, as two parts: calls at any second, buckets
/// between two of them. Whether it could be.
bool UsageRound::split()
{
    UsageTask first = m_tasks.front();
    const auto length = first.period.length();
    const bool anywhere = first.addsUp && !first.byBucket;
    if (first.directory || length < 2 * (anywhere ? shortestPart : first.width))
        return false;
    const Instant middle = anywhere ? std::chrono::floor<std::chrono::seconds>(first.period.start + length / 2)
                                    : first.period.start + length / 2 / first.width * first.width;
    first.isPart = anywhere;
    first.page.clear();
    UsageTask second = first;
    first.period.end = second.period.start = middle;
    m_tasks.front() = second;
    m_tasks.push_front(first);
    m_page.clear();
    m_paging = {};
    m_failures = 0;
    m_answer.poll.rows.erase(m_answer.poll.rows.begin() + static_cast<std::ptrdiff_t>(m_before), m_answer.poll.rows.end());
    m_buckets.clear();
    m_parts.clear();
    m_calls.clear();
    return true;
}

Result<void> UsageRound::take(std::string_view body)
{
    UsageTask& task = m_tasks.front();
    task.page = m_page;
    auto page = m_tools.dialect.parse(task, body, {m_tools.config.id, m_tools.config.account});
    if (!page)
        return std::unexpected(page.error());
    if (page->tooLong && split())
        return {};
    if (page->tooLong && task.byBucket)
        return std::unexpected(Error {
            ErrorCode::pagingBroken, "$", "the bucket of " + toText(task.period.start) + " has more pages than may be read"});
    auto next = m_paging.next(page->more, page->next, body.size(), std::chrono::milliseconds(m_took.elapsed()));
    if (!next && m_paging.isEndless() && task.addsUp && split())
        return {};
    if (!next)
        return std::unexpected(next.error());
    noteUnknownFields(task, body);
    if (!task.directory && task.list != m_tools.dialect.rules().memberships) {
        m_anyRead = true;
        m_read.insert(task.ledger);
    }
    m_buckets.insert(page->buckets.begin(), page->buckets.end());
    fillProjects(page->rows);
    if (auto progress = noteCalls(*page); !progress)
        return progress;
    std::ranges::move(page->rows, std::back_inserter(task.addsUp ? m_parts : m_answer.poll.rows));
    if (m_parts.size() + m_answer.poll.rows.size() > mostRows)
        return std::unexpected(Error {ErrorCode::tooManyRows, "$", std::format("more than {}", mostRows)});
    m_projectOfKey.merge(page->projectOfKey);
    for (const Period& period : page->untold)
        m_untold.push_back({task.ledger, task.list, period});
    std::ranges::move(page->names, std::back_inserter(m_answer.names));
    follow(std::move(page->follow));
    if (!page->counts.empty())
        std::ranges::move(page->counts, std::back_inserter(m_counts[task.ledger]));
    if (const auto found = m_limits.find(task.limits);
        found != m_limits.end() && found->second.answer == LimitList::Answer::told)
        std::ranges::move(page->limits, std::back_inserter(found->second.limits));
    m_page = *next;
    return m_page.empty() ? endList() : Result<void>();
}

/// Pages may name a subject again: it is asked for once.
void UsageRound::follow(std::vector<UsageTask> tasks)
{
    for (UsageTask& next : tasks) {
        const auto isSame = [&next](const UsageTask& each) {
            return each.list == next.list && each.subject == next.subject && each.period == next.period;
        };
        if (next.subject.empty() || std::ranges::none_of(m_tasks, isSame))
            m_tasks.push_back(std::move(next));
    }
}

void UsageRound::noteUnknownFields(const UsageTask& task, std::string_view body)
{
    std::set<std::string> ofList;
    for (const std::string& field : KnownMembers(m_tools.dialect.knownMembers(task)).strangersIn(body))
        ofList.insert(task.list + ": " + field);
    addUnknownFields(m_answer.unknownFields, ofList);
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
    if (auto complete = checkBuckets(); !complete)
        return complete;
    m_buckets.clear();
    auto sums = addedUp(std::exchange(m_parts, {}));
    if (!sums)
        return std::unexpected(sums.error());
    if (m_tasks.front().isPart) // of buckets that other parts go on with
        for (UsageRow& sum : *sums)
            sum.recordId = toText(m_tasks.front().period.start);
    std::ranges::move(*sums, std::back_inserter(m_answer.poll.rows));
    m_before = m_answer.poll.rows.size();
    m_calls.clear();
    m_tasks.pop_front();
    m_paging = {};
    return {};
}

/// Where a provider tells empty buckets too, one that is missing was not read, and must not count as withdrawn. Of the
/// newest ones nobody knows whether they are told yet.
Result<void> UsageRound::checkBuckets() const
{
    const UsageTask& task = m_tasks.front();
    if (!task.tellsEmpty)
        return {};
    const Instant known = m_now - 2 * task.width - m_tools.dialect.rules().lateness;
    for (Instant start = task.period.start; start + task.width <= std::min(task.period.end, known); start += task.width)
        if (!m_buckets.contains(start))
            return std::unexpected(Error {ErrorCode::badAnswer, "$.data", "the bucket of " + toText(start) + " is missing"});
    return {};
}

void UsageRound::nextList()
{
    m_before = m_answer.poll.rows.size();
    m_tasks.pop_front();
    m_page.clear();
    m_paging = {};
    m_failures = 0;
    ask();
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
