// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/refusal.h"

#include "documents/jsonwriter.h"

#include <format>

namespace fuseboard::gateway {
namespace {

const char* anthropicType(int status)
{
    switch (status) {
    case 400: return "invalid_request_error";
    case 401: return "authentication_error";
    case 403: return "permission_error";
    case 404: return "not_found_error";
    case 413: return "request_too_large";
    case 429: return "rate_limit_error";
    case 503: return "overloaded_error";
    default: return "api_error";
    }
}

void writeMachineFields(JsonWriter& out, const CallerError& error)
{
    if (!error.hold)
        return;
    out.member("scope", error.hold->order.scope.text()).member("rule", "freeze").member("owner", error.owner);
    out.key("resetsAt").null().member("incident", error.hold->order.orderId);
}

void writeError(JsonWriter& out, Dialect dialect, const CallerError& error)
{
    out.beginObject();
    if (dialect == Dialect::anthropic)
        out.member("type", anthropicType(error.status)).member("message", error.message);
    else
        out.member("message", error.message).member("type", error.type).key("param").null();
    out.member("code", error.code);
    writeMachineFields(out, error);
    out.endObject();
}

/// `Payments` → `Payments'`, `Growth` → `Growth's`.
std::string possessive(const std::string& name) { return name + (name.ends_with('s') ? "'" : "'s"); }

std::string subject(const Scope& scope, const Team* team)
{
    switch (scope.kind) {
    case ScopeKind::organisation: return "All AI spending";
    case ScopeKind::team: return "Team " + possessive(team ? team->name : scope.id) + " AI spending";
    case ScopeKind::token: return "This key's AI spending";
    case ScopeKind::session: return "This session's AI spending";
    case ScopeKind::model: return "Use of the model " + scope.id;
    }
    return "AI spending";
}

} // namespace

CallerError refusal(const Hold& hold, const Team* team)
{
    const std::string owner = team && !team->owner.empty() ? team->owner : hold.order.by;
    std::string message = std::format("{} was frozen by {} at {:%H:%M} UTC", subject(hold.order.scope, team), hold.order.by,
        std::chrono::floor<std::chrono::minutes>(hold.at));
    message += hold.order.reason.empty() ? "." : ": " + hold.order.reason + (hold.order.reason.ends_with('.') ? "" : ".");
    if (!owner.empty())
        message += " Ask: " + owner + ".";
    return {.status = 403,
        .type = "fuseboard_breaker_open",
        .code = "breaker_open",
        .message = std::move(message),
        .hold = hold,
        .owner = owner};
}

std::string errorBody(Dialect dialect, const CallerError& error)
{
    JsonWriter out;
    out.beginObject();
    if (dialect == Dialect::anthropic)
        out.member("type", "error");
    out.key("error");
    writeError(out, dialect, error);
    return std::move(out.endObject()).str();
}

std::string errorEvent(Api api, const CallerError& error)
{
    if (api == Api::responses) {
        JsonWriter out;
        out.beginObject().member("type", "error").member("code", error.code).member("message", error.message);
        out.key("param").null();
        writeMachineFields(out, error);
        out.key("error"); // what OpenAI's SDK looks for in an event, to raise it instead of handing it on
        writeError(out, Dialect::openai, error);
        return "event: error\ndata: " + std::move(out.endObject()).str() + "\n\n";
    }
    const std::string body = errorBody(dialectOf(api), error);
    return (api == Api::messages ? "event: error\ndata: " : "data: ") + body + "\n\n";
}

} // namespace fuseboard::gateway
