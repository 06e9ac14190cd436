// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <format>

using namespace fuseboard::test;

namespace {

const std::string secret = "upstream-secret"; // as GatewayProcess gives it to the upstream
const std::string hidden(secret.size(), '*');
const std::string usage = R"("usage":{"prompt_tokens":10,"completion_tokens":20})";

std::string whole(const std::string& status, const std::string& fields, const std::string& body)
{
    return std::format(
        "HTTP/1.1 {}\r\nContent-Type: application/json\r\n{}Content-Length: {}\r\n\r\n{}", status, fields, body.size(), body);
}

/// In pieces of three bytes, so that the key comes in several.
std::string stream(const std::string& events)
{
    std::string out = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t at = 0; at < events.size(); at += 3) {
        const std::string piece = events.substr(at, 3);
        out += std::format("{:x}\r\n{}\r\n", piece.size(), piece);
    }
    return out + "0\r\n\r\n";
}

/// A provider that shows each caller the key that it was called with.
std::string echo(const std::string& path, const std::string& model, const std::string& /*body*/)
{
    if (path == "/v1/models")
        return whole("200 OK", {}, R"({"object":"list","data":[{"id":")" + secret + R"("}]})");
    if (model == "error")
        return whole("400 Bad Request", "x-request-id: r-" + secret + "\r\n",
            R"({"error":{"message":"headers: Bearer )" + secret + secret + R"("}})");
    if (model == "stream")
        return stream("data: {\"choices\":[{\"delta\":{\"content\":\"" + secret + "\"}}]}\n\ndata: {\"choices\":[]," + usage
            + ",\"key\":\"" + secret + "\"}\n\ndata: [DONE]\n\n");
    if (model == "split") // an event for each piece, none of which is JSON but the first
        return stream("data: {\"choices\":[{\"delta\":{\"content\":\"" + secret + "\"}}]}\n\ndata: " + secret + "\n\n");
    if (model == "named")
        return whole("200 OK", "request-id: " + secret + "\r\n",
            R"({"model":")" + secret + R"(","content":[{"text":")" + secret
                + R"("}],"usage":{"input_tokens":1,"output_tokens":2}})");
    if (model == "failing")
        return stream("data: {\"error\":{\"message\":\"" + secret + "\"}}\n\n");
    return whole("200 OK", "request-id: " + secret + "\r\n", R"({"echo":"a)" + secret + R"(b",)" + usage + "}");
}

TEST(KeyEcho, noAnswerShowsACallerTheProvidersKey)
{
    NastyUpstream upstream(echo);
    GatewayProcess gateway(upstream.port());
    gateway.start();
    const std::string chatPath = "/v1/chat/completions";
    for (const std::string model : {"whole", "error", "stream", "failing", "split", "named"}) {
        const bool streams = model == "stream" || model == "failing" || model == "split";
        const Answer answer = gateway.call("tok-a", model == "named" ? "/v1/messages" : chatPath, chat(model, streams));
        EXPECT_EQ(answer.body.find(secret), std::string::npos) << model << answer.body;
        EXPECT_EQ(answer.head.find(secret), std::string::npos) << model << answer.head;
        EXPECT_NE(answer.body.find(hidden), std::string::npos) << model << answer.body; // the rest came through
        EXPECT_EQ(answer.head.find(hidden) != std::string::npos, !streams) << model << answer.head;
    }
    EXPECT_NE(gateway.call("tok-a", chatPath, chat("whole")).body.find("a" + hidden + "b"), std::string::npos);
    const Answer models = gateway.call("tok-a", "/v1/models", {});
    EXPECT_EQ(models.status, 200);
    EXPECT_EQ(models.body.find(secret), std::string::npos) << models.body;
    for (const std::string& head : upstream.heads())
        EXPECT_NE(head.find(secret), std::string::npos); // it was there to be shown
    const auto rows = gateway.rows();
    EXPECT_EQ(rows.size(), 7U);
    for (const std::string& row : rows)
        EXPECT_EQ(row.find(secret), std::string::npos) << row;
    EXPECT_TRUE(std::ranges::any_of(rows, [](const auto& row) { return row.contains(hidden); })); // the model's name
}

} // namespace
