// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportpages/reports.h"
#include "support/madeupboard.h"

#include <format>

/// What the made-up company's bills say in November: OpenAI's does not agree, Anthropic's does, OpenRouter is behind no
/// gateway, and of the gateway's own model nobody sends a bill.
namespace fuseboard::sample {

inline Instant november(int day) { return madeup::at(std::format("2026-11-{:02}T00:00:00Z", day).c_str()); }

inline ReconciledDay reconciledDay(
    int day, const char* model, std::int64_t measuredCents, std::vector<std::pair<Cause, std::int64_t>> cents)
{
    ReconciledDay out {
        .model = model, .day = november(day), .measuredNano = measuredCents * madeup::unit / 100, .isStated = true};
    out.billedNano = out.measuredNano;
    for (const auto& [cause, each] : cents) {
        out.differences.push_back({cause, each * madeup::unit / 100});
        out.billedNano += out.differences.back().nano;
    }
    return out;
}

inline AccountReconciliation accountOf(const char* name, std::vector<ReconciledDay> days, bool measured, bool stated)
{
    AccountReconciliation out {
        .account = name, .isMeasured = measured, .isStated = stated, .settledBefore = {}, .sum = {}, .days = std::move(days)};
    out.sum = sumOf(out.days);
    if (stated)
        out.settledBefore = november(22);
    return out;
}

inline std::vector<AccountReconciliation> accounts()
{
    std::vector<ReconciledDay> openai, anthropic, openrouter, own;
    for (int day = 1; day <= 22; ++day) {
        openai.push_back(reconciledDay(day, "gpt-5.6", 61'240 + day * 911, {}));
        openai.push_back(reconciledDay(day, "gpt-5.6-mini", 4'110 + day * 37, {}));
        anthropic.push_back(reconciledDay(day, "claude-opus-5", 21'400 + day * 503, {{Cause::price, day == 9 ? 2'150 : 0}}));
        if (anthropic.back().differences.back().nano == 0)
            anthropic.back().differences.clear();
        openrouter.push_back(reconciledDay(day, "deepseek-v4", 0, {{Cause::bypass, 310 + day}}));
        ReconciledDay alone = reconciledDay(day, "llama-in-house", 1'900, {});
        alone.isCompared = alone.isStated = false;
        alone.billedNano = 0;
        own.push_back(alone);
    }
    openai[6] = reconciledDay(4, "gpt-5.6", 64'884, {{Cause::cacheClass, -1'830}, {Cause::bypass, 14'412}});
    openai[20] = reconciledDay(11, "gpt-5.6", 71'261, {{Cause::bypass, 92'905}, {Cause::price, 3'120}});
    openai[30] = reconciledDay(16, "gpt-5.6", 75'816, {{Cause::missingStream, 5'507}, {Cause::unknown, 411}});
    openai[42] = reconciledDay(22, "gpt-5.6", 81'282, {{Cause::lateData, -38'117}});
    ReconciledDay untold = reconciledDay(23, "gpt-5.6", 40'960, {});
    untold.isCompared = untold.isStated = false;
    untold.billedNano = 0;
    openai.push_back(untold);
    return {accountOf("anthropic", anthropic, true, true), accountOf("in-house", own, true, false),
        accountOf("openai", openai, true, true), accountOf("openrouter", openrouter, false, true)};
}

inline ModelPrice price(UnitPrice input, UnitPrice output)
{
    return {.base = {.input = input, .output = output}, .tiers = {}, .services = {}, .factors = {}};
}

inline PriceBook prices()
{
    constexpr UnitPrice dollar = madeup::unit;
    ModelPrice opus = price(5 * dollar, 25 * dollar);
    opus.base.cacheRead = dollar / 2;
    opus.base.cacheWrite5m = 25 * dollar / 4;
    opus.base.cacheWrite1h = 10 * dollar;
    opus.services[ServiceTier::batch] = {.base = {.input = 5 * dollar / 2, .output = 25 * dollar / 2}, .tiers = {}};
    opus.factors["fast"] = 6'000'000;
    ModelPrice gpt = price(5 * dollar / 4, 10 * dollar);
    gpt.base.cacheRead = dollar / 8;
    gpt.tiers.push_back({200'000, {.input = 5 * dollar / 2, .output = 15 * dollar, .cacheRead = dollar / 4}});
    gpt.services[ServiceTier::flex] = {.base = {.input = 5 * dollar / 8, .output = 5 * dollar}, .tiers = {}};
    gpt.services[ServiceTier::priority] = {.base = {.input = 5 * dollar / 2, .output = 20 * dollar}, .tiers = {}};
    ModelPrice dearer = gpt;
    dearer.base.input = 3 * dollar / 2;
    const PriceList shipped("2026-08-01", Currency::usd(),
        {{"claude-opus-5", opus}, {"gpt-5.6", gpt}, {"gpt-5.6-mini", price(dollar / 4, 2 * dollar)},
            {"old-model", price(dollar, dollar)}},
        {"LiteLLM model map of 1 August 2026", {}});
    const PriceList update("litellm 2026-11-10", Currency::usd(),
        {{"claude-opus-5", opus}, {"gpt-5.6", dearer}, {"gpt-5.6-mini", price(3 * dollar / 16, 2 * dollar)},
            {"deepseek-v4", price(27 * dollar / 100, 11 * dollar / 10)}},
        {"LiteLLM model map", november(10)});
    return PriceBook({shipped, update},
        {{.account = "openai",
             .model = {},
             .from = november(1),
             .until = {},
             .percentOff = 12,
             .committed = {},
             .currency = {}},
            {.account = "anthropic",
                .model = "claude-opus-5",
                .from = {},
                .until = madeup::at("2027-01-01T00:00:00Z"),
                .percentOff = 0,
                .committed = price(9 * dollar / 2, 22 * dollar),
                .currency = Currency::usd()}});
}

inline std::vector<UnpricedUsage> unpriced()
{
    return {
        {"gateway", "in-house", "qwen-4-coder", 1'204, {.input = 61'304'221, .output = 2'110'904}, november(3), november(23)},
        {"anthropic", "anthropic", "claude-preview-7", 0, {.input = 4'100'000, .cacheRead = 900'000, .output = 72'000},
            november(19), november(19)},
        {"gateway", "openai", "", 3, {.input = 512}, november(20), november(20)}};
}

/// As an answer to what the made-up board asks.
inline Reports reports()
{
    const Board board = madeup::board();
    return {{board.periodLabel, board.period, board.currency}, utcMonth(board.periodLabel, madeup::now()), accounts(),
        unpriced(), prices(), madeup::now()};
}

inline Reports emptyReports()
{
    Reports out = reports();
    out.accounts.clear();
    out.unpriced.clear();
    out.prices = PriceBook(prices().lists().front());
    return out;
}

} // namespace fuseboard::sample
