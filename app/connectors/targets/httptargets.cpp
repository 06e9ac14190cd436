// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/httptargets.h"

#include "connectors/gateway/gatewayanswers.h"
#include "connectors/paging.h"

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto readDeadline = 10s, writeDeadline = 10s, probeDeadline = 5s;

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

/// A key that may not do this is told by the right that it lacks.
Result<void> doneOf(const std::string& name, DoorRight right, const Result<HttpAnswer>& answer)
{
    if (!answer)
        return std::unexpected(named(name, {answer.error().code, {}, answer.error().detail}));
    if (answer->status >= 200 && answer->status < 300)
        return {};
    if (answer->status == 403)
        return std::unexpected(missingRight(right, name));
    return std::unexpected(statusError(name, *answer));
}

} // namespace

Result<ProbeResult> ControlDialect::parseProbe(const HttpAnswer& /*answer*/) const { return ProbeResult::cannot; }

struct HttpTargets::Reading {
    std::size_t list = 0;
    std::string page;
    Paging paging;
    Targets found;
};

HttpTargets::HttpTargets(HttpClient& http, std::shared_ptr<const ControlDialect> dialect, TargetsSetup setup)
    : m_http(http)
    , m_dialect(std::move(dialect))
    , m_setup(std::move(setup))
{
    m_traits.id = m_setup.address.id;
    m_traits.name = m_setup.address.name;
    m_traits.bound = m_setup.bound.value_or(m_dialect->rules().bound);
    m_traits.watchEvery = m_setup.watchEvery;
    m_traits.watchEveryUnderWay = 1s;
    m_traits.refuses = {ScopeKind::organisation, ScopeKind::team, ScopeKind::token};
    m_traits.cuts = {};
    m_traits.canProbe = m_dialect->rules().canProbe && !m_setup.canaries.empty();
}

HttpRequest HttpTargets::request(const QByteArray& key, const ControlRequest& what) const
{
    HttpRequest out;
    out.method = what.method;
    out.localSocket = m_setup.address.socket;
    out.url = QUrl(m_setup.address.url.toString() + QString::fromStdString(what.path), QUrl::StrictMode);
    out.headers = m_dialect->keyHeaders(key);
    if (!what.body.isEmpty())
        out.headers.emplace_back("Content-Type", "application/json");
    out.body = what.body;
    return out;
}

QFuture<Result<Targets>> HttpTargets::targets() { return read(std::make_shared<Reading>()); }

QFuture<Result<Targets>> HttpTargets::read(std::shared_ptr<Reading> reading)
{
    if (reading->list == m_dialect->rules().lists.size())
        return ready<Targets>(std::move(reading->found));
    HttpRequest asking = request(m_setup.address.tokens.of(DoorRight::read),
        {"GET", m_dialect->path(m_dialect->rules().lists[reading->list], reading->page)});
    asking.deadline = readDeadline;
    return m_http.send(std::move(asking))
        .then([this, reading](const Result<HttpAnswer>& answer) {
            const std::string& name = m_setup.address.name;
            if (const auto done = doneOf(name, DoorRight::read, answer); !done)
                return ready<Targets>(std::unexpected(done.error()));
            const std::string_view body(answer->body.constData(), static_cast<std::size_t>(answer->body.size()));
            auto page = m_dialect->parse(m_dialect->rules().lists[reading->list], reading->page, body);
            if (!page)
                return ready<Targets>(std::unexpected(named(name, page.error())));
            std::ranges::move(page->targets, std::back_inserter(reading->found));
            auto next = reading->paging.next(page->more, page->next, body.size(), 0ms);
            if (!next)
                return ready<Targets>(std::unexpected(named(name, next.error())));
            reading->page = *std::move(next);
            if (reading->page.empty()) {
                ++reading->list;
                reading->paging = {};
            }
            return read(reading);
        })
        .unwrap();
}

QFuture<Result<void>> HttpTargets::send(
    DoorRight right, std::shared_ptr<const std::vector<ControlRequest>> requests, std::string by, std::size_t index)
{
    if (index == requests->size())
        return ready<void>({});
    if (m_setup.address.tokens.lacks(right))
        return ready<void>(std::unexpected(missingRight(right, m_setup.address.name)));
    HttpRequest asking = request(m_setup.address.tokens.of(right), (*requests)[index]);
    asking.deadline = writeDeadline;
    asking.headers += m_dialect->changeHeaders(by);
    return m_http.send(std::move(asking))
        .then([this, right, requests, by, index](const Result<HttpAnswer>& answer) {
            const auto done = doneOf(m_setup.address.name, right, answer);
            return done ? send(right, requests, by, index + 1) : ready<void>(done);
        })
        .unwrap();
}

QFuture<Result<void>> HttpTargets::hold(ControlTarget target, std::string by)
{
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
    const auto canary = m_setup.canaries.find(scope.id);
    if (scope.kind != ScopeKind::team || canary == m_setup.canaries.end())
        return ready<ProbeResult>(ProbeResult::cannot);
    return probe(canary->second, m_setup.tries);
}

/// One after another: the first that is not refused decides, as one worker that serves is a leak.
QFuture<Result<ProbeResult>> HttpTargets::probe(QByteArray key, int left)
{
    HttpRequest asking = request(key, m_dialect->probe());
    asking.deadline = probeDeadline;
    return m_http.send(std::move(asking))
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
