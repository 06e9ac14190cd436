// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/steadycompany.h"

#include "support/madeupmembers.h"

#include <format>

namespace fuseboard::bench {
namespace {

using namespace std::chrono;
using test::Dice;
using test::oneIn;
using test::upTo;

constexpr int projects = 30, people = 260, productKeys = 30;
constexpr std::array models {"gpt-5.6-2026-08-01", "gpt-5.6-mini-2026-08-01", "gpt-5.6-nano-2026-08-01", "gpt-5.5-2026-02-12",
    "gpt-5.5-mini-2026-02-12", "gpt-5-2025-08-07", "gpt-5-mini-2025-08-07", "gpt-4.1-2025-04-14", "gpt-4.1-mini-2025-04-14",
    "gpt-4o-2024-11-20", "o4-mini-2025-04-16", "ft:gpt-4.1-mini-2025-04-14:acme:support:BxYz12Ab"};

std::string id(Dice& dice, std::string_view prefix, int length)
{
    static constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string out(prefix);
    for (int i = 0; i < length; ++i)
        out += letters[static_cast<std::size_t>(upTo(dice, std::ssize(letters) - 1))];
    return out;
}

/// Mostly small, seldom near the most.
std::int64_t skewed(Dice& dice, std::int64_t most) { return upTo(dice, most >> upTo(dice, 8)); }

bool isWorkingHour(Instant at)
{
    const auto day = floor<days>(at);
    return weekday(day).iso_encoding() <= 5 && at - day >= hours(7) && at - day < hours(17);
}

} // namespace

SteadyCompany::SteadyCompany(std::uint64_t seed)
    : m_seed(seed)
{
    Dice dice(seed);
    std::vector<std::string> projectIds;
    for (int i = 0; i < projects; ++i)
        projectIds.push_back(id(dice, "proj_", 24));
    for (int key = 0; key < productKeys + people; ++key) {
        const bool isProduct = key < productKeys;
        const std::string project = projectIds[static_cast<std::size_t>(upTo(dice, projects - 1))],
                          person = id(dice, "user-", 24), keyId = id(dice, "key_", 16);
        std::int64_t model = upTo(dice, std::ssize(models) - 1);
        for (std::int64_t more = upTo(dice, 2); more >= 0; --more, model = (model + 1) % std::ssize(models)) {
            const auto add = [&](bool batch, const char* tier) {
                m_combinations.push_back({std::format(R"("project_id":"{}","user_id":"{}","api_key_id":"{}","model":"{}",)"
                                                      R"("batch":{},"service_tier":"{}")",
                                              project, person, keyId, models[static_cast<std::size_t>(model)], batch, tier),
                    isProduct, 500 + upTo(dice, 30'000)});
            };
            add(false, isProduct && oneIn(dice, 6) ? "priority" : "default");
            if (isProduct && oneIn(dice, 4))
                add(true, "default");
        }
    }
}

test::MadeUpPage SteadyCompany::page(const UsageTask& task) const
{
    std::seed_seq seeds {m_seed, static_cast<std::uint64_t>(toUnixSeconds(task.period.start))};
    Dice dice(seeds);
    test::MadeUpPage out {.json = R"({"object":"page","data":[)"};
    for (Instant at = task.period.start; at < task.period.end; at += task.width, ++out.buckets) {
        out.json += std::format(R"({}{{"object":"bucket","start_time":{},"end_time":{},"results":[)", out.buckets ? "," : "",
            toUnixSeconds(at), toUnixSeconds(at + task.width));
        bool any = false;
        for (const Combination& one : m_combinations) {
            if (one.isProduct ? oneIn(dice, 10) : !oneIn(dice, isWorkingHour(at) ? 4 : 60))
                continue;
            const std::int64_t calls = 1 + skewed(dice, one.isProduct ? 4'000 : 120),
                               input = calls * (1 + skewed(dice, one.prompt)), cached = input / 100 * upTo(dice, 90),
                               written = (input - cached) / 100 * upTo(dice, 20), output = calls * (1 + skewed(dice, 2'000));
            out.json += std::format(
                R"({}{{"object":"organization.usage.completions.result","input_tokens":{},"input_cached_tokens":{},)"
                R"("input_cache_write_tokens":{},"input_uncached_tokens":{},"output_tokens":{},"input_text_tokens":{},)"
                R"("output_text_tokens":{},"input_cached_text_tokens":{},"input_audio_tokens":0,"input_cached_audio_tokens":0,)"
                R"("output_audio_tokens":0,"input_image_tokens":0,"input_cached_image_tokens":0,"output_image_tokens":0,)"
                R"("num_model_requests":{},{}}})",
                any ? "," : "", input, cached, written, input - cached - written, output, input - cached - written, output,
                cached, calls, one.dimensions);
            any = true;
            out.sums += {.input = input - cached - written,
                .cacheRead = cached,
                .cacheWrite = written,
                .output = output,
                .requests = calls,
                .rows = 1};
        }
        out.json += "]}";
    }
    out.json += R"(],"has_more":false,"next_page":null})";
    return out;
}

} // namespace fuseboard::bench
