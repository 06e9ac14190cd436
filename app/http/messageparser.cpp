// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/messageparser.h"

#include <llhttp.h>

namespace fuseboard::http {
namespace {

/// Without the blanks and tabs around a value (RFC 9110, 5.5), of which llhttp leaves some.
std::string_view withoutBlanks(std::string_view value)
{
    constexpr std::string_view blanks = " \t";
    const auto first = value.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : value.substr(first, value.find_last_not_of(blanks) + 1 - first);
}

} // namespace

struct MessageParser::State {
    Kind kind = Kind::request;
    llhttp_t parser {};
    RequestHead request;
    ResponseHead response;
    Framing framing;
    std::string name, value, body;
    std::size_t framingBytes = 0; ///< since the last of the content
    const char* contentEnd = nullptr; ///< of the bytes that are being read
    bool headDone = false;
    bool complete = false;

    explicit State(Kind messageKind) { restart(messageKind); }

    void restart(Kind messageKind)
    {
        kind = messageKind;
        llhttp_init(&parser, kind == Kind::request ? HTTP_REQUEST : HTTP_RESPONSE, &settings());
        parser.data = this;
        request = {};
        response = {};
        framing = {};
        name.clear();
        value.clear();
        body.clear();
        framingBytes = 0;
        headDone = complete = m_targetSeen = false;
    }

    static const llhttp_settings_t& settings()
    {
        static const llhttp_settings_t made = [] {
            llhttp_settings_t s {};
            llhttp_settings_init(&s);
            s.on_url = [](llhttp_t* p, const char* at, std::size_t size) { return of(p).onUrl({at, size}); };
            s.on_header_field = [](llhttp_t* p, const char* at, std::size_t size) { return of(p).onName({at, size}); };
            s.on_header_value = [](llhttp_t* p, const char* at, std::size_t size) { return of(p).onValue({at, size}); };
            s.on_header_value_complete = [](llhttp_t* p) { return of(p).onField(); };
            s.on_chunk_extension_name = [](llhttp_t* p, const char*, std::size_t) { return of(p).onExtension(); };
            s.on_headers_complete = [](llhttp_t* p) { return of(p).onHead(); };
            s.on_body = [](llhttp_t* p, const char* at, std::size_t size) { return of(p).onBody({at, size}); };
            s.on_message_complete = [](llhttp_t* p) { return of(p).onComplete(); };
            return s;
        }();
        return made;
    }

    static State& of(llhttp_t* p) { return *static_cast<State*>(p->data); }
    Headers& headers() { return kind == Kind::request ? request.headers : response.headers; }

    int onUrl(std::string_view text)
    {
        if (request.target == "/" && !m_targetSeen)
            request.target.clear();
        m_targetSeen = true;
        request.target += text;
        return HPE_OK;
    }
    int onName(std::string_view text)
    {
        if (!headDone) {
            name += text;
            return HPE_OK;
        }
        // Fields after the body: callers have no business sending any, providers' are not passed on.
        return kind == Kind::request ? HPE_USER : HPE_OK;
    }
    int onValue(std::string_view text)
    {
        if (!headDone)
            value += text;
        return HPE_OK;
    }
    int onField()
    {
        if (headDone)
            return HPE_OK;
        headers().add(name, withoutBlanks(value));
        name.clear();
        value.clear();
        return HPE_OK;
    }
    [[nodiscard]] int onExtension() const { return kind == Kind::request ? HPE_USER : HPE_OK; }
    int onHead()
    {
        headDone = true;
        request.minorVersion = response.minorVersion = parser.http_minor;
        if (kind == Kind::request)
            request.method = llhttp_method_name(static_cast<llhttp_method_t>(parser.method));
        else
            response.status = parser.status_code;
        parser.upgrade = 0; // an offer to change the protocol is ignored (RFC 9110, 7.8)
        return HPE_PAUSED;
    }
    /// In whatever pieces they come.
    [[nodiscard]] bool hasTooMuchFraming(const char* upTo)
    {
        framingBytes += static_cast<std::size_t>(upTo - contentEnd);
        contentEnd = upTo;
        return framingBytes > maxHeadBytes;
    }
    int onBody(std::string_view bytes)
    {
        const char* start = bytes.data();
        if (hasTooMuchFraming(start))
            return HPE_USER;
        framingBytes = 0;
        contentEnd = start + bytes.size();
        body += bytes;
        return HPE_OK;
    }
    int onComplete()
    {
        complete = true;
        return HPE_PAUSED;
    }

    [[nodiscard]] std::unexpected<Error> failure() const
    {
        const char* reason = llhttp_get_error_reason(&parser);
        return fail(ErrorCode::badDocument, "message", reason ? reason : "malformed");
    }

private:
    bool m_targetSeen = false;
};

MessageParser::MessageParser(Kind kind)
    : m_state(std::make_unique<State>(kind))
{
}
MessageParser::~MessageParser() = default;
MessageParser::MessageParser(MessageParser&&) noexcept = default;
MessageParser& MessageParser::operator=(MessageParser&&) noexcept = default;

void MessageParser::restart(Kind kind) { m_state->restart(kind); }

Result<void> MessageParser::parseHead(std::string_view head)
{
    State& s = *m_state;
    if (auto gate = s.kind == Kind::request ? checkRawRequestHead(head) : checkRawResponseHead(head); !gate)
        return gate;
    const auto status = llhttp_execute(&s.parser, head.data(), head.size());
    if (status != HPE_PAUSED || !s.headDone || llhttp_get_error_pos(&s.parser) != head.data() + head.size())
        return s.failure();
    llhttp_resume(&s.parser);
    const auto framing = s.kind == Kind::request ? frameOf(s.request) : frameOf(s.response);
    if (!framing)
        return std::unexpected(framing.error());
    s.framing = *framing;
    s.complete = s.framing.body == Framing::Body::none;
    return {};
}

Result<std::size_t> MessageParser::parseBody(std::string_view bytes)
{
    State& s = *m_state;
    if (s.complete)
        return std::size_t {0};
    s.contentEnd = bytes.data();
    const auto status = llhttp_execute(&s.parser, bytes.data(), bytes.size());
    const bool isWhole = status == HPE_PAUSED && s.complete;
    const char* end = isWhole ? llhttp_get_error_pos(&s.parser) : bytes.data() + bytes.size();
    if (s.framingBytes > maxHeadBytes || ((isWhole || status == HPE_OK) && s.hasTooMuchFraming(end)))
        return fail(ErrorCode::tooLarge, "message body", "more than 16 KiB that are no content");
    if (status != HPE_OK && !isWhole)
        return s.failure();
    return static_cast<std::size_t>(end - bytes.data());
}

Result<void> MessageParser::endOfConnection()
{
    State& s = *m_state;
    if (!s.complete && s.framing.body == Framing::Body::untilClose)
        s.complete = true;
    return s.complete ? Result<void>() : fail(ErrorCode::cutOff, "message", "the connection ended inside it");
}

bool MessageParser::isComplete() const { return m_state->complete; }
const Framing& MessageParser::framing() const { return m_state->framing; }
RequestHead& MessageParser::request() { return m_state->request; }
ResponseHead& MessageParser::response() { return m_state->response; }
std::string MessageParser::takeBody() { return std::exchange(m_state->body, {}); }

} // namespace fuseboard::http
