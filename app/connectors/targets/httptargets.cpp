// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/httptargets.h"

#include "connectors/gateway/gatewayanswers.h"
#include "connectors/paging.h"
#include "net/inparallel.h"

#include <QCryptographicHash>
#include <QPromise>
#include <QTimer>

#include <algorithm>
#include <format>
#include <set>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto readDeadline = 10s, writeDeadline = 10s, probeDeadline = 5s;
constexpr auto aboutEvery = 10min;

using Targets = std::vector<ControlTarget>;

template <class T>
QFuture<Result<T>> ready(Result<T> result)
{
    return QtFuture::makeReadyValueFuture(std::move(result));
}

Error named(const std::string& name, const Error& error)
{
    return {error.code, name, error.subject.empty() ? error.detail : error.subject + " " + error.detail};
}

/// As a system whose canary is free knows a key.
std::string hashOf(const QByteArray& key)
{
    return QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().toStdString();
}

/// GitHub says 403 too where there were too many requests (docs.github.com/rest, rate limits).
bool isTooMany(const HttpAnswer& answer)
{
    return answer.status == 403 && (!answer.header("retry-after").isEmpty() || answer.header("x-ratelimit-remaining") == "0");
}

/// A key that may not do this is told by the right that it lacks.
Result<void> doneOf(const std::string& name, DoorRight right, const Result<HttpAnswer>& answer)
{
    if (!answer)
        return std::unexpected(named(name, {answer.error().code, {}, answer.error().detail}));
    if (answer->status >= 200 && answer->status < 300)
        return {};
    if (isTooMany(*answer))
        return fail(ErrorCode::rateLimited, name, answer->header("retry-after").left(40).toStdString());
    if (answer->status == 403)
        return std::unexpected(missingRight(right, name));
    return std::unexpected(statusError(name, *answer));
}

} // namespace

Result<ProbeResult> ControlDialect::parseProbe(const HttpAnswer& /*answer*/) const { return ProbeResult::cannot; }

ControlTarget ControlDialect::unread(const ControlList& list) const
{
    ControlTarget out;
    out.id = std::format("list {} {}", list.name, list.subject);
    std::string things = list.name;
    std::ranges::replace_if(things, [](char c) { return c == '_' || c == '-'; }, ' ');
    const std::string whose = list.subjectName.empty() ? list.subject : list.subjectName;
    out.name = "the list of " + things + (whose.empty() ? "" : " of " + whose);
    out.project = list.subject;
    out.isFixed = out.isUnlisted = true;
    return out;
}

Targets ControlDialect::join(Targets told) const
{
    std::map<std::string, std::size_t> places;
    Targets out;
    for (ControlTarget& target : told)
        if (const auto [known, isNew] = places.emplace(target.id, out.size()); isNew)
            out.push_back(std::move(target));
        else if (!target.held)
            out[known->second] = std::move(target);
    return out;
}

struct HttpTargets::Reading {
    explicit Reading(ControlList what)
        : list(std::move(what))
    {
    }
    ControlList list;
    bool isAgain = false;
    std::string page {};
    Paging paging {};
    TargetPage found {};
};

HttpTargets::HttpTargets(HttpClient& http, std::shared_ptr<const ControlDialect> dialect, TargetsSetup setup)
    : m_http(http)
    , m_dialect(std::move(dialect))
    , m_setup(std::move(setup))
{
    m_traits.id = m_setup.address.id;
    m_traits.name = m_setup.address.name;
    m_traits.bound = m_setup.bound.value_or(m_dialect->rules().bound);
    m_traits.watchEvery = m_setup.watchEvery.value_or(m_dialect->rules().watchEvery);
    m_traits.watchEveryUnderWay = std::min(m_traits.watchEvery, m_dialect->rules().watchEveryUnderWay);
    m_traits.refuses = m_dialect->rules().refuses;
    m_traits.cuts = {};
    m_traits.canProbe = m_dialect->rules().canProbe && !m_setup.canaries.all().empty();
}

HttpRequest HttpTargets::request(const QByteArray& key, const ControlRequest& what, std::chrono::milliseconds deadline) const
{
    HttpRequest out;
    out.method = what.method;
    out.localSocket = m_setup.address.socket;
    out.url = QUrl(m_setup.address.url.toString() + QString::fromStdString(what.path), QUrl::StrictMode);
    out.headers = m_dialect->keyHeaders(key);
    if (!what.body.isEmpty())
        out.headers.emplace_back("Content-Type", "application/json");
    out.body = what.body;
    out.deadline = m_setup.deadline.value_or(deadline);
    return out;
}

/// Sent when it is its turn.
QFuture<Result<HttpAnswer>> HttpTargets::ask(HttpRequest what)
{
    const SteadyTime now = std::chrono::steady_clock::now(), turn = std::max(now, m_nextTurn);
    m_nextTurn = turn + m_setup.pause.value_or(m_dialect->rules().pause);
    if (turn == now)
        return m_http.send(std::move(what));
    const auto waited = std::make_shared<QPromise<void>>();
    waited->start();
    auto answer = waited->future().then([this, what = std::move(what)] { return m_http.send(what); }).unwrap();
    QTimer::singleShot(
        std::chrono::ceil<std::chrono::milliseconds>(turn - now), Qt::PreciseTimer, &m_here, [waited] { waited->finish(); });
    return answer;
}

/// Beside the look, which does not wait for it: a freeze is not to be late for that.
void HttpTargets::askAbout()
{
    const SteadyTime now = std::chrono::steady_clock::now();
    if (m_dialect->rules().about.empty() || now < m_nextAbout)
        return;
    m_nextAbout = now + aboutEvery;
    const ControlRequest what {"GET", m_dialect->rules().about};
    m_http.send(request(m_setup.address.tokens.of(DoorRight::read), what, readDeadline))
        .then(&m_here, [this](const Result<HttpAnswer>& answer) {
            if (answer && answer->status == 200)
                m_caveat = m_dialect->caveatOf({answer->body.constData(), static_cast<std::size_t>(answer->body.size())});
            else
                m_nextAbout = {};
        });
}

QFuture<Result<Targets>> HttpTargets::targets()
{
    askAbout();
    return readLists(m_dialect->rules().lists, {});
}

void HttpTargets::leaveOutCanaries(Targets& found)
{
    std::set<std::string> free;
    for (const auto& [team, key] : m_setup.canaries.all())
        if (!key.isEmpty())
            free.insert(hashOf(key));
    m_freeProjects.clear();
    std::erase_if(found, [&](const ControlTarget& target) {
        const bool isFree = !target.isGroup && free.contains(target.key);
        if (isFree)
            m_freeProjects[target.key] = target.project;
        return isFree;
    });
}

/// Those lists, then the ones that they lead to.
QFuture<Result<Targets>> HttpTargets::readLists(const std::vector<ControlList>& lists, Targets found)
{
    if (lists.empty()) {
        if (!found.empty() && std::ranges::all_of(found, &ControlTarget::isUnknown))
            return ready<Targets>(std::unexpected(*found.front().unread));
        if (m_dialect->rules().canaryIsFree)
            leaveOutCanaries(found);
        for (ControlTarget& target : found)
            target.account = m_setup.account;
        return ready<Targets>(m_dialect->join(std::move(found)));
    }
    return inParallel(lists, atOnce(), [this](const ControlList& list) { return readAsFarAsItGoes(list); })
        .then([this, found = std::move(found)](const std::vector<Result<TargetPage>>& answers) {
            Targets all = found;
            std::vector<ControlList> follow;
            for (const Result<TargetPage>& answer : answers) {
                if (!answer)
                    return ready<Targets>(std::unexpected(answer.error()));
                std::ranges::copy(answer->targets, std::back_inserter(all));
                std::ranges::copy(answer->follow, std::back_inserter(follow));
            }
            return readLists(follow, std::move(all));
        })
        .unwrap();
}

/// What a list does not tell stands in it as one target more: the others are frozen all the same.
QFuture<Result<TargetPage>> HttpTargets::readAsFarAsItGoes(const ControlList& list)
{
    const auto reading = std::make_shared<Reading>(list);
    return readList(reading).then([this, reading](const Result<TargetPage>& all) {
        if (all || reading->list.isNeeded)
            return all;
        TargetPage part = reading->found;
        part.targets.push_back(m_dialect->unread(reading->list));
        part.targets.back().unread = all.error();
        return Result<TargetPage>(std::move(part));
    });
}

/// All pages of a list as one.
QFuture<Result<TargetPage>> HttpTargets::readList(std::shared_ptr<Reading> reading)
{
    const ControlRequest what {"GET", m_dialect->path(reading->list, reading->page)};
    return ask(request(m_setup.address.tokens.of(DoorRight::read), what, readDeadline))
        .then([this, reading](const Result<HttpAnswer>& answer) {
            const std::string& name = m_setup.address.name;
            const bool isMissing = answer && answer->status == 404 && reading->list.mayBeMissing;
            if (const auto done = doneOf(name, DoorRight::read, answer); !done && !isMissing)
                return ready<TargetPage>(std::unexpected(done.error()));
            const QByteArray bytes = isMissing ? QByteArray() : answer->body;
            const std::string_view body(bytes.constData(), static_cast<std::size_t>(bytes.size()));
            auto page = m_dialect->parse(reading->list, reading->page, body);
            if (!page)
                return ready<TargetPage>(std::unexpected(named(name, page.error())));
            std::ranges::move(page->targets, std::back_inserter(reading->found.targets));
            std::ranges::move(page->follow, std::back_inserter(reading->found.follow));
            reading->found.total = page->total;
            auto next = reading->paging.next(page->more, page->next, body.size(), 0ms);
            if (!next)
                return ready<TargetPage>(std::unexpected(named(name, next.error())));
            reading->page = *std::move(next);
            return reading->page.empty() ? counted(reading) : readList(reading);
        })
        .unwrap();
}

/// A list that is not as long as it says is read once more, as something may have come or gone between two pages. Believed, it
/// would hide keys from a freeze.
QFuture<Result<TargetPage>> HttpTargets::counted(const std::shared_ptr<Reading>& reading)
{
    std::set<std::string> ids;
    for (const ControlTarget& target : reading->found.targets)
        ids.insert(target.id);
    const auto total = reading->found.total;
    if (!total || std::ssize(ids) == *total)
        return ready<TargetPage>(std::move(reading->found));
    if (reading->isAgain)
        return ready<TargetPage>(fail(ErrorCode::badAnswer, m_setup.address.name,
            std::format("its list of {} has {} of the {} that it counts", reading->list.name, ids.size(), *total)));
    auto again = std::make_shared<Reading>(reading->list);
    again->isAgain = true;
    return readList(again);
}

QFuture<Result<void>> HttpTargets::send(
    DoorRight right, std::shared_ptr<const std::vector<ControlRequest>> requests, std::string by, std::size_t index)
{
    if (index == requests->size())
        return ready<void>({});
    if (m_setup.address.tokens.lacks(right))
        return ready<void>(std::unexpected(missingRight(right, m_setup.address.name)));
    HttpRequest asking = request(m_setup.address.tokens.of(right), (*requests)[index], writeDeadline);
    asking.headers += m_dialect->changeHeaders(by);
    return ask(std::move(asking))
        .then([this, right, requests, by, index](const Result<HttpAnswer>& answer) {
            const auto done = doneOf(m_setup.address.name, right, answer);
            return done ? send(right, requests, by, index + 1) : ready<void>(done);
        })
        .unwrap();
}

QFuture<Result<void>> HttpTargets::hold(ControlTarget target, std::string by)
{
    if (target.isFixed)
        return ready<void>(fail(ErrorCode::cannotRefuse, m_setup.address.name, target.name));
    return send(
        DoorRight::freeze, std::make_shared<const std::vector<ControlRequest>>(m_dialect->hold(target)), std::move(by), 0);
}

QFuture<Result<void>> HttpTargets::restore(ControlTarget target, std::string state, std::string by)
{
    return send(DoorRight::resume, std::make_shared<const std::vector<ControlRequest>>(m_dialect->restore(target, state)),
        std::move(by), 0);
}

QFuture<Result<ProbeResult>> HttpTargets::probe(Scope scope)
{
    const QByteArray canary = scope.kind == ScopeKind::team ? m_setup.canaries.of(scope.id) : QByteArray();
    return canary.isEmpty() ? ready<ProbeResult>(ProbeResult::cannot) : probe(canary, m_setup.tries);
}

/// A free canary is refused with its group, and says nothing of what is elsewhere.
bool HttpTargets::speaksFor(const Scope& scope, const Targets& targets) const
{
    if (!m_dialect->rules().canaryIsFree)
        return true;
    const auto project = m_freeProjects.find(hashOf(m_setup.canaries.of(scope.id)));
    const auto isThere = [&](const ControlTarget& target) { return target.project == project->second; };
    return project != m_freeProjects.end() && std::ranges::all_of(targets, isThere);
}

/// One after another: the first that is not refused decides, as one worker that serves is a leak.
QFuture<Result<ProbeResult>> HttpTargets::probe(QByteArray key, int left)
{
    return ask(request(key, m_dialect->probe(), probeDeadline))
        .then([this, key, left](const Result<HttpAnswer>& answer) {
            const std::string& name = m_setup.address.name;
            if (!answer)
                return ready<ProbeResult>(std::unexpected(named(name, {answer.error().code, {}, answer.error().detail})));
            auto result = m_dialect->parseProbe(*answer);
            if (!result)
                return ready<ProbeResult>(std::unexpected(named(name, result.error())));
            if (*result != ProbeResult::refused || left <= 1)
                return ready(std::move(result));
            return probe(key, left - 1);
        })
        .unwrap();
}

} // namespace fuseboard
