// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/backfill.h"

#include <algorithm>
#include <array>
#include <format>
#include <vector>

namespace fuseboard {
namespace {

/// One page of hourly buckets at the providers that have the smallest pages (168 buckets, `contracts/PROVIDERS.md`).
constexpr std::chrono::days part {7};

constexpr std::array<std::string_view, 4> stateWords {"running", "paused", "cancelled", "done"};
constexpr std::array<std::string_view, 3> orderWords {"pause", "resume", "cancel"};

int partsIn(Period period) { return static_cast<int>((period.length() + part - std::chrono::microseconds(1)) / part); }

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> out;
    for (auto end = text.find('/'); end != std::string_view::npos; end = text.find('/')) {
        out.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    out.push_back(text);
    return out;
}

} // namespace

Backfill Backfill::start(Period whole)
{
    return {whole, whole.end, whole.start < whole.end ? BackfillState::running : BackfillState::done};
}

std::optional<Period> Backfill::next() const
{
    if (state != BackfillState::running)
        return std::nullopt;
    return Period {std::max(whole.start, reached - part), reached};
}

Backfill Backfill::after() const
{
    Backfill out = *this;
    if (const auto read = next())
        out.reached = read->start;
    if (out.reached <= whole.start)
        out.state = BackfillState::done;
    return out;
}

Backfill Backfill::ordered(BackfillOrder order) const
{
    Backfill out = *this;
    if (state == BackfillState::done)
        return out;
    switch (order) {
    case BackfillOrder::pause: out.state = BackfillState::paused; break;
    case BackfillOrder::resume: out.state = BackfillState::running; break;
    case BackfillOrder::cancel: out.state = BackfillState::cancelled; break;
    }
    return out;
}

Progress Backfill::progress() const
{
    const int all = partsIn(whole);
    return {all - partsIn({whole.start, std::max(reached, whole.start)}), all};
}

std::string Backfill::text() const
{
    return std::format("{}/{}/{}/{}", toText(state), toText(whole.start), toText(whole.end), toText(reached));
}

std::optional<Backfill> Backfill::parse(std::string_view text)
{
    const auto parts = words(text);
    const auto state = parts.size() == 4 ? std::ranges::find(stateWords, parts[0]) : stateWords.end();
    if (state == stateWords.end())
        return std::nullopt;
    const auto start = parseInstant(parts[1]), end = parseInstant(parts[2]), reached = parseInstant(parts[3]);
    if (!start || !end || !reached || *end < *reached || *reached < *start)
        return std::nullopt;
    const auto told = static_cast<BackfillState>(state - stateWords.begin());
    return Backfill {{*start, *end}, *reached, *reached == *start ? BackfillState::done : told};
}

std::string_view toText(BackfillState state) { return stateWords[static_cast<std::size_t>(state)]; }

std::optional<BackfillOrder> parseBackfillOrder(std::string_view text)
{
    const auto found = std::ranges::find(orderWords, text);
    return found == orderWords.end() ? std::nullopt : std::optional(static_cast<BackfillOrder>(found - orderWords.begin()));
}

} // namespace fuseboard
