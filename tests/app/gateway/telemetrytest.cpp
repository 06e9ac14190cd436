// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/gatewayusage.h"
#include "gatewayprocess.h"
#include "nastyupstream.h"
#include "otlpbodies.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>
#include <thread>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr auto tokens = "claude_code.token.usage";
constexpr auto json = "Content-Type: application/json\r\n";

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string packed(const std::string& text)
{
    z_stream stream {};
    EXPECT_EQ(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    std::string in = text;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

class TelemetryTest : public testing::Test {
protected:
    void start(const std::string& more = {})
    {
        std::ofstream(gateway.configFile(), std::ios::app) << "[telemetry]\nlisten = \"127.0.0.1:0\"\n" << more;
        gateway.start();
        ASSERT_NE(gateway.telemetryPort(), 0);
    }
    Answer post(const std::string& path, const std::string& body, const std::string& fields = json) const
    {
        RawSocket socket = RawSocket::tcp(gateway.telemetryPort());
        socket.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            + std::to_string(body.size()) + "\r\n" + fields + "\r\n" + body);
        return readAnswer(std::move(socket));
    }
    [[nodiscard]] std::string rows() const { return gateway.admin("GET", "/v1/telemetry?after=0&limit=100").body; }
    /// One time for a whole test, which an hour's end does not divide.
    [[nodiscard]] Instant now() const { return m_now; }
    [[nodiscard]] std::string oneCall(const std::string& request) const
    {
        return logsJson(
            {recordJson({.at = now(), .session = "s1", .request = request, .input = 100, .output = 20, .micros = 1'500})});
    }

    Instant m_now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

TEST_F(TelemetryTest, isOffUnlessItIsSet)
{
    gateway.start();
    EXPECT_EQ(gateway.telemetryPort(), 0);
    EXPECT_EQ(gateway.admin("GET", "/v1/telemetry").status, 404);
    EXPECT_FALSE(std::filesystem::exists(gateway.directory() / "telemetry.db"));
}

TEST_F(TelemetryTest, whatWasAcknowledgedIsThereAfterAKillAndCountsOnce)
{
    start();
    const Answer first = post("/v1/logs", oneCall("r1"));
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body, "{}");
    EXPECT_TRUE(has(first.head, "Content-Type: application/json")) << first.head;
    EXPECT_EQ(post("/v1/logs", packed(oneCall("r2")), std::string(json) + "Content-Encoding: gzip\r\n").body, "{}");
    const std::string metrics = metricsJson(tokens, 1, {pointJson(now() - 60s, now(), claudeCodeOf("s1"), "input", "200")});
    EXPECT_EQ(post("/v1/metrics", metrics).body, "{}") << "the same calls once again, as a counter";
    gateway.kill();
    gateway.start();
    EXPECT_EQ(post("/v1/logs", oneCall("r1")).body, "{}") << "and a copy";
    const std::string found = rows();
    EXPECT_TRUE(has(found,
        R"("account":"anthropic","person":"ada@acme.example","project":"org-1","agent":"Claude Code",)"
        R"("model":"claude-opus-5","tag":"payments","tokens":{"input":200,"cacheRead":14,"cacheWrite5m":0,)"
        R"("cacheWrite1h":0,"output":40,"reasoning":0},"requests":2,"cost":"3000000","currency":"USD")"))
        << found;
    const auto page = parseGatewayUsage(found, "telemetry", GatewayFeed::telemetry);
    ASSERT_TRUE(page) << page.error().subject << ' ' << page.error().detail;
    EXPECT_TRUE(checkGatewayPage(*page, 0) && !page->more);
    std::int64_t nano = 0;
    for (const UsageRow& row : page->rows) {
        EXPECT_TRUE(row.ledger == Ledger::telemetry && row.team.empty() && row.tag == "payments" && row.recordId.empty());
        nano += row.cost.value().nano;
    }
    EXPECT_EQ(nano, 3'000'000);
    EXPECT_EQ(gateway.admin("GET", "/v1/telemetry?after=-1").status, 400);
}

TEST_F(TelemetryTest, aPartIsRejectedWithCountAndWords)
{
    start();
    const auto point = [&](const std::string& value) {
        return pointJson(now() - 60s, now(), claudeCodeOf("s1"), "input", value);
    };
    const Answer answer = post("/v1/metrics", metricsJson(tokens, 1, {point("-1"), point("5"), point("-2")}));
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(has(answer.body, R"({"partialSuccess":{"rejectedDataPoints":"2","errorMessage":"$.resourceMetrics[0])"))
        << answer.body;
    EXPECT_TRUE(has(rows(), R"("input":5,)"));
    const Answer traces = post("/v1/traces", R"({"resourceSpans":[]})");
    EXPECT_EQ(traces.status, 200);
    EXPECT_TRUE(has(traces.body, R"("rejectedSpans":"0","errorMessage":"Traces are not kept.")")) << traces.body;
}

TEST_F(TelemetryTest, whatIsNoOtlpInJsonIsRefusedInWords)
{
    start();
    const std::string good = oneCall("r1");
    const struct {
        std::string path, body, fields;
        int status;
        const char* words;
    } all[] {{"/v1/logs", good, "Content-Type: application/x-protobuf\r\n", 415, "OTEL_EXPORTER_OTLP_PROTOCOL=http/json"},
        {"/v1/logs", good, "Content-Type: text/plain\r\n", 415, "application/json"},
        {"/v1/logs", good, "", 415, "application/json"},
        {"/v1/logs", good, std::string(json) + "Content-Encoding: br\r\n", 415, "gzip"},
        {"/v1/logs", good, std::string(json) + "Origin: http://evil.example\r\n", 403, "browser"},
        {"/v1/chat/completions", good, json, 404, "OTLP"}, {"/v1/logs", "", json, 400, "Nothing was taken"},
        {"/v1/logs", "[]", json, 400, "Nothing was taken"}, {"/v1/logs", R"({"resourceLogs":{}})", json, 400, "$.resourceLogs"},
        {"/v1/metrics", R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":7}]}]}]})", json, 400, "name"}};
    for (const auto& one : all) {
        const Answer answer = post(one.path, one.body, one.fields);
        EXPECT_EQ(answer.status, one.status) << one.path << ' ' << one.fields << answer.body;
        EXPECT_TRUE(has(answer.body, one.words) && has(answer.body, R"({"code":)") && has(answer.body, "\"message\":"))
            << answer.body;
    }
    EXPECT_TRUE(has(rows(), R"("rows":[])")) << rows();
}

TEST_F(TelemetryTest, hostileBodiesAreRefusedAndTheGatewayServesOn)
{
    start("bodyBytes = 1048576\n");
    const std::string good = metricsJson(tokens, 1, {pointJson(now() - 60s, now(), claudeCodeOf("s1"), "input", "5")});
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string out = good;
        return out.replace(out.find(from), from.size(), to);
    };
    const std::string gzip = packed(good), gzipFields = std::string(json) + "Content-Encoding: gzip\r\n";
    std::string attributes;
    for (int i = 0; i < 1'000'000; ++i)
        attributes += R"({"key":"a","value":{}},)";
    std::string broken = gzip;
    broken[gzip.size() / 2] = static_cast<char>(broken[gzip.size() / 2] ^ 0x55);
    const struct {
        std::string name, body, fields;
        int status;
    } all[] {{"1e400", with("\"asInt\":5", "\"asDouble\":1e400"), json, 400},
        {"2^63", with("\"asInt\":5", "\"asInt\":\"9223372036854775808\""), json, 200},
        {"2^64", with("\"asInt\":5", "\"asInt\":18446744073709551616"), json, 400},
        {"negative", with("\"asInt\":5", "\"asInt\":-9223372036854775808"), json, 200},
        {"deep", R"({"x":)" + std::string(200'000, '[') + std::string(200'000, ']') + "}", json, 400},
        {"a million attributes", with("\"attributes\":[", "\"attributes\":[" + attributes), json, 413},
        {"the same packed", packed(with("\"attributes\":[", "\"attributes\":[" + attributes)), gzipFields, 413},
        {"many attributes", with("\"attributes\":[", "\"attributes\":[" + attributes.substr(0, 900'000 / 23 * 23)), json, 200},
        {"a bomb", packed(std::string(100'000'000, ' ')), gzipFields, 413},
        {"a cut gzip", gzip.substr(0, gzip.size() / 2), gzipFields, 400}, {"a broken gzip", broken, gzipFields, 400},
        {"no gzip", good, gzipFields, 400}, {"something behind the gzip", gzip + "x", gzipFields, 400},
        {"no UTF-8", with("ada@", "\xff\xfe"), json, 400}, {"cut", good.substr(0, good.size() / 2), json, 400}};
    for (const auto& one : all) {
        const Answer answer = post("/v1/metrics", one.body, one.fields);
        EXPECT_EQ(answer.status, one.status) << one.name << ' ' << answer.body;
        EXPECT_TRUE(answer.status != 200 || has(answer.body, R"("rejectedDataPoints":"1")")) << one.name << ' ' << answer.body;
    }
    EXPECT_TRUE(has(rows(), R"("rows":[])")) << rows();
    EXPECT_EQ(post("/v1/metrics", good).body, "{}");
    EXPECT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 200);
}

TEST_F(TelemetryTest, aTokenMayBeDemanded)
{
    std::ofstream(gateway.directory() / "otel") << "tell-me\n";
    start("token = \"file:otel\"\n");
    for (const char* wrong :
        {"", "Authorization: Bearer tell-m\r\n", "Authorization: Basic tell-me\r\n", "Authorization: Bearer tok-a\r\n"}) {
        const Answer refused = post("/v1/logs", oneCall("r1"), std::string(json) + wrong);
        EXPECT_EQ(refused.status, 401) << wrong;
        EXPECT_TRUE(has(refused.head, "WWW-Authenticate: Bearer") && has(refused.body, "OTEL_EXPORTER_OTLP_HEADERS"))
            << refused.body;
        EXPECT_FALSE(has(refused.body, "tell-me"));
    }
    EXPECT_EQ(post("/v1/logs", oneCall("r1"), std::string(json) + "Authorization: Bearer tell-me\r\n").status, 200);
}

TEST_F(TelemetryTest, whatComesTooFastIsToldWhenToComeAgain)
{
    start("requestsPerSecond = 2\n");
    int refused = 0;
    for (int i = 0; i < 12; ++i) {
        const Answer answer = post("/v1/logs", oneCall("r" + std::to_string(i)));
        if (answer.status == 429) {
            ++refused;
            EXPECT_TRUE(has(answer.head, "Retry-After: 1\r\n")) << answer.head;
        }
    }
    EXPECT_GT(refused, 0);
    std::this_thread::sleep_for(1s); // as it was told to
    EXPECT_EQ(post("/v1/logs", oneCall("late")).status, 200);
}

TEST_F(TelemetryTest, aDamagedFileIsKeptAndStopsNothingElse)
{
    std::ofstream(gateway.directory() / "telemetry.db") << std::string(8192, 'x');
    start();
    const Answer answer = post("/v1/logs", oneCall("r1"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_TRUE(has(answer.head, "Retry-After: 30\r\n")) << answer.head;
    EXPECT_EQ(gateway.admin("GET", "/v1/telemetry").status, 503);
    EXPECT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 200);
    EXPECT_EQ(std::filesystem::file_size(gateway.directory() / "telemetry.db"), 8192U);
}

} // namespace
