// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/session.h"

#include "documents/jsonwriter.h"
#include "gateway/adminviews.h"
#include "gateway/callertoken.h"
#include "gateway/callexchange.h"
#include "gateway/callsize.h"
#include "gateway/freequestion.h"
#include "gateway/turnaway.h"
#include "gateway/uuid.h"

#include <algorithm>
#include <array>
#include <format>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxSessionBytes = 256; // as scopes allow
constexpr auto longestWait = std::chrono::seconds(30); // behind one's own team; callers have given up by then

struct Path {
    std::string_view path;
    Api api;
    std::string_view method;
};
/// All that is passed on. Calls are metered by the usage that their answers state; questions (FreeQuestion) cost nothing.
constexpr std::array<Path, 6> paths {{
    {"/v1/chat/completions", Api::chat, "POST"},
    {"/v1/responses", Api::responses, "POST"},
    {"/v1/embeddings", Api::embeddings, "POST"},
    {"/v1/messages", Api::messages, "POST"},
    {"/v1/messages/count_tokens", Api::countTokens, "POST"},
    {FreeQuestion::modelsPath, Api::models, "GET"},
}};

/// Whether a model can be called so: what else may stand in a path could mean another one to some server.
bool isModelName(std::string_view escaped)
{
    constexpr std::string_view signs = "-._:/@+~";
    const auto isLetterOrDigit = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    const auto name = http::percentDecoded(escaped);
    return name && !name->empty() && isLetterOrDigit(name->front())
        && std::ranges::all_of(*name, [&](char c) { return isLetterOrDigit(c) || signs.contains(c); });
}

/// Null: it is not served.
const Path* pathOf(std::string_view path)
{
    const std::string_view models = FreeQuestion::modelsPath;
    if (path.starts_with(models) && path.size() > models.size()) {
        const std::string_view rest = path.substr(models.size());
        path =
            rest.front() == '/' && !rest.substr(1).contains('/') && isModelName(rest.substr(1)) ? models : std::string_view();
    }
    const auto found = std::ranges::find(paths, path, &Path::path);
    return found == paths.end() ? nullptr : &*found;
}

bool asksForWebSocket(const http::RequestHead& request)
{
    return request.method == "GET" && http::equalsIgnoringCase(request.headers.get("upgrade"), "websocket");
}

/// Models are at one path in both dialects.
Dialect dialectFor(const http::RequestHead& request)
{
    const bool isAnthropic = request.path().starts_with("/v1/messages")
        || (request.path().starts_with(FreeQuestion::modelsPath) && request.headers.has("anthropic-version"));
    return isAnthropic ? Dialect::anthropic : Dialect::openai;
}

http::Async<void> sayError(http::Exchange& exchange, Dialect dialect, CallerError error)
{
    co_await exchange.respond(error.status, errorHeaders(error), errorBody(dialect, error));
}

CallerError badRequest(int status, std::string code, std::string message)
{
    return {.status = status, .type = "invalid_request_error", .code = std::move(code), .message = std::move(message)};
}

/// Whoever has set a client's address without `/v1`, or with one too many, is told.
CallerError unknownPath(std::string_view path)
{
    std::string message = "This gateway does not serve this path: it passes on only what it can meter or knows to be free.";
    const std::string_view version = "/v1";
    if (pathOf(std::string(version).append(path)))
        message += " The address that this client was given has to end in /v1.";
    else if (path.starts_with(version) && pathOf(path.substr(version.size())))
        message += " The address that this client was given must not end in /v1.";
    return badRequest(404, "unknown_path", std::move(message));
}

CallerError closedError(const std::string& because)
{
    return {.status = 503,
        .type = "fuseboard_closed",
        .code = "gateway_closed",
        .message = "The gateway serves no calls: " + because};
}

CallerError unknownKey()
{
    return {.status = 401,
        .type = "authentication_error",
        .code = "invalid_api_key",
        .message = "This gateway does not know that key."};
}

/// Clients send two keys where their environment has one for the provider and one for the gateway. The fields are not named:
/// of a message that names x-api-key Claude Code shows nothing.
CallerError unreadKey(const http::Headers& headers)
{
    const bool isThere = headers.has("authorization") || headers.has("x-api-key");
    CallerError error = unknownKey();
    error.message = isThere ? "This call has two different keys, or none that can be read" : "This call has no key";
    error.message += ": it needs one of this gateway, as a bearer token or as an API key.";
    return error;
}

/// Claude Code and Codex name their session in fields of their own (`contracts/ADMIN.md`).
std::string sessionOf(const http::Headers& headers)
{
    for (const auto* name : {"x-claude-code-session-id", "session-id", "session_id"})
        if (const auto id = headers.get(name); !id.empty() && id.size() <= maxSessionBytes)
            return std::string(id);
    return {};
}

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

/// Whom the key's calls are counted for.
void identify(CallIdentity& identity, const CallerKey& key)
{
    identity.team = key.team;
    identity.token = key.sha256;
    identity.label = key.label;
    identity.person = key.person;
    identity.agent = key.agent;
    identity.probe = key.probe;
}

/// Is true once the client has gone.
std::shared_ptr<const bool> watchFor(http::Exchange& exchange)
{
    auto gone = std::make_shared<bool>(false);
    exchange.whenClientGone([gone] { *gone = true; });
    return gone;
}

/// Nothing of it is left, though calls that run may give some back.
bool isUsedUp(const LimitStanding& standing) { return standing.isSpent() || (standing.hard && standing.leftNano() <= 0); }

/// What everybody spends together is not each caller's to know; whether anything is left is.
bool isOfEverybody(const LimitScope& scope) { return scope.kind == LimitKind::organisation || scope.kind == LimitKind::model; }

void writeOwnStanding(JsonWriter& out, const LimitStanding& standing)
{
    if (!isOfEverybody(standing.scope)) {
        writeStanding(out, standing);
        return;
    }
    out.member("scope", standing.scope.text()).member("period", toText(standing.periodKind)).member("hard", standing.hard);
    out.member("resetsAt", fuseboard::toText(standing.period.end)).member("state", isUsedUp(standing) ? "spent" : "open");
}

} // namespace

http::Async<void> Session::answer(http::Exchange& exchange)
{
    const auto& request = exchange.request();
    if (request.path() == "/fuseboard/health" && request.method == "GET" && !exchange.hasBody()) {
        co_await answerHealth(exchange);
        co_return;
    }
    const bool isMe = request.path() == "/fuseboard/me";
    const bool isRaise = request.path() == "/fuseboard/raise";
    const Path* known = pathOf(request.path());
    const Dialect dialect = dialectFor(request);
    const auto policy = m_services.desk.policy();
    const std::string token = callerToken(request.headers);
    const CallerKey* key = token.empty() ? nullptr : policy->key(sha256Hex(token));
    if (!key) {
        exchange.giveWay();
        // Without a valid policy nobody is known, which is not the caller's fault.
        const std::string& closed = policy->closedBecause();
        co_await sayError(exchange, dialect,
            !closed.empty()     ? closedError(closed)
                : token.empty() ? unreadKey(request.headers)
                                : unknownKey());
        co_return;
    }
    if (!known && !isMe && !isRaise) {
        co_await sayError(exchange, dialect, unknownPath(request.path()));
        co_return;
    }
    if (known && known->api == Api::responses && asksForWebSocket(request)) {
        // As OpenAI does where it speaks none: Codex goes on by HTTP at once, and after another status only at the eighth try.
        co_await sayError(exchange, dialect, badRequest(426, "no_websocket", "This gateway speaks no WebSocket: use HTTP."));
        co_return;
    }
    if (request.method != (isMe ? "GET" : isRaise ? "POST" : known->method)) {
        co_await sayError(exchange, dialect, badRequest(405, "method_not_allowed", "That method is not served here."));
        co_return;
    }
    if (request.method == "GET" && exchange.hasBody()) { // nobody would look whether it is whole
        co_await sayError(exchange, dialect, badRequest(400, "unexpected_body", "What is asked for has no body."));
        co_return;
    }
    if (const auto coding = request.headers.get("content-encoding");
        exchange.hasBody() && !coding.empty() && !http::equalsIgnoringCase(coding, "identity")) {
        exchange.closeAfter();
        co_await sayError(exchange, dialect,
            badRequest(415, "coded_body", "Bodies must not be coded here: send this one again without Content-Encoding."));
        co_return;
    }
    CallIdentity identity;
    identity.session = sessionOf(request.headers);
    identify(identity, *key);
    if (isMe)
        co_await answerMe(exchange, identity);
    else if (const auto closed = m_services.closedToCall(); !closed.empty())
        co_await sayError(exchange, dialect, closedError(closed));
    else if (isRaise)
        co_await m_asks.raise(exchange, identity);
    else
        co_await answerKnown(exchange, known->api, std::move(identity));
}

http::Async<void> Session::answerKnown(http::Exchange& exchange, Api api, CallIdentity identity)
{
    if (identity.probe) {
        if (api == Api::models)
            co_await answerProbe(exchange, std::move(identity));
        else
            co_await sayError(exchange, dialectOf(api), badRequest(403, "probe_only", "A probe's key makes no calls."));
        co_return;
    }
    if (api == Api::models) {
        FreeQuestion question(m_services, exchange, api, dialectFor(exchange.request()));
        co_await question.askModels(identity);
        co_return;
    }
    const auto body = co_await exchange.readBody();
    if (!body) {
        if (const int status = http::statusFor(body.error()); status != 0) {
            exchange.closeAfter();
            co_await sayError(exchange, dialectOf(api),
                badRequest(status, "unreadable_body", "The request's body: " + body.error().detail + "."));
        } else {
            exchange.abort();
        }
        co_return;
    }
    if (const auto refused = turningAway(identity, *body)) { // the body may have come slowly
        co_await sayError(exchange, dialectOf(api), *refused);
        co_return;
    }
    const bool waits = m_turns.isFull(identity.team);
    const auto gone = waits ? watchFor(exchange) : nullptr;
    const SteadyTime since = std::chrono::steady_clock::now();
    auto begun = co_await m_turns.of(identity.team);
    if (waits && *gone) {
        exchange.abort();
        co_return;
    }
    if (const auto refused = waits ? turningAwayAfter(since, identity, *body) : std::nullopt) {
        begun.release();
        co_await sayError(exchange, dialectOf(api), *refused);
        co_return;
    }
    auto facts = readRequest(api, *body);
    if (!facts) {
        begun.release();
        co_await sayError(exchange, dialectOf(api),
            badRequest(400, "invalid_body", facts.error().subject + ": " + facts.error().detail + "."));
        co_return;
    }
    identity.model = facts->model;
    if (api == Api::countTokens) {
        begun.release();
        FreeQuestion question(m_services, exchange, api, dialectOf(api));
        co_await question.countTokens(std::move(identity), *std::move(facts));
        co_return;
    }
    const auto policy = m_services.desk.policy();
    if (auto tooLarge = aboveLimits(policy->document().callLimits, *facts)) {
        begun.release();
        m_services.metrics.countRefusal("call_too_large");
        co_await sayError(exchange, dialectOf(api), badRequest(400, "call_too_large", *std::move(tooLarge)));
        co_return;
    }
    const std::string token = identity.token;
    const auto watched = m_services.loops.see(api, exchange.request().headers, *body, identity);
    CallExchange call(m_services, m_upstreams, exchange, api, std::move(identity), std::move(*facts), std::move(begun));
    co_await call.run();
    if (watched)
        if (const auto trip = m_services.loops.ended(*watched, call.ended(), call.costNano()); trip && !trip->observed)
            co_await m_asks.hold(*trip);
    if (call.refusedForGood())
        m_refused.note(token, *body);
    else
        m_refused.forget(token);
}

std::optional<CallerError> Session::turningAway(CallIdentity& identity, const std::string& body)
{
    if (const auto closed = m_services.closedToCall(); !closed.empty())
        return closedError(closed);
    const auto policy = m_services.desk.policy();
    const CallerKey* key = policy->key(identity.token);
    if (!key || key->probe)
        return unknownKey();
    identify(identity, *key);
    std::optional<Refused> refused;
    if (auto hold = m_services.desk.frozen(identity))
        refused = *std::move(hold);
    else if (m_refused.isRepeat(identity.token, body))
        if (auto spent = m_services.desk.spentFor(identity, now()))
            refused = *std::move(spent);
    return refused ? std::optional(turnAway(m_services, identity, *policy, *refused)) : std::nullopt;
}

std::optional<CallerError> Session::turningAwayAfter(SteadyTime since, CallIdentity& identity, const std::string& body)
{
    if (std::chrono::steady_clock::now() - since > longestWait)
        return CallerError {.status = 503,
            .type = "fuseboard_busy",
            .code = "team_busy",
            .message = "Other calls of this team have kept the gateway busy for too long."};
    return turningAway(identity, body);
}

http::Async<void> Session::answerProbe(http::Exchange& exchange, CallIdentity identity)
{
    if (const auto other = exchange.request().headers.get("x-fuseboard-probe-scope"); !other.empty()) {
        const auto scope = parseScope(other);
        if (!scope) {
            co_await sayError(exchange, Dialect::openai, badRequest(400, "bad_scope", "The probe's scope is not kind/id."));
            co_return;
        }
        identity = CallIdentity::within(*scope);
    }
    const auto policy = m_services.desk.policy();
    if (const auto hold = m_services.desk.refusing(identity))
        co_await sayError(exchange, Dialect::openai, refusal(*hold, policy->team(hold->order.scope.id)));
    else
        co_await exchange.respond(200, {{"Content-Type", "application/json"}}, R"({"object":"list","data":[]})");
}

/// For what spreads calls over gateways: it has no key, and learns no reason.
http::Async<void> Session::answerHealth(http::Exchange& exchange)
{
    exchange.giveWay();
    const bool isServing = m_services.closed().empty();
    co_await exchange.respond(isServing ? 200 : 503, {{"Content-Type", "text/plain"}}, isServing ? "serving\n" : "closed\n");
}

http::Async<void> Session::answerMe(http::Exchange& exchange, const CallIdentity& identity)
{
    const auto policy = m_services.desk.policy();
    const auto standings = m_services.desk.standings(identity, now());
    const auto own = std::ranges::find(standings, LimitKind::team, [](const auto& s) { return s.scope.kind; });
    const bool hasBudget = own != standings.end();
    const Period period = hasBudget ? own->period : policy->limits()->calendar().periodAt(now(), PeriodKind::month);
    const Currency currency = hasBudget ? own->limit.currency : policy->document().prices.currency();
    Result<std::int64_t> spent = fail(ErrorCode::historyUnreadable);
    if (hasBudget)
        spent = own->settledNano;
    else if (m_services.ledger)
        spent = co_await m_services.ledger->spent(identity.team, currency, period);
    const auto hold = m_services.desk.refusing(identity);
    const auto usedUp = std::ranges::find_if(standings, [](const auto& s) { return s.hard && isUsedUp(s); });
    const bool isSpent = usedUp != standings.end();
    const Team* team = policy->team(identity.team);

    JsonWriter out;
    out.beginObject().member("team", identity.team).member("name", team ? team->name : identity.team);
    writeTags(out, policy->key(identity.token));
    out.key("spent");
    spent ? out.text(std::to_string(*spent)) : out.null();
    out.key("limit");
    hasBudget ? out.text(std::to_string(own->amount().nano)) : out.null();
    out.member("currency", currency.text())
        .member("resetsAt", fuseboard::toText(period.end))
        .member("state",
            hold          ? "frozen"
                : isSpent ? "spent"
                          : "allowed");
    if (hold)
        out.member("message", refusal(*hold, team).message);
    else if (isSpent && !isOfEverybody(usedUp->scope))
        out.member("message", refusal(LimitRefusal {*usedUp, 0, !usedUp->isSpent()}, team).message);
    out.key("scopes").beginArray();
    for (const LimitStanding& standing : standings) {
        out.beginObject();
        writeOwnStanding(out, standing);
        out.endObject();
    }
    out.endArray();
    const auto known = co_await m_services.asks.openOf(identity.token);
    if (const auto ask = known.value_or(std::nullopt))
        out.key("ask").beginObject().member("id", ask->id).member("state", toText(ask->state)).endObject();
    co_await exchange.respond(200, {{"Content-Type", "application/json"}}, std::move(out.endObject()).str());
}

} // namespace fuseboard::gateway
