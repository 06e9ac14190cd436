// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/gatewaylever.h"

#include "connectors/gateway/askanswers.h"
#include "connectors/gateway/gatewayanswers.h"
#include "connectors/gateway/probedoor.h"
#include "documents/jsonwriter.h"
#include "documents/policydocument.h"

#include <QFuture>
#include <QHostAddress>

#include <algorithm>
#include <set>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

// A gateway acknowledges within 200 ms even in a flood (GW6); past these it is asked again.
constexpr auto orderDeadline = 5s;
constexpr auto readDeadline = 2s;
constexpr auto healthInterval = 30s;
constexpr std::size_t textLimit = 1024; // of reason and by, at the gateway

/// A gateway refuses an order without a reason or a name; a freeze must never fail for that.
std::string orderText(const std::string& text, const char* otherwise)
{
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return otherwise;
    std::size_t length = std::min(text.size(), textLimit);
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        --length; // not in the middle of a UTF-8 character
    return text.substr(0, length);
}

/// Carries the probe of one scope through its requests. Values only, so that it may outlive the lever.
struct ProbePlan {
    HttpClient* http;
    GatewayAddress address;
    ProbeKey key;
    Scope scope;
    std::shared_ptr<QUrl> door;
    std::vector<TeamId> teams;
};

QFuture<Result<ProbeResult>> ready(Result<ProbeResult> result) { return QtFuture::makeReadyValueFuture(std::move(result)); }

Result<std::vector<TeamId>> probedTeams(const std::string& subject, const HttpAnswer& answer)
{
    if (answer.status != 200)
        return std::unexpected(statusError(subject, answer));
    const auto policy = parsePolicy(std::string_view(answer.body.constData(), static_cast<std::size_t>(answer.body.size())));
    if (!policy)
        return fail(ErrorCode::badAnswer, subject, "its policy can't be read");
    std::set<TeamId> teams;
    for (const CallerKey& caller : policy->keys)
        if (caller.probe)
            teams.insert(caller.team);
    if (teams.empty())
        return fail(ErrorCode::notProved, subject, "its policy has no team whose test call could be refused");
    return std::vector<TeamId>(teams.begin(), teams.end());
}

/// At one proxy after another, each with every team: the first that is not refused decides.
QFuture<Result<ProbeResult>> probeDoors(ProbePlan plan, std::size_t index)
{
    const std::size_t door = index / plan.teams.size();
    if (door == plan.address.doors.size())
        return ready(ProbeResult::refused);
    const QUrl& url = plan.address.doors[door];
    const std::string name = plan.address.name + ", " + url.host().toStdString() + ":" + std::to_string(url.port(80));
    return probeDoor(*plan.http, name, url, plan.key, plan.teams[index % plan.teams.size()], plan.scope)
        .then([plan, index](const Result<ProbeResult>& result) {
            return result == ProbeResult::refused ? probeDoors(plan, index + 1) : ready(result);
        })
        .unwrap();
}

/// One after another: the first that is not refused decides.
QFuture<Result<ProbeResult>> probeNext(ProbePlan plan, std::size_t index)
{
    HttpRequest request;
    request.url = *plan.door;
    request.url.setPath(QStringLiteral("/v1/models"));
    request.trust = plan.address.trust;
    request.deadline = readDeadline;
    request.headers = {{"Authorization", "Bearer " + plan.key.token(plan.teams[index])},
        {"X-Fuseboard-Probe-Scope", QByteArray::fromStdString(plan.scope.text())}};
    return plan.http->send(std::move(request))
        .then([plan, index](const Result<HttpAnswer>& answer) {
            const auto result = answer ? parseProbe(plan.address.name, *answer, plan.scope)
                                       : fail(answer.error().code, plan.address.name, answer.error().detail);
            if (!result)
                plan.door->clear(); // a gateway that has restarted may listen elsewhere, and somebody else here
            if (!result || *result == ProbeResult::served)
                return ready(result);
            return index + 1 == plan.teams.size() ? probeDoors(plan, 0) : probeNext(plan, index + 1);
        })
        .unwrap();
}

/// A gateway that listens at all its addresses is reached at that of its admin door.
QUrl reachable(QUrl door, const GatewayAddress& address)
{
    if (door.host() == u"0.0.0.0" || door.host() == u"::")
        door.setHost(address.socket.isEmpty() ? address.url.host() : QStringLiteral("127.0.0.1"));
    return door;
}

bool isLoopback(const QUrl& door) { return door.host() == u"localhost" || QHostAddress(door.host()).isLoopback(); }

/// A team's own scope with its own token; any other scope with the tokens of all teams.
QFuture<Result<ProbeResult>> probeTeams(ProbePlan plan)
{
    if (plan.scope.kind == ScopeKind::team) {
        plan.teams = {plan.scope.id};
        return probeNext(std::move(plan), 0);
    }
    HttpRequest request = plan.address.request(DoorRight::read, "GET", "/v1/policy");
    request.deadline = readDeadline;
    return plan.http->send(std::move(request))
        .then([plan](const Result<HttpAnswer>& answer) mutable {
            if (!answer)
                return ready(fail(answer.error().code, plan.address.name, answer.error().detail));
            auto teams = probedTeams(plan.address.name, *answer);
            if (!teams)
                return ready(std::unexpected(teams.error()));
            plan.teams = std::move(*teams);
            return probeNext(std::move(plan), 0);
        })
        .unwrap();
}

/// Its list of calls knows teams, and no other scope.
bool tellsApart(const Scope& scope) { return scope.kind == ScopeKind::team || scope.kind == ScopeKind::organisation; }

HttpRequest callsRequest(const GatewayAddress& address, const Scope& scope)
{
    QByteArray path = "/v1/calls";
    if (scope.kind == ScopeKind::team)
        path += "?team=" + QByteArray::fromStdString(scope.id).toPercentEncoding();
    HttpRequest request = address.request(DoorRight::read, "GET", path);
    request.deadline = readDeadline;
    return request;
}

} // namespace

/// What the gateway said of itself. Asked for once it has answered a look, which does not wait for it: a report has what was
/// known by then.
struct GatewayLever::Health : std::enable_shared_from_this<Health> {
    void ask(HttpClient& http, const GatewayAddress& address)
    {
        const auto now = std::chrono::steady_clock::now();
        if (now < m_next)
            return;
        m_next = now + healthInterval;
        HttpRequest request = address.request(DoorRight::read, "GET", "/v1/health");
        request.deadline = readDeadline;
        http.send(std::move(request))
            .then([subject = address.name, self = shared_from_this()](const Result<HttpAnswer>& answer) {
                if (!answer)
                    return; // the next look says so
                if (auto said = parseWarnings(subject, *answer))
                    self->warnings = *std::move(said);
            });
    }
    std::vector<std::string> warnings;

private:
    SteadyTime m_next {};
};

GatewayLever::GatewayLever(HttpClient& http, GatewayAddress address, ProbeKey key, std::chrono::milliseconds bound)
    : m_http(http)
    , m_address(std::move(address))
    , m_key(std::move(key))
    , m_traits {.id = m_address.id,
          .name = m_address.name,
          .bound = bound,
          .tellsCalls = true,
          .cutsCalls = true,
          .takesAsks = true}
    , m_health(std::make_shared<Health>())
    , m_callersDoor(std::make_shared<QUrl>())
{
}

QFuture<Result<LeverReport>> GatewayLever::observe()
{
    HttpRequest request = m_address.request(DoorRight::read, "GET", "/v1/breakers");
    request.deadline = readDeadline;
    return m_http.send(std::move(request))
        .then([http = &m_http, address = m_address, health = m_health](const Result<HttpAnswer>& answer) {
            auto report =
                answer ? parseBreakers(address.name, *answer) : fail(answer.error().code, address.name, answer.error().detail);
            if (report) {
                report->warnings = health->warnings;
                health->ask(*http, address);
            }
            return report;
        });
}

QFuture<Result<LeverAcknowledgement>> GatewayLever::order(HoldOrder order)
{
    const DoorRight right = order.state == HoldState::frozen ? DoorRight::freeze : DoorRight::resume;
    if (m_address.tokens.lacks(right))
        return QtFuture::makeReadyValueFuture(
            Result<LeverAcknowledgement>(std::unexpected(missingRight(right, m_address.name))));
    JsonWriter body;
    body.beginObject()
        .member("orderId", order.orderId)
        .member("generation", order.generation)
        .member("state", toText(order.state))
        .member("mode", toText(order.mode))
        .member("reason", orderText(order.reason, "No reason given"))
        .member("by", orderText(order.by, "unknown"))
        .endObject();
    const QByteArray path = "/v1/holds/" + QByteArray::fromStdString(toText(order.scope.kind)) + '/'
        + QByteArray::fromStdString(order.scope.id).toPercentEncoding();
    HttpRequest request = m_address.request(right, "PUT", path, QByteArray::fromStdString(body.str()));
    request.deadline = orderDeadline;
    return m_http.send(std::move(request)).then([subject = m_address.name, order, right](const Result<HttpAnswer>& answer) {
        if (answer && isMissingRight(*answer))
            return Result<LeverAcknowledgement>(std::unexpected(missingRight(right, subject)));
        return answer ? parseAcknowledgement(subject, *answer, order)
                      : fail(answer.error().code, subject, answer.error().detail);
    });
}

QFuture<Result<ProbeResult>> GatewayLever::probe(Scope scope)
{
    const ProbePlan plan {&m_http, m_address, m_key, std::move(scope), m_callersDoor, {}};
    if (!m_callersDoor->isEmpty())
        return probeTeams(plan);
    HttpRequest request = m_address.request(DoorRight::read, "GET", "/v1/health");
    request.deadline = readDeadline;
    return m_http.send(std::move(request))
        .then([plan](const Result<HttpAnswer>& answer) {
            if (!answer)
                return ready(fail(answer.error().code, plan.address.name, answer.error().detail));
            const auto door = parseCallersDoor(plan.address.name, *answer);
            if (!door)
                return ready(std::unexpected(door.error()));
            *plan.door = reachable(*door, plan.address);
            if (plan.door->scheme() == u"http" && plan.address.trust != HttpTrust() && !isLoopback(*plan.door)) {
                plan.door->clear();
                return ready(fail(ErrorCode::tlsFailed, plan.address.name,
                    "its callers' door speaks plain HTTP, and a test call would show its token to everybody on the way"));
            }
            return probeTeams(plan);
        })
        .unwrap();
}

QFuture<Result<LeverLook>> GatewayLever::look(Scope scope)
{
    if (!tellsApart(scope))
        return QtFuture::makeReadyValueFuture(Result<LeverLook>(LeverLook {}));
    return m_http.send(callsRequest(m_address, scope)).then([subject = m_address.name](const Result<HttpAnswer>& answer) {
        return answer ? parseCalls(subject, *answer) : fail(answer.error().code, subject, answer.error().detail);
    });
}

QFuture<Result<std::vector<RunningCall>>> GatewayLever::calls(Scope scope)
{
    using Told = Result<std::vector<RunningCall>>;
    if (!tellsApart(scope))
        return QtFuture::makeReadyValueFuture(Told());
    return m_http.send(callsRequest(m_address, scope)).then([subject = m_address.name](const Result<HttpAnswer>& answer) {
        return answer ? parseRunningCalls(subject, *answer) : Told(fail(answer.error().code, subject, answer.error().detail));
    });
}

QFuture<Result<CutOutcome>> GatewayLever::cutCall(std::string id)
{
    using Told = Result<CutOutcome>;
    if (m_address.tokens.lacks(DoorRight::freeze))
        return QtFuture::makeReadyValueFuture(Told(std::unexpected(missingRight(DoorRight::freeze, m_address.name))));
    const QByteArray path = "/v1/calls/" + QByteArray::fromStdString(id).toPercentEncoding() + "/cut";
    HttpRequest request = m_address.request(DoorRight::freeze, "POST", path, "{}"); // a write has to be JSON
    request.deadline = orderDeadline;
    return m_http.send(std::move(request)).then([subject = m_address.name](const Result<HttpAnswer>& answer) {
        if (answer && isMissingRight(*answer))
            return Told(std::unexpected(missingRight(DoorRight::freeze, subject)));
        return answer ? parseCut(subject, *answer) : Told(fail(answer.error().code, subject, answer.error().detail));
    });
}

QFuture<Result<ToldAsks>> GatewayLever::asks()
{
    using Told = Result<ToldAsks>;
    HttpRequest request = m_address.request(DoorRight::read, "GET", "/v1/asks");
    request.deadline = readDeadline;
    return m_http.send(std::move(request)).then([subject = m_address.name](const Result<HttpAnswer>& answer) {
        return answer ? parseAsks(subject, *answer) : Told(fail(answer.error().code, subject, answer.error().detail));
    });
}

QFuture<Result<RaiseAsk>> GatewayLever::answerAsk(AskDecision decision, std::string by)
{
    using Told = Result<RaiseAsk>;
    // To say no is the right of whoever may freeze, and of whoever may end a freeze as well.
    const bool freezes = !decision.allowed && !m_address.tokens.lacks(DoorRight::freeze);
    const DoorRight right = freezes ? DoorRight::freeze : DoorRight::resume;
    if (m_address.tokens.lacks(right))
        return QtFuture::makeReadyValueFuture(Told(std::unexpected(missingRight(right, m_address.name))));
    const QByteArray path = "/v1/asks/" + QByteArray::fromStdString(decision.ask.id).toPercentEncoding();
    HttpRequest request =
        m_address.request(right, "POST", path, QByteArray::fromStdString(answerBody(decision, orderText(by, "unknown"))));
    request.deadline = orderDeadline;
    return m_http.send(std::move(request)).then([subject = m_address.name, decision, right](const Result<HttpAnswer>& answer) {
        if (answer && isMissingRight(*answer))
            return Told(std::unexpected(missingRight(right, subject)));
        return answer ? parseAnswered(subject, *answer, decision)
                      : Told(fail(answer.error().code, subject, answer.error().detail));
    });
}

} // namespace fuseboard
