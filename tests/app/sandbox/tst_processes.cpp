// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/running.h"
#include "sandbox/company/callplan.h"
#include "sandbox/company/setup.h"
#include "sandbox/invoice/invoice.h"
#include "sandbox/provider/modelcall.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;
using test::Running;
using test::RunningProvider;
using test::Scratch;

json::value invoiceOf(const Scratch& scratch)
{
    Running program({"invoice", "--dir", scratch.path().string(), "--json"});
    const std::string line = program.line();
    EXPECT_EQ(program.wait(), 0) << program.errors();
    return json::parse(line.empty() ? "{}" : line);
}

void setUp(const Scratch& scratch, const std::string& url)
{
    Running program({"setup", "--dir", scratch.path().string(), "--provider-url", url});
    ASSERT_EQ(program.wait(), 0) << program.errors();
}

std::string chatWith(const std::string& hints, bool stream = false)
{
    return std::string(R"({"model":"gpt-5.6","messages":[{"role":"user"}],)") + (stream ? R"("stream":true,)" : "")
        + R"("metadata":{)" + hints + "}}";
}

TEST(Provider, RefusesWrongKeysInTheDialectOfTheCaller)
{
    const Scratch scratch;
    const RunningProvider provider(scratch.path());
    const auto chat = test::post(provider.url, "/v1/chat/completions", "sk-wrong", chatWith(""));
    EXPECT_EQ(chat.status, 401);
    EXPECT_EQ(json::parse(chat.body).at("error").at("code").as_string(), "invalid_api_key");
    const auto messages = test::post(provider.url, "/v1/messages", "sk-wrong", "{}");
    EXPECT_EQ(messages.status, 401);
    EXPECT_EQ(json::parse(messages.body).at("error").at("type").as_string(), "authentication_error");
    EXPECT_EQ(test::get(provider.url, "/v1/models", "sk-wrong").status, 401);
    EXPECT_EQ(test::get(provider.url, "/v1/models", provider.upstreamKey).status, 200);
    // The keys are not interchangeable.
    EXPECT_EQ(test::get(provider.url, "/v1/organization/costs?start_time=1", provider.upstreamKey).status, 401);
    EXPECT_EQ(test::get(provider.url, "/v1/models", provider.adminKey).status, 401);
    EXPECT_EQ(test::get(provider.url, "/v1/organization/costs", provider.adminKey).status, 400);
    EXPECT_EQ(test::get(provider.url, "/v1/nothing", provider.upstreamKey).status, 404);
}

TEST(Provider, FailsAsAskedAndBillsNothingForIt)
{
    const Scratch scratch;
    const RunningProvider provider(scratch.path());
    for (const auto& [fail, status] :
        std::vector<std::pair<std::string, int>> {{"400", 400}, {"429", 429}, {"500", 500}, {"529", 503}}) {
        const auto answer = test::post(
            provider.url, "/v1/chat/completions", provider.upstreamKey, chatWith(R"("sandbox_fail":")" + fail + '"'));
        EXPECT_EQ(answer.status, status);
        EXPECT_EQ(answer.headers.has("retry-after"), status == 429);
        EXPECT_TRUE(json::parse(answer.body).at("error").at("message").is_string());
    }
    EXPECT_EQ(
        test::post(provider.url, "/v1/messages", provider.upstreamKey,
            R"({"model":"claude-opus-5","max_tokens":9,"messages":[{"role":"user"}],"metadata":{"user_id":"sandbox fail=529"}})")
            .status,
        529);
    EXPECT_EQ(invoiceOf(scratch).at("calls").as_int64(), 0);
}

TEST(Provider, CutsAnAnswerSoThatItIsSeenAndBillsWhatItHadProduced)
{
    const Scratch scratch;
    const RunningProvider provider(scratch.path());
    const std::string hints = R"("sandbox_input":"1000","sandbox_output":"400","sandbox_fail":"cut")";
    const auto streamed = test::post(provider.url, "/v1/chat/completions", provider.upstreamKey, chatWith(hints, true));
    EXPECT_EQ(streamed.status, 200);
    EXPECT_TRUE(streamed.cut);
    EXPECT_FALSE(streamed.body.contains("[DONE]"));
    const auto whole = test::post(provider.url, "/v1/chat/completions", provider.upstreamKey, chatWith(hints));
    EXPECT_TRUE(whole.cut);
    const auto invoice = invoiceOf(scratch);
    EXPECT_EQ(invoice.at("calls").as_int64(), 2);
    const auto output = invoice.at("lines").at(0).at("output").as_int64();
    EXPECT_GT(output, 400 + 100);
    EXPECT_LT(output, 400 + 300);
}

TEST(Provider, ServesLiveCallsInUsageAndCostsFromTheFirstDayOnAndKeepsItsPast)
{
    const Scratch scratch;
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::int64_t start = today.time_since_epoch().count() * 86400L;
    std::string past;
    const std::string pastTarget = "/v1/organization/costs?start_time=" + std::to_string(start - 86400 * 20L)
        + "&end_time=" + std::to_string(start) + "&limit=30&group_by[]=project_id";
    {
        const RunningProvider provider(scratch.path());
        past = test::get(provider.url, pastTarget, provider.adminKey).body;
        EXPECT_TRUE(past.contains("proj_payments"));
        EXPECT_EQ(test::post(provider.url, "/v1/chat/completions", provider.upstreamKey,
                      chatWith(R"("sandbox_input":"1000","sandbox_output":"10")"))
                      .status,
            200);
        const auto costs = json::parse(test::get(provider.url,
            "/v1/organization/costs?start_time=" + std::to_string(start) + "&group_by=project_id", provider.adminKey)
                .body);
        const auto& result = costs.at("data").at(0).at("results").at(0);
        EXPECT_EQ(result.at("project_id").as_string(), "proj_gateway");
        EXPECT_EQ(result.at("amount").at("value").as_string(), "0.0053");
    }
    // Another seed and another first day are not listened to a second time.
    const RunningProvider again(scratch.path(), {"--seed", "99", "--first-day", "2020-01-01"});
    EXPECT_EQ(test::get(again.url, pastTarget, again.adminKey).body, past);
    const auto usage = test::get(
        again.url, "/v1/organization/usage/completions?bucket_width=1h&start_time=" + std::to_string(start), again.adminKey);
    EXPECT_TRUE(usage.body.contains(R"("input_tokens":1000)"));
}

TEST(Company, EndsAfterExactlyTheCallsAskedForAndTheInvoiceAgrees)
{
    const Scratch scratch;
    const RunningProvider provider(scratch.path());
    setUp(scratch, provider.url);
    Running company({"company", "--gateway", provider.url, "--keys", scratch.path("company.json").string(), "--calls", "400",
        "--rate", "100000", "--troubles", "all"});
    const auto summary = json::parse(company.line());
    EXPECT_EQ(company.wait(), 0) << company.errors();
    EXPECT_EQ(summary.at("calls").as_int64(), 400);
    EXPECT_EQ(summary.at("unreachable").as_int64(), 0);
    EXPECT_GT(summary.at("byStatus").as_object().size(), 1U);
    EXPECT_EQ(summary.at("byApi").as_object().size(), 4U);
    EXPECT_EQ(summary.at("byTeam").as_object().size(), 7U);
    // Every call that was answered 200, even one that was cut, is on the invoice.
    EXPECT_EQ(invoiceOf(scratch).at("calls").as_int64(), summary.at("byStatus").at("200").as_int64());
}

TEST(Company, RunsAwaySaysSoAndStopsOnSigtermAtOnce)
{
    const Scratch scratch;
    const RunningProvider provider(scratch.path());
    setUp(scratch, provider.url);
    Running company(
        {"company", "--gateway", provider.url, "--keys", scratch.path("company.json").string(), "--runaway-after", "0.05"});
    EXPECT_EQ(company.line(), "runaway checkout-agent of team-payments has started");
    const auto before = std::chrono::steady_clock::now();
    company.signal(SIGTERM);
    EXPECT_EQ(company.wait(), 0) << company.errors();
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(2));
}

TEST(Company, TheRunawayBurnsOneToTwoHundredDollarsAMinute)
{
    const Caller caller {"t", "team-payments", "checkout-agent", false, {}};
    std::int64_t nano = 0;
    const int calls = static_cast<int>(std::chrono::minutes(1) / runawayGap);
    for (int step = 0; step < calls; ++step) {
        const PlannedCall call = runawayCall(caller, step);
        const auto parsed = parseModelCall(call.api, requestBody(call), ProviderPrices::builtIn());
        ASSERT_TRUE(parsed) << parsed.error().message;
        EXPECT_EQ(parsed->tokens, call.tokens);
        EXPECT_EQ(parsed->tool, call.tool);
        nano += ProviderPrices::builtIn().cost(call.model, call.tokens)->nano;
    }
    EXPECT_GT(nano, 100'000'000'000);
    EXPECT_LT(nano, 200'000'000'000);
}

std::vector<Caller> callersOf(const Scratch& scratch)
{
    EXPECT_TRUE(writeSetup(scratch.path(), "http://127.0.0.1:1"));
    return readKeysFile(scratch.path("company.json")).value();
}

TEST(Company, OrdinaryCallsCostAFewHundredDollarsADayAndAreTheSameForTheSameSeed)
{
    const Scratch scratch;
    const auto callers = callersOf(scratch);
    CallPlan plan(1, callers, TroubleMix::none, 1, {}), same(1, callers, TroubleMix::none, 1, {});
    std::int64_t nano = 0;
    std::chrono::microseconds time {0};
    for (int i = 0; i < 4000; ++i) {
        const PlannedCall call = plan.next(), again = same.next();
        EXPECT_EQ(requestBody(call), requestBody(again));
        time += call.gap;
        const auto parsed = parseModelCall(call.api, requestBody(call), ProviderPrices::builtIn());
        ASSERT_TRUE(parsed) << parsed.error().message;
        EXPECT_EQ(parsed->tokens.prompt(), call.tokens.prompt());
        nano += ProviderPrices::builtIn().cost(call.model, parsed->tokens)->nano;
    }
    const std::int64_t dollarsADay =
        nano / 1'000'000'000 * std::chrono::microseconds(std::chrono::days(1)).count() / time.count();
    EXPECT_GT(dollarsADay, 200);
    EXPECT_LT(dollarsADay, 900);
}

TEST(Company, ReplaysARealTrace)
{
    const std::string directory = FUSEBOARD_SHARED "/data";
    if (!std::filesystem::exists(directory + "/azure-llm-2023-code.csv"))
        GTEST_SKIP() << "no traces beside the project: " << directory;
    const auto azure = readTrace("azure", directory);
    ASSERT_TRUE(azure);
    EXPECT_EQ(azure->size(), 8819U + 19366U);
    EXPECT_EQ(azure->front().at.count(), 0);
    const auto mooncake = readTrace("mooncake", directory);
    ASSERT_TRUE(mooncake);
    EXPECT_EQ(mooncake->size(), 12031U);
    EXPECT_TRUE(std::ranges::any_of(*mooncake, [](const TraceCall& call) { return call.cachedTokens > 0; }));
    const Scratch scratch;
    const auto callers = callersOf(scratch);
    CallPlan plan(1, callers, TroubleMix::none, 2, *mooncake);
    std::chrono::microseconds time {0};
    for (std::size_t i = 0; i < mooncake->size(); ++i) {
        const PlannedCall call = plan.next();
        time += call.gap;
        EXPECT_LE(call.tokens.prompt(), (*mooncake)[i].promptTokens);
    }
    EXPECT_NEAR(static_cast<double>(time.count()), static_cast<double>(mooncake->back().at.count()) / 2, 2e4);
}

TEST(Setup, WritesTheSameKeysAgainAndKeepsThemPrivate)
{
    const Scratch scratch;
    setUp(scratch, "http://127.0.0.1:1111");
    const auto first = json::parse(readText(scratch.path("company.json")).value());
    setUp(scratch, "http://127.0.0.1:2222");
    const auto second = json::parse(readText(scratch.path("company.json")).value());
    EXPECT_EQ(first.at("keys"), second.at("keys"));
    EXPECT_EQ(second.at("provider").at("url").as_string(), "http://127.0.0.1:2222");
    for (const char* name : {"company.json", "admin.key", "upstream.key", "sandbox.secret"})
        EXPECT_EQ(std::filesystem::status(scratch.path(name)).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)
            << name;
    EXPECT_EQ(second.at("teams").as_array().size(), 7U);
    EXPECT_EQ(second.at("teams").at(0).at("budget").at("amount").as_string(), "20000");
    int ofNobody = 0;
    for (const auto& key : second.at("keys").as_array())
        ofNobody += key.at("team").as_string().empty() ? 1 : 0;
    EXPECT_EQ(ofNobody, 3);
}

struct BadStart {
    const char* name;
    std::vector<std::string> arguments;
    std::string says;
};
void PrintTo(const BadStart& start, std::ostream* out) { *out << start.name; }
class BadStarts : public testing::TestWithParam<BadStart> { };

TEST_P(BadStarts, EndWithOneSentence)
{
    Running program(GetParam().arguments);
    EXPECT_GT(program.wait(), 0);
    EXPECT_TRUE(program.errors().contains(GetParam().says)) << program.errors();
}

INSTANTIATE_TEST_SUITE_P(Rows, BadStarts,
    testing::Values(BadStart {"no_subcommand", {}, "subcommand"},
        BadStart {"unknown_option", {"provider", "--dri", "x"}, "--dir"},
        BadStart {"missing_directory", {"provider", "--dir", "/nowhere/at/all"}, "There is no directory /nowhere/at/all."},
        BadStart {"bad_listen", {"provider", "--dir", "/tmp", "--listen", "nonsense"}, "nonsense"},
        BadStart {"missing_keys_file", {"company", "--gateway", "http://127.0.0.1:1", "--keys", "/nowhere.json"},
            "/nowhere.json can't be read"},
        BadStart {"no_keys_file", {"company", "--gateway", "http://127.0.0.1:1", "--keys", "/etc/passwd"},
            "/etc/passwd can't be used"},
        BadStart {"bad_gateway", {"company", "--gateway", "gopher://x", "--keys", "/etc/passwd"}, "gopher://x"},
        BadStart {"trace_without_directory", {"company", "--gateway", "http://127.0.0.1:1", "--keys", "k", "--trace", "azure"},
            "--trace-dir"},
        BadStart {"setup_without_directory", {"setup", "--dir", "/nowhere", "--provider-url", "http://127.0.0.1:1"},
            "There is no directory /nowhere."},
        BadStart {"no_invoice", {"invoice", "--dir", "/nowhere"}, "/nowhere/invoice.db can't be read"}),
    [](const auto& row) { return row.param.name; });

TEST(Provider, SaysThatItsPortIsTaken)
{
    const Scratch first, second;
    const RunningProvider provider(first.path());
    ASSERT_FALSE(provider.url.empty());
    Running other({"provider", "--dir", second.path().string(), "--listen", provider.url.substr(7)});
    EXPECT_GT(other.wait(), 0);
    EXPECT_TRUE(other.errors().contains("is taken by another program")) << other.errors();
}

} // namespace
} // namespace fuseboard::sandbox
