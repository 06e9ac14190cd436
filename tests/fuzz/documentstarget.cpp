// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/jsonwriter.h"
#include "fuzz/target.h"
#include "gateway/guard.h"
#include "gateway/orderdocument.h"
#include "gateway/policybook.h"

#include <algorithm>
#include <format>

namespace fuseboard::test {
namespace {

std::string percentEncoded(const std::string& text)
{
    std::string out;
    for (const char c : text)
        out += std::format("%{:02x}", static_cast<unsigned char>(c));
    return out;
}

std::string written(const HoldOrder& order)
{
    JsonWriter out;
    out.beginObject().member("orderId", order.orderId).member("generation", order.generation);
    out.member("state", toText(order.state)).member("mode", toText(order.mode));
    out.member("reason", order.reason).member("by", order.by).endObject();
    return std::move(out).str();
}

std::string orderFault(const std::string& body, Reading& out)
{
    const auto order = gateway::parseOrder(Scope::ofTeam("team-a"), body);
    if (!order) {
        out.kind += order.error().empty() ? "" : order.error().front().subject.substr(0, 8);
        return order.error().empty() ? "an order is refused for no reason" : "";
    }
    out.kind += "order";
    out.accepted = true;
    if (order->generation < 1 || order->orderId.empty() || order->by.empty() || order->reason.empty())
        return "an order that lacks something";
    const auto again = gateway::parseOrder(order->scope, written(*order));
    if (!again || *again != *order)
        return "written anew, it is another order";
    return {};
}

std::string scopeFault(const std::string& path, Reading& out)
{
    const auto scope = gateway::orderScope(path);
    if (!scope)
        return {};
    out.kind += toText(scope->kind);
    out.accepted = true;
    const auto again = gateway::orderScope(percentEncoded(scope->text()));
    if (!again || *again != *scope)
        return "written anew, it is another scope";
    gateway::Guard guard;
    guard.apply({.orderId = "o", .scope = *scope, .generation = 1, .reason = "r", .by = "b"}, Instant());
    if (!guard.frozenBy(gateway::CallIdentity::within(*scope)))
        return "a freeze of it would be in force and stop nothing";
    return {};
}

std::string policyFault(const std::string& text, Reading& out)
{
    const auto policy = parsePolicy(text);
    if (!policy) {
        out.kind += policy.error().empty() ? "" : policy.error().front().detail.substr(0, 24);
        return policy.error().empty() ? "a policy is refused for no reason" : "";
    }
    out.kind += "policy";
    out.accepted = true;
    const std::string once = writePolicy(*policy);
    const auto again = parsePolicy(once);
    if (!again)
        return "written anew, it is refused: " + again.error().front().subject;
    if (writePolicy(*again) != once)
        return "written anew, it is another policy";
    const gateway::PolicyBook book(std::make_shared<const gateway::Config>(), *policy, text);
    for (const CallerKey& key : policy->keys)
        if (!book.key(key.sha256) || !book.team(key.team))
            return "a key of nobody";
    return {};
}

std::vector<std::string> corpus()
{
    const std::string sha = std::string(64, 'a');
    const std::string start =
        R"({"revision":1,"zone":"Europe/Berlin","fiscalDay":1,"teams":[{"id":"team-a","name":"Payments","owner":"P"}],)"
        R"("tokens":[{"sha256":")"
        + sha + R"(","team":"team-a","label":"l","agent":"a","person":"p","probe":true}],"budgets":[)";
    const std::string prices =
        R"("prices":{"version":"v1","currency":"USD","models":{"m":{"input":"5","output":"30","cacheRead":"0.5",)"
        R"("tiers":[{"above":272000,"input":"10","output":"45"}],"maxOutput":128000}}}})";
    return {R"({"orderId":"0198-1","generation":1,"state":"frozen","mode":"refuse","reason":"a drill","by":"A. Smith"})",
        R"({"orderId":"o","generation":9223372036854775807,"state":"released","reason":"é","by":"b"})",
        R"({"orderId":"o","generation":0,"state":"moon","mode":1,"reason":"","by":null})", "team/team-a", "organisation/all",
        "token/" + sha, "session/a%20b", "model/gpt-5.6", "model/%C3%A9", "team/Team-A", "session/ours%3A1",
        start
            + R"({"scope":{"kind":"team","id":"team-a"},"period":"month","amount":"20000000000000","currency":"USD","hard":true}],)"
            + R"("routes":[{"dialect":"openai","model":"m","upstream":"u"}],"breakers":[{"rule":"loops","observe":true}],)"
            + R"("unpriced":{"input":"15","output":"75"},"outputCap":4096,)" + prices,
        start + R"(],"routes":[],"tiers":[{"tier":"premium","dialect":"openai","model":"m","upstream":"u"}],)"
            + R"("aliases":[{"model":"smart","tier":"premium"}],"downgradeAt":80,"tierRules":[{"team":"team-a","token":")" + sha
            + R"(","promptFrom":5,"promptBelow":6,"tools":false,"tier":"premium"}],)" + prices,
        start
            + R"({"scope":{"kind":"organisation","id":"all"},"period":"week","amount":"5","currency":"USD","hard":false}],"routes":[],)"
            + prices,
        "{}", "[]", ""};
}

Reading read(const std::string& input)
{
    Reading out;
    out.fault = scopeFault(input, out);
    if (out.fault.empty())
        out.fault = orderFault(input, out);
    if (out.fault.empty())
        out.fault = policyFault(input, out);
    return out;
}

} // namespace

FuzzTarget documentsTarget()
{
    return {.name = "documents",
        .inputs = {.corpus = corpus(),
            .dictionary = {R"("generation":1,)", R"("state":"frozen",)", R"("mode":"cut",)", R"("reason":"r",)", R"("by":"b")",
                R"("hard":true)", R"("period":"month")", R"("amount":"5")", R"("currency":"EUR")",
                R"({"kind":"team","id":"team-a"})", "null", "{}", "[]", "%2f", "%00", "%C3%A9", "team/", "session/", "model/",
                "\\u0000", R"("teams":[],)", "\xc3\xa9", "\xff", R"("revision":2,)", R"("above":1)", R"("input":"1")"},
            .longest = 4096,
            .keepsSize = false},
        .read = read};
}

} // namespace fuseboard::test
