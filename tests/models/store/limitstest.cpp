// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"
#include "store/repair.h"
#include "store/rowcheck.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

using namespace fuseboard;
using std::chrono::minutes;

namespace {

using Answer = LimitList::Answer;
const Instant noon = *parseInstant("2026-11-20T12:00:00Z");

class LimitsTest : public testing::Test {
protected:
    void SetUp() override { m_history = *History::create(file()); }
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.sqlite"; }

    Result<Applied> tell(const std::string& source, Instant at, std::vector<LimitList> lists)
    {
        Poll poll {.source = source, .account = {}, .rows = {}, .rereads = {}, .cursor = "c", .at = at};
        poll.limits = std::move(lists);
        return m_history->apply(poll);
    }
    /// Any of the shapes that a provider may tell.
    ProviderLimit anyLimit()
    {
        const auto one = [this](int of) { return static_cast<int>(m_dice() % static_cast<unsigned>(of)); };
        const auto amount = [&]() -> std::optional<LimitAmount> {
            const auto nano = static_cast<std::int64_t>(m_dice() % 2'000'000'000) - 1'000'000'000;
            switch (one(3)) {
            case 0: return std::nullopt;
            case 1: return Money {nano, Currency::usd()};
            default: return UnitQuantity {nano, one(2) == 0 ? "USD" : "AI credits"};
            }
        };
        return {.holder = static_cast<ProviderLimit::Holder>(one(5)),
            .holderId = "h" + std::to_string(one(3)),
            .holderName = one(2) == 0 ? "" : "Zoë’s",
            .kind = static_cast<ProviderLimit::Kind>(one(2)),
            .covers = one(2) == 0 ? "" : "ai_credits",
            .limit = amount(),
            .used = amount(),
            .period = one(2) == 0 ? "" : "30d",
            .resetsAt = one(2) == 0 ? std::nullopt : std::optional(noon + minutes(one(1000))),
            .refusesBeyond = one(3) == 0 ? std::nullopt : std::optional(one(2) == 0)};
    }
    LimitList anyList(const std::string& name)
    {
        if (m_dice() % 3 == 0)
            return {.name = name, .answer = static_cast<Answer>(1 + m_dice() % 3), .detail = "HTTP 403"};
        LimitList list {.name = name};
        for (auto left = m_dice() % 5; left > 0; --left)
            list.limits.push_back(anyLimit());
        return list;
    }

    test::TemporaryDirectory m_directory;
    std::unique_ptr<History> m_history;
    std::mt19937_64 m_dice {7};
};

} // namespace

TEST_F(LimitsTest, AListThatIsToldTakesThePlaceOfWhatItWasAndOneThatIsNotLeavesIt)
{
    std::map<std::string, std::map<std::string, LimitList>> expected;
    for (int poll = 0; poll < 300; ++poll) {
        const Instant at = noon + minutes(poll);
        const std::string source = m_dice() % 2 == 0 ? "git" : "llm";
        std::vector<LimitList> lists;
        for (const char* name : {"budgets", "keys", "teams"})
            if (m_dice() % 2 == 0)
                lists.push_back(anyList(name));
        ASSERT_TRUE(tell(source, at, lists));
        for (const LimitList& told : lists) {
            LimitList& kept = expected[source][told.name];
            kept.name = told.name;
            kept.answer = told.answer;
            kept.detail = told.detail;
            kept.askedAt = at;
            if (told.answer != Answer::told)
                continue;
            kept.toldAt = at;
            kept.limits = told.limits;
        }
        for (const auto& [name, known] : expected) {
            std::vector<LimitList> inOrder;
            for (const auto& [list, one] : known)
                inOrder.push_back(one);
            ASSERT_EQ(m_history->limits(name).value(), inOrder) << poll;
        }
    }
    EXPECT_TRUE(m_history->limits("nobody")->empty());
    EXPECT_TRUE(m_history->checkRest()->empty());
    EXPECT_EQ(m_history->sourceState("git")->toldRows, 0) << "limits are no usage";
    EXPECT_TRUE(m_history->days({noon - minutes(1), noon + minutes(1000)})->empty());
}

TEST_F(LimitsTest, AChangedOrLostLimitIsFound)
{
    ASSERT_TRUE(tell("git", noon, {{.name = "budgets", .limits = {anyLimit(), anyLimit(), anyLimit()}}}));
    const auto kept = m_history->limits("git").value();
    for (const auto& [change, what] : {
             std::pair {
                 "UPDATE provider_limit SET limit_is_money = 1 - limit_is_money WHERE place = 1", "does not fit its check"},
             {"UPDATE provider_limit_list SET told_at = told_at + 1", "does not fit its check"},
             {"UPDATE provider_limit_list SET answer = 9", "does not fit its check"},
             {"DELETE FROM provider_limit WHERE place = 2", "are missing"},
         }) {
        m_history.reset();
        sqlite::Database(file(), sqlite::Access::write).execute(change);
        m_history = *History::open(file(), HistoryMode::owner);
        const auto found = m_history->limits("git");
        ASSERT_FALSE(found) << change;
        EXPECT_EQ(found.error().code, ErrorCode::historyDamaged);
        EXPECT_TRUE(found.error().detail.ends_with(what)) << found.error().detail;
        EXPECT_FALSE(m_history->checkRest()->empty()) << change;
        ASSERT_TRUE(tell("git", noon, {{.name = "budgets", .limits = kept[0].limits}})) << "the next answer mends it";
        EXPECT_EQ(m_history->limits("git").value(), kept);
    }
}

TEST_F(LimitsTest, RepairKeepsWhatFits)
{
    ASSERT_TRUE(tell("git", noon, {{.name = "budgets", .limits = {anyLimit(), anyLimit()}}}));
    ASSERT_TRUE(tell("llm", noon, {{.name = "keys", .answer = Answer::refused, .detail = "HTTP 403"}}));
    const auto git = m_history->limits("git").value(), llm = m_history->limits("llm").value();
    ASSERT_TRUE(tell("lost", noon, {{.name = "keys", .limits = {anyLimit(), anyLimit()}}}));
    m_history.reset();
    sqlite::Database(file(), sqlite::Access::write).execute("DELETE FROM provider_limit WHERE source = 'lost' AND place = 0");
    ASSERT_TRUE(repairHistory(file(), m_directory.path() / "repaired.sqlite"));
    const auto repaired = History::open(m_directory.path() / "repaired.sqlite", HistoryMode::viewer).value();
    EXPECT_EQ(repaired->limits("git").value(), git);
    EXPECT_EQ(repaired->limits("llm").value(), llm);
    EXPECT_EQ(llm.at(0).toldAt, std::nullopt);
    EXPECT_TRUE(repaired->limits("lost")->empty()) << "a part is not told";
    EXPECT_TRUE(repaired->checkRest()->empty());
}
