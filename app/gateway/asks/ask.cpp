// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/asks/ask.h"

#include "documents/documentobject.h"
#include "gateway/jsonfault.h"
#include "gateway/loops/trip.h"

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxTextBytes = 1024;
constexpr auto longestForBudgets = std::chrono::days(366); // no period is longer
constexpr auto longestForSessions = std::chrono::days(1); // nobody watches one for longer
constexpr auto otherClock = std::chrono::minutes(5); // the answer's "in a day" is by the clock of whoever gives it

std::optional<std::int64_t> nanoOf(const DocumentObject& object, std::string_view key)
{
    const auto text = object.text(key);
    if (!text)
        return {};
    const auto nano = parseScaledDecimal(*text, 0);
    if (nano && *nano > 0 && text->find_first_not_of("0123456789") == std::string::npos)
        return *nano;
    object.faults().add(object.pathOf(key), "must be nano-units above zero, digits only");
    return {};
}

std::string shortText(const DocumentObject& object, std::string_view key)
{
    const std::string text = object.text(key).value_or("");
    if (text.size() > maxTextBytes)
        object.faults().add(object.pathOf(key), "must have 1 to 1024 bytes");
    return text;
}

} // namespace

std::string toText(AskAbout about)
{
    switch (about) {
    case AskAbout::budget: return "budget";
    case AskAbout::session: return "session";
    }
    return {};
}

std::string toText(AskState state)
{
    switch (state) {
    case AskState::open: return "open";
    case AskState::allowed: return "allowed";
    case AskState::kept: return "kept";
    case AskState::over: return "over";
    }
    return {};
}

void write(JsonWriter& out, const Ask& ask)
{
    out.beginObject().member("id", ask.id).member("at", fuseboard::toText(ask.at)).member("state", toText(ask.state));
    out.member("scope", ask.scope.text())
        .member("period", toText(ask.period))
        .member("about", toText(ask.about))
        .member("team", ask.team)
        .member("token", ask.token)
        .member("label", ask.label);
    out.memberIfSet("person", ask.person).memberIfSet("agent", ask.agent);
    out.nano("amount", ask.amount.nano).member("currency", ask.amount.currency.text()).member("reason", ask.reason);
    out.nano("limit", ask.limit.nano).nano("spent", ask.spentNano).member("resetsAt", fuseboard::toText(ask.resetsAt));
    if (ask.about == AskAbout::session)
        out.member("calls", callsLetGo);
    if (ask.worstCallNano > 0)
        out.nano("worstCall", ask.worstCallNano);
    if (!ask.evidence.empty())
        out.key("evidence").raw(ask.evidence);
    if (ask.state != AskState::open)
        out.member("by", ask.by).member("answeredAt", fuseboard::toText(ask.answeredAt));
    if (ask.state == AskState::allowed)
        out.nano("granted", ask.grantedNano).member("until", fuseboard::toText(ask.until));
    out.endObject();
}

Result<AskedFor> parseRaise(const std::string& body, const Currency& currency)
{
    Faults faults;
    simdjson::dom::parser parser;
    AskedFor out;
    if (const auto root = parseDocument(parser, body, faults)) {
        const DocumentObject object(*root, {}, faults, {"amount", "currency", "reason"});
        out.nano = nanoOf(object, "amount").value_or(0);
        out.reason = shortText(object, "reason");
        if (object.textOr("currency", currency.text()) != currency.text())
            faults.add("currency", "the budget is in " + currency.text());
    }
    if (!faults.empty())
        return std::unexpected(explained(std::move(faults).take(), body).front());
    return out;
}

std::expected<AskAnswer, std::vector<Error>> parseAnswer(const std::string& body, AskAbout about, Instant now)
{
    Faults faults;
    simdjson::dom::parser parser;
    AskAnswer out;
    if (const auto root = parseDocument(parser, body, faults)) {
        const DocumentObject object(*root, {}, faults, {"decision", "amount", "until", "by"});
        const std::string decision = object.text("decision").value_or("");
        out.allow = decision == "allow";
        if (!decision.empty() && decision != "allow" && decision != "keep")
            faults.add("decision", "must be allow or keep");
        if (object.has("amount"))
            out.nano = nanoOf(object, "amount");
        if (object.has("until"))
            if (const auto text = object.text("until")) {
                const auto until = parseInstant(*text);
                const bool isSession = about == AskAbout::session;
                if (until && *until > now && *until <= now + (isSession ? longestForSessions + otherClock : longestForBudgets))
                    out.until = *until;
                else
                    faults.add("until",
                        std::string("must be a time like 2026-12-01T00:00:00Z, ahead and within ")
                            + (isSession ? "a day: a held session is let go for a day at most" : "a year"));
            }
        out.by = shortText(object, "by");
    }
    if (!faults.empty())
        return std::unexpected(explained(std::move(faults).take(), body));
    return out;
}

} // namespace fuseboard::gateway
