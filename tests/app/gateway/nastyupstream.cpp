// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nastyupstream.h"

#include <charconv>
#include <format>

namespace fuseboard::test {
namespace {

std::size_t number(std::string_view text)
{
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string chunk(const std::string& bytes) { return std::format("{:x}\r\n{}\r\n", bytes.size(), bytes); }

const std::string streamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string wholeAnswer(int status, const std::string& type, const std::string& body)
{
    return std::format("HTTP/1.1 {} X\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}", status, type, body.size(), body);
}

std::string textEvent(const std::string& path)
{
    return path.starts_with("/v1/messages")
        ? "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"hello \"}}\n\n"
        : "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"hello \"}}]}\n\n";
}

} // namespace

std::string NastyUpstream::streamFor(const std::string& path)
{
    std::string out;
    if (path.starts_with("/v1/messages")) {
        out += chunk("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"usage\":"
                     "{\"input_tokens\":10,\"output_tokens\":1}}}\n\n");
        out += chunk(textEvent(path));
        out += chunk("event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":20}}\n\n");
        out += chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    } else {
        out += chunk(textEvent(path));
        out += chunk("data: {\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20}}\n\n");
        out += chunk("data: [DONE]\n\n");
    }
    return out + "0\r\n\r\n";
}

NastyUpstream::NastyUpstream(Answering answering)
    : m_answering(std::move(answering))
    , m_accepting([this] {
        while (!m_stop) {
            RawSocket socket = m_listener.accept();
            if (!socket.isOpen())
                return;
            const std::lock_guard lock(m_mutex);
            m_threads.emplace_back([this, s = std::move(socket)]() mutable { serve(std::move(s)); });
        }
    })
{
}

NastyUpstream::~NastyUpstream()
{
    m_stop = true;
    m_listener.stop();
    m_accepting.join();
    m_threads.clear();
}

std::vector<std::string> NastyUpstream::heads() const
{
    const std::lock_guard lock(m_mutex);
    return m_heads;
}

std::string NastyUpstream::lastBody() const
{
    const std::lock_guard lock(m_mutex);
    return m_lastBody;
}

bool NastyUpstream::waitForHangUps(int count) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::seconds(5), [&] { return m_hangUps >= count; });
}

void NastyUpstream::serve(RawSocket socket)
{
    std::string request = socket.receiveUntil("\r\n\r\n");
    const auto headEnd = request.find("\r\n\r\n");
    if (headEnd == std::string::npos)
        return;
    const std::string head = request.substr(0, headEnd + 2);
    const auto lengthAt = head.find("Content-Length: ");
    const std::size_t length = lengthAt == std::string::npos ? 0 : number(std::string_view(head).substr(lengthAt + 16));
    std::string body = request.substr(headEnd + 4);
    while (body.size() < length) {
        const std::string more = socket.receive();
        if (more.empty())
            return;
        body += more;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_heads.push_back(head);
        m_lastBody = body;
    }
    ++m_requests;
    const auto pathAt = head.find(' ') + 1;
    const std::string path = head.substr(pathAt, head.find(' ', pathAt) - pathAt);
    const auto modelAt = body.find("\"model\":\"");
    const std::string model =
        modelAt == std::string::npos ? "whole" : body.substr(modelAt + 9, body.find('"', modelAt + 9) - modelAt - 9);
    const std::string special = m_answering ? m_answering(path, model, body) : std::string();
    if (special.empty())
        answer(socket, path, model);
    else
        socket.send(special);
}

void NastyUpstream::answer(RawSocket& socket, const std::string& path, const std::string& model)
{
    std::string usage = path.starts_with("/v1/messages") || path.starts_with("/v1/responses")
        ? R"("usage":{"input_tokens":10,"output_tokens":20})"
        : R"("usage":{"prompt_tokens":10,"completion_tokens":20})";
    if (model.starts_with("slow:"))
        std::this_thread::sleep_for(std::chrono::milliseconds(number(model.substr(5))));
    if (model.starts_with("usage:")) {
        const auto colon = model.find(':', 6);
        usage.replace(usage.find("10"), 2, model.substr(6, colon - 6));
        usage.replace(usage.find("20", usage.rfind(':')), 2, model.substr(colon + 1));
    }
    if (path == "/v1/models")
        socket.send(wholeAnswer(200, "application/json", R"({"object":"list","data":[{"id":"m"}]})"));
    else if (model == "stream")
        socket.send(streamHead + streamFor(path));
    else if (model.starts_with("words:")) {
        std::string words = streamHead;
        for (std::size_t i = 1; i < number(model.substr(6)); ++i)
            words += chunk(textEvent(path));
        socket.send(words + streamFor(path));
    } else if (model.starts_with("prose:")) {
        std::string out = streamHead;
        for (std::size_t i = 0; i < number(model.substr(6)); ++i)
            out += chunk(textEvent(path));
        out += chunk("data: {\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":"
            + model.substr(6) + "}}\n\n");
        socket.send(out + chunk("data: [DONE]\n\n") + "0\r\n\r\n");
    } else if (model == "numbered")
        socket.send(streamHead
            + chunk(R"(data: {"type":"response.output_text.delta","sequence_number":7,"delta":"hello"})"
                    "\n\n"));
    else if (model.starts_with("cut:"))
        socket.send((streamHead + streamFor(path)).substr(0, number(model.substr(4))));
    else if (model == "reset")
        socket.reset();
    else if (model == "nousage")
        socket.send(wholeAnswer(200, "application/json", R"({"model":"m","choices":[{"message":{"content":"hello"}}]})"));
    else if (model == "half") {
        const std::string whole = wholeAnswer(
            200, "application/json", R"({"model":"m","choices":[{"message":{"content":"hello again"}}],)" + usage + "}");
        socket.send(whole.substr(0, whole.size() - 20));
    } else if (model == "html")
        socket.send(wholeAnswer(200, "text/html", "<html>welcome</html>"));
    else if (model == "redirect")
        socket.send("HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    else if (model.starts_with("status:") || (model == "ill" && m_ill))
        socket.send(wholeAnswer(model == "ill" ? 503 : static_cast<int>(number(model.substr(7))), "application/json",
            R"({"error":{"message":"provider says no"}})"));
    else if (model == "flood") {
        const std::string piece = chunk(textEvent(path));
        std::string many;
        for (int i = 0; i < 100; ++i)
            many += piece;
        socket.send(streamHead);
        while (!m_stop && socket.send(many)) { }
    } else if (model == "endless" || model == "silent") {
        if (model == "endless")
            socket.send(streamHead);
        // A piece every few milliseconds until the other side hangs up.
        for (;;) {
            if (model == "endless" && !socket.send(chunk(textEvent(path))))
                break;
            if (socket.receive(std::chrono::milliseconds(5)).empty() && !socket.timedOut())
                break;
            if (m_stop)
                return;
        }
        const std::lock_guard lock(m_mutex);
        ++m_hangUps;
        m_changed.notify_all();
    } else
        socket.send(
            wholeAnswer(200, "application/json", R"({"model":")" + (model == "dear" ? model : "m") + "\"," + usage + "}"));
}

} // namespace fuseboard::test
