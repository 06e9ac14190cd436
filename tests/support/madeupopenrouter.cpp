// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/madeupbills.h"

namespace fuseboard::test {
namespace {

using std::chrono::days;

constexpr std::int64_t fullPage = 100;

std::string uuid(Dice& dice)
{
    return std::format("{:08x}-0000-4000-8000-{:012x}", upTo(dice, 0xFFFFFFFF), upTo(dice, 0xFFFFFFFFFFFF));
}

/// Of one of the last 30 days, whatever was asked for.
std::string activityItem(Dice& dice, const UsageTask& task, MadeUpPage& page)
{
    const Instant day = task.period.end - days(1 + upTo(dice, 29));
    const std::int64_t nano = oneIn(dice, 6) ? 0 : upTo(dice, 9'000'000'000), prompt = upTo(dice, 900'000),
                       completion = upTo(dice, 20'000), reasoning = upTo(dice, 30'000), requests = upTo(dice, 400);
    Members item(dice);
    item.text("date", toText(day).substr(0, oneIn(dice, 2) ? 10 : 20));
    item.text("model", std::format("acme/model-{}", upTo(dice, 5)));
    item.text("model_permaslug", "acme/model-2026-08-01");
    item.text("endpoint_id", uuid(dice));
    item.text("provider_name", oneIn(dice, 2) ? "Acme" : "Provider of 2027");
    item.add("usage", amountText(dice, nano, 9));
    item.add("byok_usage_inference", amountText(dice, upTo(dice, 1'000'000), 9));
    item.count("requests", requests);
    item.count("prompt_tokens", prompt);
    item.count("completion_tokens", completion);
    item.count("reasoning_tokens", reasoning);
    item.maybe("workspace_id", uuid(dice));
    if (task.period.contains(day) && task.subject.empty())
        page.sums += {.nano = nano, .rows = 1};
    else if (task.period.contains(day)) // the key's cost, what it takes off, and its tokens, which state the cost again
        page.sums += {.input = prompt,
            .output = completion + (reasoning > completion ? reasoning : 0),
            .requests = requests,
            .nano = 2 * nano,
            .takenOff = nano,
            .rows = 3};
    return item.json();
}

std::string workspace(Dice& dice, int index)
{
    Members one(dice);
    one.text("id", uuid(dice));
    one.text("name", std::format("Team {}", index));
    one.text("slug", std::format("team-{}", index));
    one.text("created_at", "2026-01-05T09:00:00Z");
    one.text("default_guardrail_id", uuid(dice));
    one.add("io_logging_sampling_rate", "1");
    one.add("io_logging_api_key_ids", oneIn(dice, 2) ? "null" : "[1,2]");
    for (const char* text :
        {"created_by", "default_image_model", "default_provider_sort", "default_text_model", "description", "updated_at"})
        one.add(text, oneIn(dice, 2) ? "null" : R"("word-of-2027")");
    for (const char* choice :
        {"is_data_discount_logging_enabled", "is_observability_broadcast_enabled", "is_observability_io_logging_enabled"})
        one.add(choice, oneIn(dice, 2) ? "true" : "false");
    if (oneIn(dice, 2))
        one.add("include_byok_in_budgets", "false");
    return one.json();
}

std::string key(Dice& dice, const UsageTask& task, int index, MadeUpPage& page)
{
    const std::int64_t today = oneIn(dice, 3) ? 0 : upTo(dice, 9'000'000'000);
    Members one(dice);
    one.text("hash", std::format("{:032x}{:032x}", upTo(dice, 0xFFFFFFFF), index));
    one.text("name", std::format("key {}", index));
    one.text("label", "sk-or-v1-0e6...1c96");
    one.text("workspace_id", task.subject.empty() ? uuid(dice) : task.subject);
    one.text("created_at", "2026-01-05T09:00:00Z");
    one.add("usage_daily", amountText(dice, today, 9));
    for (const char* sum :
        {"usage", "usage_weekly", "usage_monthly", "byok_usage", "byok_usage_daily", "byok_usage_weekly", "byok_usage_monthly"})
        one.add(sum, amountText(dice, upTo(dice, 90'000'000'000), 9));
    for (const char* limit : {"limit", "limit_remaining"})
        one.add(limit, oneIn(dice, 2) ? "null" : amountText(dice, upTo(dice, 90'000'000'000), 9));
    one.add("limit_reset", oneIn(dice, 2) ? "null" : R"("reset-of-2027")");
    one.add("creator_user_id", oneIn(dice, 2) ? "null" : R"("user_1")");
    one.add("updated_at", oneIn(dice, 2) ? "null" : R"("2026-11-23T10:00:00Z")");
    one.maybe("expires_at", "2027-01-01T00:00:00Z");
    one.add("disabled", oneIn(dice, 2) ? "true" : "false");
    one.add("include_byok_in_limit", "false");
    if (task.list == "keys_today" && today != 0)
        page.sums += {.nano = today, .rows = 1};
    return one.json();
}

} // namespace

MadeUpPage madeUpOpenRouter(Dice& dice, const UsageTask& task)
{
    const bool isActivity = task.list == "activity" || task.list == "key_activity";
    const bool isWorkspaces = task.list == "workspaces" || task.list == "workspaces_today";
    MadeUpPage out;
    const std::int64_t many = !isActivity && oneIn(dice, 25) ? fullPage : upTo(dice, 6);
    std::vector<std::string> all;
    for (int i = 0; i < many; ++i)
        all.push_back(isActivity ? activityItem(dice, task, out) : isWorkspaces ? workspace(dice, i) : key(dice, task, i, out));
    Members members(dice);
    members.list("data", all);
    if (isWorkspaces)
        members.count("total_count", 250);
    if (isActivity) {
        out.follow = task.subject.empty() && out.sums.rows > 0 ? 1 : 0;
    } else {
        out.names = many;
        out.more = many == fullPage;
        const bool noneAtAll = isWorkspaces && task.page.empty() && many == 0; // there are keys all the same
        out.follow = noneAtAll ? 1 : isWorkspaces || task.list == "keys" ? many : 0;
    }
    out.json = members.json();
    return out;
}

} // namespace fuseboard::test
