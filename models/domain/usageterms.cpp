// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/usageterms.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace fuseboard {
namespace {

constexpr std::array<std::pair<ServiceTier, std::string_view>, 3> tierWords {
    {{ServiceTier::batch, "batch"}, {ServiceTier::flex, "flex"}, {ServiceTier::priority, "priority"}}};
constexpr std::string_view above = "above ", otherTierWord = "tier ", otherSpeedWord = "speed ";
constexpr std::array<std::int64_t, 5> thresholds {128'000, 200'000, 256'000, 272'000, 512'000};

void readWord(std::string_view word, UsageTerms& terms)
{
    for (const auto& [tier, name] : tierWords)
        if (word == name)
            terms.tier = tier;
    if (word == "fast")
        terms.fast = true;
    else if (word == "audio" || word == "image")
        terms.otherMedia = true;
    else if (word == "us" || word == "eu")
        terms.region = word;
    else if (word == unpricedWord)
        terms.untold = true;
    else if (word.starts_with(otherTierWord))
        terms.otherTier = word.substr(otherTierWord.size());
    else if (word.starts_with(otherSpeedWord))
        terms.otherSpeed = word.substr(otherSpeedWord.size());
    else if (word.starts_with(above) && word.ends_with('k')) {
        std::int64_t thousands = 0;
        const auto* end = word.data() + word.size() - 1;
        if (const auto read = std::from_chars(word.data() + above.size(), end, thousands);
            read.ec == std::errc() && read.ptr == end && thousands > 0 && thousands < 1'000'000)
            terms.promptAbove = thousands * 1000;
    }
}

} // namespace

UsageTerms UsageTerms::parse(std::string_view text)
{
    UsageTerms terms;
    while (!text.empty()) {
        const auto comma = text.find(", ");
        readWord(text.substr(0, comma), terms);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 2);
    }
    return terms;
}

UsageTerms UsageTerms::told(std::string_view tier, std::string_view speed)
{
    const auto isUsual = [](std::string_view word) { return word.empty() || word == "standard" || word == "default"; };
    UsageTerms terms;
    const auto* known = std::ranges::find(tierWords, tier, &std::pair<ServiceTier, std::string_view>::second);
    if (known != tierWords.end())
        terms.tier = known->first;
    else if (!isUsual(tier))
        terms.otherTier = tier;
    terms.fast = speed == "fast";
    if (!terms.fast && !isUsual(speed))
        terms.otherSpeed = speed;
    return terms;
}

std::string UsageTerms::text() const
{
    std::string out;
    const auto put = [&](std::string_view word) { (out.empty() ? out : out.append(", ")).append(word); };
    for (const auto& [known, name] : tierWords)
        if (tier == known)
            put(name);
    if (!otherTier.empty())
        put(std::string(otherTierWord) + otherTier);
    if (fast)
        put("fast");
    if (!otherSpeed.empty())
        put(std::string(otherSpeedWord) + otherSpeed);
    if (!region.empty())
        put(region);
    if (promptAbove > 0)
        put(std::string(above) + std::to_string(promptAbove / 1000) + "k");
    return out;
}

std::int64_t promptThresholdBelow(std::int64_t promptTokens)
{
    std::int64_t found = 0;
    for (const std::int64_t threshold : thresholds)
        if (promptTokens > threshold)
            found = threshold;
    return found;
}

} // namespace fuseboard
