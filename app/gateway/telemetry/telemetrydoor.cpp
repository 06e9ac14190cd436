// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/telemetry/telemetrydoor.h"

#include "documents/jsonwriter.h"
#include "gateway/callertoken.h"
#include "gateway/telemetry/otlpreader.h"
#include "gateway/uuid.h"
#include "net/gunzip.h"

namespace fuseboard::gateway {
namespace {

using http::Async;
using http::Exchange;

constexpr std::size_t largestUnpacked = 16 * 1024 * 1024;
constexpr int mostUnderWay = 64; // bodies in memory at a time
constexpr int retrySoon = 1, retryDisk = 30; // seconds
constexpr double burst = 2; // times what a second may bring

/// google.rpc.Code, as OTLP's errors carry it.
enum class RpcCode {
    invalidArgument = 3,
    permissionDenied = 7,
    resourceExhausted = 8,
    unimplemented = 12,
    unavailable = 14,
    unauthenticated = 16
};

RpcCode codeOf(int status)
{
    switch (status) {
    case 401: return RpcCode::unauthenticated;
    case 403: return RpcCode::permissionDenied;
    case 404:
    case 405: return RpcCode::unimplemented;
    case 413:
    case 429: return RpcCode::resourceExhausted;
    case 503: return RpcCode::unavailable;
    default: return RpcCode::invalidArgument;
    }
}

std::string_view mediaType(std::string_view type)
{
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' '))
        type.remove_suffix(1);
    return type;
}

std::string answerOf(const char* rejectedName, std::int64_t rejected, const std::string& why)
{
    JsonWriter out;
    out.beginObject();
    if (rejected > 0 || !why.empty())
        out.key("partialSuccess")
            .beginObject()
            .member(rejectedName, std::to_string(rejected))
            .member("errorMessage", why)
            .endObject();
    return std::move(out.endObject()).str();
}

} // namespace

struct TelemetryDoor::Refusal {
    int status = 400;
    std::string message;
    int retryAfter = 0; ///< seconds; 0: not to be tried again
};

TelemetryDoor::TelemetryDoor(const TelemetryConfig& config, TelemetryKeeper& keeper)
    : m_config(config)
    , m_keeper(keeper)
    , m_allowance(burst * config.requestsPerSecond)
    , m_counted(std::chrono::steady_clock::now())
{
}

int TelemetryDoor::tooFast(SteadyTime now)
{
    const double passed = std::chrono::duration<double>(now - m_counted).count();
    m_counted = now;
    m_allowance = std::min(m_allowance + passed * m_config.requestsPerSecond, burst * m_config.requestsPerSecond);
    if (m_allowance < 1)
        return retrySoon;
    m_allowance -= 1;
    return 0;
}

std::optional<TelemetryDoor::Refusal> TelemetryDoor::judge(const Exchange& exchange)
{
    const http::Headers& headers = exchange.request().headers;
    const std::string_view path = exchange.request().path();
    if (headers.has("origin") || headers.has("sec-fetch-site"))
        return Refusal {403, "Pages in a browser may not tell telemetry."};
    if (!m_config.tokenSha256.empty() && !equalInConstantTime(sha256Hex(callerToken(headers)), m_config.tokenSha256))
        return Refusal {
            401, "This port asks for its token: OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20TOKEN. Nothing was taken."};
    if (path != "/v1/metrics" && path != "/v1/logs" && path != "/v1/traces")
        return Refusal {404, "This port takes OTLP: POST to /v1/metrics, /v1/logs or /v1/traces."};
    if (exchange.request().method != "POST")
        return Refusal {405, "OTLP is sent by POST."};
    if (const int wait = tooFast(std::chrono::steady_clock::now()); wait > 0 || m_underWay >= mostUnderWay)
        return Refusal {429, "More telemetry comes than is taken here. Nothing of this request was taken.", retrySoon};
    const std::string_view type = mediaType(headers.get("content-type"));
    if (http::equalsIgnoringCase(type, "application/x-protobuf"))
        return Refusal {415,
            "This port reads OTLP in JSON only: set OTEL_EXPORTER_OTLP_PROTOCOL=http/json. Nothing of this request was taken."};
    if (!http::equalsIgnoringCase(type, "application/json"))
        return Refusal {415, "OTLP comes as Content-Type: application/json. Nothing of this request was taken."};
    const std::string_view coding = headers.get("content-encoding");
    if (!coding.empty() && !http::equalsIgnoringCase(coding, "identity") && !http::equalsIgnoringCase(coding, "gzip"))
        return Refusal {415, "A body is packed by gzip or not at all. Nothing of this request was taken."};
    return std::nullopt;
}

Async<void> TelemetryDoor::refuse(Exchange& exchange, const Refusal& refusal)
{
    http::Headers headers {{"Content-Type", "application/json"}};
    if (refusal.retryAfter > 0)
        headers.add("Retry-After", std::to_string(refusal.retryAfter));
    if (refusal.status == 401)
        headers.add("WWW-Authenticate", "Bearer");
    if (refusal.status == 405)
        headers.add("Allow", "POST");
    JsonWriter out;
    out.beginObject().member("code", static_cast<int>(codeOf(refusal.status))).member("message", refusal.message).endObject();
    co_await exchange.respond(refusal.status, std::move(headers), std::move(out).str());
}

Async<std::expected<TelemetryBatch, TelemetryDoor::Refusal>> TelemetryDoor::take(Exchange& exchange, bool areLogs)
{
    const auto refused = [](int status, std::string message, int retryAfter = 0) {
        return std::unexpected(Refusal {status, std::move(message), retryAfter});
    };
    auto body = co_await exchange.readBody();
    if (!body)
        co_return refused(http::statusFor(body.error()), "The request's body: " + body.error().detail + ". Nothing was taken.");
    if (http::equalsIgnoringCase(exchange.request().headers.get("content-encoding"), "gzip")) {
        body = gunzip(*body, largestUnpacked);
        if (!body)
            co_return refused(body.error().code == ErrorCode::tooLarge ? 413 : 400,
                "The gzip body: " + body.error().detail + ". Nothing was taken.");
    }
    const Instant now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    auto batch = areLogs ? readOtlpLogs(*body, now) : readOtlpMetrics(*body, now);
    if (!batch)
        co_return refused(400, batch.error().subject + ": " + batch.error().detail + ". Nothing was taken.");
    body->clear();
    if (batch->readings.empty())
        co_return std::move(*batch);
    auto kept = co_await m_keeper.keep(std::move(*batch));
    if (!kept)
        co_return refused(503, "The telemetry can't be saved now. Nothing of this request was taken.", retryDisk);
    co_return std::move(*kept);
}

Async<void> TelemetryDoor::answer(Exchange& exchange)
{
    if (const auto refusal = judge(exchange)) {
        exchange.closeAfter();
        co_await refuse(exchange, *refusal);
        co_return;
    }
    const std::string path(exchange.request().path());
    struct UnderWay {
        explicit UnderWay(int& count)
            : m_count(++count)
        {
        }
        UnderWay(const UnderWay&) = delete;
        UnderWay& operator=(const UnderWay&) = delete;
        ~UnderWay() { --m_count; }
        int& m_count;
    } const underWay(m_underWay);
    if (path == "/v1/traces") {
        const auto body = co_await exchange.readBody();
        if (body)
            co_await exchange.respond(
                200, {{"Content-Type", "application/json"}}, answerOf("rejectedSpans", 0, "Traces are not kept."));
        else if (const int status = http::statusFor(body.error()); status != 0)
            co_await refuse(exchange, {status, "The request's body: " + body.error().detail + "."});
        else
            exchange.abort();
        co_return;
    }
    const bool areLogs = path == "/v1/logs";
    const auto taken = co_await take(exchange, areLogs);
    if (taken) {
        co_await exchange.respond(200, {{"Content-Type", "application/json"}},
            answerOf(areLogs ? "rejectedLogRecords" : "rejectedDataPoints", taken->rejected, taken->why));
        co_return;
    }
    exchange.closeAfter();
    if (taken.error().status == 0)
        exchange.abort();
    else
        co_await refuse(exchange, taken.error());
}

} // namespace fuseboard::gateway
