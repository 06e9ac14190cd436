// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/boardbuilder.h"
#include "collector/breakdownwithin.h"
#include "collector/daybook.h"
#include "models/store/temporarydirectory.h"
#include "support/transcripts/dice.h"

#include <gtest/gtest.h>

#include <format>
#include <numeric>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Instant now = parseInstant("2026-11-23T14:20:00Z").value();
const Calendar berlin = Calendar::make("Europe/Berlin").value();

std::string oneOf(test::Dice& dice, const char* what, std::int64_t many)
{
    const auto number = dice.between(0, many);
    return number == 0 ? std::string() : std::format("{}-{}", what, number);
}

Organisation twoTeams()
{
    Organisation out;
    out.teams = {{.id = "team-a", .name = "A"}, {.id = "team-b", .name = "B"}};
    return out;
}

/// Calls of two teams and of nobody, some in euros, which no rate holds for.
std::unique_ptr<History> madeUp(const std::filesystem::path& file, std::uint64_t seed)
{
    test::Dice dice(seed);
    auto history = History::create(file).value();
    EXPECT_TRUE(history->setOrganisation(twoTeams(), "test", now));
    Poll poll {.source = "gateway", .account = "acme", .cursor = "c", .at = now, .completeUpTo = now};
    for (int i = 0; i < 400; ++i)
        poll.rows.push_back({.start = now - minutes(dice.between(1, 30 * 24 * 60)),
            .source = "gateway",
            .account = "acme",
            .recordId = std::to_string(i),
            .seq = static_cast<std::uint64_t>(i) + 1,
            .team = dice.between(0, 5) == 0 ? TeamId()
                : dice.between(0, 1) == 0   ? "team-a"
                                            : "team-b",
            .key = oneOf(dice, "key", 3),
            .person = oneOf(dice, "person", 3),
            .agent = oneOf(dice, "agent", 2),
            .model = oneOf(dice, "model", 3),
            .tag = oneOf(dice, "tag", 2),
            .requests = 1,
            .cost = Money {dice.between(1, 900'000'000), i % 9 == 0 ? *Currency::parse("EUR") : Currency::usd()}});
    EXPECT_TRUE(history->apply(poll));
    return history;
}

Board boardOf(const History& history)
{
    BoardInput input {.organisation = twoTeams(), .calendar = berlin, .currency = Currency::usd(), .within = now, .now = now};
    const DayRange range {berlin, input.kind, now, firstDayNeeded(berlin, input.kind, now, now, {}), now};
    DayBook book(Currency::usd());
    EXPECT_TRUE(book.read(history, range, input.organisation));
    while (book.refine(history, range, input.organisation).value()) { }
    input.days = book.from(range.from);
    return buildBoard(input);
}

Breakdowns read(const History& history, std::optional<TeamId> team, std::vector<BreakdownWithin> within = {})
{
    auto out = breakdownsWithin(history,
        {.team = std::move(team), .calendar = berlin, .currency = Currency::usd(), .month = now, .within = std::move(within)},
        now);
    EXPECT_TRUE(out);
    return out.value_or(Breakdowns {});
}

std::int64_t sumOf(const std::vector<BreakdownRow>& rows)
{
    return std::accumulate(
        rows.begin(), rows.end(), std::int64_t {0}, [](auto sum, const BreakdownRow& row) { return sum + row.nano; });
}

/// That each list of what lies within a row comes to the row.
void expectWithin(const History& history, const std::optional<TeamId>& team, BreakdownBy by, const BreakdownRow& row)
{
    const Breakdowns within = read(history, team, {{by, row.id, row.team}});
    for (const BreakdownBy other : {BreakdownBy::agent, BreakdownBy::model, BreakdownBy::person, BreakdownBy::tag})
        EXPECT_EQ(sumOf(within.by(other)), row.nano) << row.id << " " << static_cast<int>(other);
    ASSERT_EQ(within.by(by).size(), 1u) << "nothing else lies within itself";
    EXPECT_EQ(within.by(by).front(), row);
}

} // namespace

TEST(BreakdownWithin, HasTheBoardsMoneyToTheNanoUnit)
{
    const test::TemporaryDirectory directory;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const auto history = madeUp(directory.path() / std::format("{}.db", seed), seed);
        const Board board = boardOf(*history);
        const auto expectSame = [&](const TeamBoard& shown, std::optional<TeamId> team) {
            const Breakdowns all = read(*history, team);
            EXPECT_EQ(all.byAgent, shown.byAgent);
            EXPECT_EQ(all.byModel, shown.byModel);
            EXPECT_EQ(all.byPerson, shown.byPerson);
            EXPECT_EQ(sumOf(all.byTag), shown.burn.spentNano);
            EXPECT_EQ(all.byTag.size(), 3u); // two, and what has none
            for (const BreakdownBy by : {BreakdownBy::agent, BreakdownBy::model, BreakdownBy::person, BreakdownBy::tag})
                for (const BreakdownRow& row : all.by(by))
                    expectWithin(*history, team, by, row);
        };
        expectSame(board.all, std::nullopt);
        expectSame(board.unallocated, TeamId());
        for (const TeamBoard& team : board.teams)
            expectSame(team, team.id);
    }
}

TEST(BreakdownWithin, RowsWithinRowsNarrowIt)
{
    const test::TemporaryDirectory directory;
    const auto history = madeUp(directory.path() / "h.db", 9);
    const Breakdowns all = read(*history, "team-a");
    const BreakdownRow& model = all.byModel.front();
    const Breakdowns ofModel = read(*history, "team-a", {{BreakdownBy::model, model.id, {}}});
    const BreakdownRow& person = ofModel.byPerson.front();
    EXPECT_LT(person.nano, model.nano);
    const Breakdowns both =
        read(*history, "team-a", {{BreakdownBy::model, model.id, {}}, {BreakdownBy::person, person.id, {}}});
    EXPECT_EQ(sumOf(both.byAgent), person.nano);
    EXPECT_TRUE(read(*history, "team-a", {{BreakdownBy::model, "no such", {}}}).byAgent.empty());
}
