// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/place.h"
#include "fuzz/target.h"
#include "gateway/guard.h"
#include "gateway/holdsfile.h"

#include <algorithm>
#include <format>

namespace fuseboard::test {
namespace {

using gateway::HoldsFile;

Hold hold(Scope scope, std::uint64_t generation, HoldState state)
{
    return {{.orderId = std::format("order-{}", generation),
                .scope = std::move(scope),
                .generation = generation,
                .state = state,
                .mode = generation % 2 ? FreezeMode::cut : FreezeMode::refuse,
                .reason = "an agent ran away",
                .by = "A. Smith"},
        Instant(std::chrono::microseconds(1'780'000'000'000'000))};
}

std::string fileOf(const std::vector<Hold>& holds)
{
    const Place place("holds.db");
    std::string out;
    if (!HoldsFile::create(place.file()))
        return out;
    if (auto file = HoldsFile::open(place.file()))
        for (const Hold& each : holds)
            if (!file->keep(each))
                return out;
    return place.bytes();
}

/// What the corpus's files hold, each in the order of its scopes.
std::vector<std::vector<Hold>> written()
{
    std::vector<Hold> many;
    for (std::uint64_t i = 1; i <= 60; ++i) // more than a page holds
        many.push_back(hold(Scope::ofTeam(std::format("team-{}", i)), i, i % 3 ? HoldState::frozen : HoldState::released));
    return {{}, {hold(Scope::ofTeam("team-a"), 1, HoldState::frozen)},
        {hold(Scope::everything(), 2, HoldState::frozen), hold(Scope::ofTeam("team-a"), 3, HoldState::released),
            hold({ScopeKind::session, "s 1"}, 5, HoldState::frozen), hold({ScopeKind::model, "m"}, 4, HoldState::frozen)},
        many};
}

std::vector<std::string> corpus()
{
    std::vector<std::string> out;
    for (const auto& holds : written())
        out.push_back(fileOf(holds));
    return out;
}

std::vector<Hold> sorted(std::vector<Hold> holds)
{
    std::ranges::sort(holds, {}, [](const Hold& each) { return each.order.scope; });
    return holds;
}

/// Damage is refused, or has touched nothing that counts.
std::string strangeHold(const std::vector<Hold>& holds)
{
    static const auto known = [] {
        auto sets = written();
        for (auto& set : sets)
            set = sorted(std::move(set));
        return sets;
    }();
    if (!std::ranges::contains(known, sorted(holds)))
        return "holds that nobody has written";
    gateway::Guard guard;
    for (const Hold& each : holds)
        guard.restore(each);
    for (const Hold& each : holds)
        if (each.order.state == HoldState::frozen && !guard.frozenBy(gateway::CallIdentity::within(each.order.scope)))
            return "a freeze that was read refuses nothing: " + each.order.scope.text();
    return {};
}

/// A freeze that is kept beside what was read stands there after the next start, and nothing else has changed.
std::string keepingFault(const Place& place, HoldsFile file, std::vector<Hold> before)
{
    const Hold more = hold(Scope::ofTeam("team-that-comes-later"), 9, HoldState::frozen);
    if (std::ranges::contains(before, more.order.scope, [](const Hold& each) { return each.order.scope; }))
        return {};
    if (!file.keep(more))
        return {}; // said: nothing was promised
    {
        const HoldsFile gone = std::move(file);
    }
    auto again = HoldsFile::open(place.file());
    const auto read = again ? again->all() : std::unexpected(again.error());
    if (!read)
        return "what was kept can't be read again: " + read.error().detail;
    before.push_back(more);
    return sorted(*read) == sorted(std::move(before)) ? "" : "what was kept is something else after a start";
}

Reading read(const Place& place, const std::string& input)
{
    place.write(input);
    auto file = HoldsFile::open(place.file());
    if (!file)
        return {.kind = "refused " + withoutDigits(file.error().detail), .fault = {}};
    auto holds = file->all();
    if (!holds)
        return {.kind = "unreadable " + withoutDigits(holds.error().detail), .fault = {}};
    Reading out {.kind = std::format("{} holds", holds->size()), .fault = strangeHold(*holds), .accepted = true};
    if (out.fault.empty())
        out.fault = keepingFault(place, *std::move(file), *std::move(holds));
    return out;
}

} // namespace

FuzzTarget holdsTarget()
{
    const auto place = std::make_shared<Place>("holds.db");
    return {.name = "holds",
        .inputs = {.corpus = corpus(),
            .dictionary = {"frozen", "released", "team", "organisation", "refuse", "cut", "SQLite format 3",
                "CREATE TABLE hold", "FBH1", std::string(2, '\0'), std::string("\0\0\0\2", 4), "\r", "\n", "\5", "\2"},
            .longest = 64 * 1024,
            .keepsSize = true},
        .read = [place](const std::string& input) { return read(*place, input); }};
}

} // namespace fuseboard::test
