// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/figures.h"
#include "gateway/ledger/callcodec.h"
#include "gateway/ledger/ledgerkeeper.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <format>
#include <fstream>
#include <iterator>
#include <random>

using namespace fuseboard;
using namespace fuseboard::gateway;

namespace {

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write(const std::filesystem::path& file, const std::string& content) { std::ofstream(file, std::ios::binary) << content; }

LedgerEntry entryOf(const CallRow& row, bool isSettled)
{
    LedgerEntry out {.call = {}, .settled = isSettled};
    appendCall(out.call, row);
    return out;
}

/// Every member has a value of its own, so that one in another's place is seen.
CallRow fullRow(const std::string& id)
{
    CallRow row {.callId = id, .at = Instant(std::chrono::seconds(1'796'000'000)), .endedAt = Instant(std::chrono::seconds(5))};
    int number = 0;
    for (std::string* text :
        {&row.team, &row.token, &row.person, &row.agent, &row.session, &row.dialect, &row.route, &row.modelAsked,
            &row.modelUsed, &row.reason, &row.priceVersion, &row.upstream, &row.cut, &row.modelSent, &row.tier})
        *text = std::string(static_cast<std::size_t>(++number), 'x') + "\n";
    row.status = CallStatus::cut;
    row.tokens = {1, 2, 3, 4, 5, 6};
    row.cost = Money {-7, *Currency::parse("EUR")};
    row.unsettledNano = 8;
    row.counted = true;
    row.durationMs = 9;
    row.firstByteMs = 0;
    return row;
}

/// What stands behind the last group that is whole.
JournalEnd endOf(const std::filesystem::path& file)
{
    auto journal = JournalReader::open(file);
    if (!journal || !*journal)
        return {};
    for (;;)
        if (const auto group = (*journal)->next(); !group || !*group)
            return group ? (*journal)->end() : JournalEnd {};
}

/// At any time since that was last counted anew, in bytes.
std::size_t mostInMemory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return 1024 * std::stoul(line.substr(6));
    return 0;
}

class Journal : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(LedgerFile::create(directory.path() / "ledger.db"));
        open();
    }
    void open(std::uint64_t mostBytes = LedgerJournal::usualBytes)
    {
        ledger.reset();
        auto opened = openLedger(directory.path(), mostBytes);
        ASSERT_TRUE(opened) << opened.error().detail;
        ledger.emplace(*std::move(opened));
    }
    [[nodiscard]] Error refusal()
    {
        ledger.reset();
        auto opened = openLedger(directory.path());
        return opened ? Error {} : opened.error();
    }
    std::shared_ptr<const SettledCalls> keep(const std::vector<LedgerEntry>& entries)
    {
        std::vector<const LedgerEntry*> pointers;
        for (const LedgerEntry& entry : entries)
            pointers.push_back(&entry);
        auto kept = ledger->journal.keep(pointers);
        EXPECT_TRUE(kept);
        return kept ? *kept : nullptr;
    }
    static CallRow rowOf(const std::string& id, std::int64_t nano)
    {
        CallRow row {.callId = id, .at = Instant(std::chrono::seconds(1'796'000'000)), .endedAt = {}};
        row.session = std::string(200, 's');
        row.cost = Money {nano, Currency::usd()};
        return row;
    }
    static LedgerEntry opened(const std::string& id, std::int64_t nano = 1)
    {
        CallRow row = rowOf(id, nano);
        row.status = CallStatus::cut;
        row.cut = "crash";
        return entryOf(row, false);
    }
    static LedgerEntry settled(const std::string& id, std::int64_t nano = 2) { return entryOf(rowOf(id, nano), true); }
    [[nodiscard]] std::vector<CallRow> rows() { return ledger->file.page(0, 100'000)->rows; }
    /// What calls cost, by their ids; one that stands there twice has two of them.
    std::map<std::string, std::vector<std::int64_t>> costs()
    {
        std::map<std::string, std::vector<std::int64_t>> out;
        for (const CallRow& row : rows())
            out[row.callId].push_back(row.cost->nano);
        return out;
    }

    test::TemporaryDirectory directory;
    const std::filesystem::path file = directory.path() / "ledger.journal";
    std::optional<OpenLedger> ledger;
};

TEST_F(Journal, aCallComesBackAsItWasTold)
{
    CallRow bare {.callId = "bare"}, free {.callId = "free"};
    bare.status = CallStatus::failed;
    free.cost = Money {}; // as of a policy without prices
    const std::vector all {fullRow("full"), free, bare};
    for (const bool isSettled : {false, true})
        keep({entryOf(all[0], isSettled), entryOf(all[1], isSettled), entryOf(all[2], isSettled)});
    open();
    auto kept = rows();
    for (CallRow& row : kept)
        row.seq = 0;
    EXPECT_EQ(kept, all);
}

TEST_F(Journal, whatIsLeftOpenIsChargedOnceAndWhatIsNotOpenIsNotSettled)
{
    keep({opened("a"), opened("b", 5), opened("c")});
    EXPECT_EQ(keep({settled("never opened")}), nullptr);
    keep({settled("a"), opened("b", 6)});
    EXPECT_EQ(keep({settled("a", 9)}), nullptr);
    keep({opened("d"), settled("d", 7), settled("d", 8)});
    const std::map<std::string, std::vector<std::int64_t>> all {{"a", {2}}, {"b", {6}}, {"c", {1}}, {"d", {7}}};
    open();
    EXPECT_EQ(ledger->leftOpen, 2U);
    EXPECT_EQ(costs(), all);
    open(); // and once only
    EXPECT_EQ(ledger->leftOpen, 0U);
    EXPECT_EQ(costs(), all);
}

TEST_F(Journal, whatStandsInTheLedgerIsNotTakenTwice)
{
    for (int i = 0; i < 50; ++i) {
        keep({opened(std::to_string(i))});
        const auto group = keep({settled(std::to_string(i))});
        ASSERT_TRUE(group);
        if (i < 20) {
            ASSERT_TRUE(ledger->file.add(std::vector {group}, {group->group, false}));
        }
    }
    keep({opened("left")});
    open();
    EXPECT_EQ(rows().size(), 51U);
    for (const auto& [id, cost] : costs())
        EXPECT_EQ(cost.size(), 1U) << id;
}

/// At every byte at which a crash may cut the file off: all that was acknowledged before is there, what comes after is not.
TEST_F(Journal, aGroupThatWasCutOffIsLeftOut)
{
    keep({opened("a"), opened("b")});
    keep({settled("a")});
    const std::string before = contentOf(file);
    keep({settled("b"), opened("c")});
    const std::string after = contentOf(file);
    ledger.reset();
    const std::string database = contentOf(directory.path() / "ledger.db");
    const auto begin = static_cast<std::size_t>(std::ranges::mismatch(before, after).in1 - before.begin());
    const std::size_t end = after.find_last_not_of('\0') + 1;
    ASSERT_GT(end, begin + 200);
    for (std::size_t at = begin; at <= end; at += at + 40 < end ? 7 : 1) {
        std::string torn = before;
        torn.replace(0, at, after.substr(0, at));
        write(file, torn);
        write(directory.path() / "ledger.db", database);
        auto opened = openLedger(directory.path());
        ASSERT_TRUE(opened) << at << ": " << opened.error().detail;
        const auto page = *opened->file.page(0, 10);
        const bool isWhole = torn.substr(0, end) == after.substr(0, end);
        EXPECT_EQ(page.rows.size(), isWhole ? 3U : 2U) << at;
        EXPECT_EQ(opened->leftOpen, 1U) << at; // c, or b
        if (!isWhole && at + 260 < end) { // the zeros behind are many enough
            EXPECT_NE(opened->journalEnd.kind, JournalEnd::Kind::damaged) << at;
        }
    }
}

/// None was acknowledged: power failed before the disk had all of it.
TEST_F(Journal, aFileThatEndsInItsLastGroupIsTorn)
{
    keep({opened("a")});
    const auto begin = contentOf(file).find_last_not_of('\0') + 1;
    keep({opened("b")});
    std::filesystem::resize_file(file, begin + 100);
    open();
    EXPECT_EQ(ledger->journalEnd.kind, JournalEnd::Kind::torn);
    EXPECT_EQ(costs().size(), 1U);
}

/// Wherever it is: also where the group is then no more, or another's length.
TEST_F(Journal, aFlippedBitInTheLastGroupIsTold)
{
    keep({opened("a")});
    const auto begin = ledger->journal.size();
    keep({opened("last"), opened("of them")});
    const auto end = ledger->journal.size();
    const std::string whole = contentOf(file).substr(0, end + 4000);
    ledger.reset();
    for (std::size_t bit = 8 * begin; bit < 8 * end; ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        write(file, flipped);
        const JournalEnd found = endOf(file);
        ASSERT_EQ(found.kind, JournalEnd::Kind::damaged) << bit / 8 - begin;
        EXPECT_EQ(found.at, begin);
        EXPECT_EQ(found.bytes, bit / 32 - begin / 4 == 4 ? found.bytes : end - begin); // but of a length
    }
    open();
    const LedgerKeeper keeper(*std::exchange(ledger, {}));
    EXPECT_TRUE(keeper.notice().contains(std::format("{} bytes of ledger.journal, from byte {} on", end - begin, begin)))
        << keeper.notice();
}

/// As of a filer that lagged behind for long.
TEST_F(Journal, aLongOneIsReadInPieces)
{
    constexpr std::size_t longest = 48 * 1024 * 1024;
    CallRow row = rowOf("a", 1);
    row.session = std::string(512 * 1024, 's');
    while (ledger->journal.size() < longest)
        keep({entryOf(row, false)});
    for (int i = 0; i < 9000; i += 3)
        keep({opened(std::to_string(i)), opened(std::to_string(i + 1)), opened(std::to_string(i + 2)),
            settled(std::to_string(i)), settled(std::to_string(i + 1)), settled(std::to_string(i + 2))});
    ledger.reset();
    std::ofstream("/proc/self/clear_refs") << "5"; // the most that was in memory is counted anew
    const std::size_t before = mostInMemory();
    open();
    if (!fuseboard::test::isSanitized) {
        EXPECT_LT(mostInMemory() - before, longest / 2);
    }
    EXPECT_EQ(rows().size(), 9001U);
    EXPECT_EQ(costs().size(), 9001U);
}

/// With whatever a start that ended in the middle has filed.
TEST_F(Journal, aStartThatEndsAmongThePiecesDoublesNothing)
{
    keep({opened("open")});
    for (int i = 0; i < 5000; ++i)
        keep({opened(std::to_string(i)), settled(std::to_string(i))});
    ledger.reset();
    auto database = LedgerFile::open(directory.path() / "ledger.db");
    ASSERT_TRUE(database);
    const auto place = database->place();
    int pieces = 0;
    ASSERT_TRUE(LedgerJournal::settledIn(file, *place, [&](const auto& calls, std::uint64_t group) {
        ++pieces;
        return database->add(calls, {group, false});
    }));
    EXPECT_EQ(pieces, 1);
    open();
    EXPECT_EQ(ledger->leftOpen, 1U);
    EXPECT_EQ(rows().size(), 5001U);
    EXPECT_EQ(costs().size(), 5001U);
}

TEST_F(Journal, aFlippedBitIsFoundWhereOtherGroupsFollow)
{
    for (int i = 0; i < 6; ++i)
        keep({opened(std::to_string(i))});
    const std::size_t last = contentOf(file).find_last_not_of('\0');
    keep({opened("last")}); // which may seem to be one that was cut off
    const std::string whole = contentOf(file), ledgerId = ledger->file.id();
    ledger.reset();
    std::mt19937 random(7);
    for (int i = 0; i < 600; ++i) {
        std::string flipped = whole;
        const std::size_t at = random() % last;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << random() % 8));
        write(file, flipped);
        EXPECT_FALSE(LedgerJournal::read(file, ledgerId, {})) << at;
    }
}

TEST_F(Journal, onlyTheJournalOfThisLedgerWillDo)
{
    keep({opened("a")});
    const std::string mine = contentOf(file);
    std::filesystem::remove(file);
    Error why = refusal();
    EXPECT_EQ(why.code, ErrorCode::historyDamaged);
    EXPECT_EQ(why.subject, file.string());
    EXPECT_TRUE(why.detail.contains("missing")) << why.detail;

    const test::TemporaryDirectory other;
    ASSERT_TRUE(LedgerFile::create(other.path() / "ledger.db"));
    ASSERT_TRUE(openLedger(other.path()));
    std::filesystem::copy_file(other.path() / "ledger.journal", file);
    why = refusal();
    EXPECT_TRUE(why.detail.contains("another ledger.db")) << why.detail;

    for (const std::string& nonsense :
        {std::string(), std::string(100'000, '\0'), std::string("FBJRNL1\n"), mine.substr(0, 70)}) {
        write(file, nonsense);
        EXPECT_EQ(refusal().code, ErrorCode::historyDamaged) << nonsense.size();
    }
    write(file, mine);
    open();
    EXPECT_EQ(costs().size(), 1U);
}

TEST_F(Journal, anOlderLedgerBesideItIsRefusedAndOneThatWasClosedNeedsNone)
{
    ASSERT_TRUE(ledger->file.add(std::vector<CallRow>(), {ledger->journal.last(), true}));
    ledger.reset();
    const std::string closed = contentOf(directory.path() / "ledger.db");
    std::filesystem::remove(file); // as a backup of the one file has it
    open();
    keep({opened("a")});
    open();
    EXPECT_EQ(rows().size(), 1U);
    ledger.reset();
    write(directory.path() / "ledger.db", closed);
    EXPECT_TRUE(refusal().detail.contains("later ledger.db")) << refusal().detail;
}

/// As a copy of both files has it that was made while calls ran.
TEST_F(Journal, anOlderJournalBesideItIsRefused)
{
    keep({opened("a"), opened("b")});
    const std::string older = contentOf(file);
    const auto group = keep({settled("a")});
    ASSERT_TRUE(ledger->file.add(std::vector {group}, {group->group, false}));
    ledger.reset();
    const std::string newer = contentOf(file);
    write(file, older);
    EXPECT_TRUE(refusal().detail.contains("earlier ledger.db")) << refusal().detail;
    write(file, newer);
    open();
    EXPECT_EQ(costs().size(), 2U);
}

TEST_F(Journal, aLedgerCanDoWithoutOneThatIsLost)
{
    keep({opened("a")});
    const auto group = keep({settled("a")});
    ASSERT_TRUE(ledger->file.add(std::vector {group}, {group->group, false}));
    keep({opened("b")});
    ledger.reset();
    EXPECT_EQ(forgoJournal(directory.path()).error().code, ErrorCode::fileExists);
    std::filesystem::remove(file);
    EXPECT_EQ(refusal().code, ErrorCode::historyDamaged);
    ASSERT_TRUE(forgoJournal(directory.path()));
    open();
    EXPECT_EQ(costs(), (std::map<std::string, std::vector<std::int64_t>> {{"a", {2}}}));
}

/// Through many files, with all that a crash at any time leaves.
TEST_F(Journal, itBeginsAnewWithAllThatIsNotFiled)
{
    constexpr std::uint64_t most = 60'000;
    open(most);
    std::mt19937 random(11);
    std::map<std::string, std::vector<std::int64_t>> expected;
    std::vector<std::shared_ptr<const SettledCalls>> unfiled;
    std::vector<std::string> running;
    int number = 0, begun = 0;
    std::uint64_t before = 0;
    for (int step = 0; step < 1500; ++step) {
        std::vector<LedgerEntry> entries;
        for (auto left = random() % 12; left > 0; --left) {
            running.push_back(std::to_string(++number));
            entries.push_back(opened(running.back()));
        }
        while (running.size() > 20) {
            const std::size_t which = random() % running.size();
            expected[running[which]] = {number};
            entries.push_back(settled(running[which], number));
            running.erase(running.begin() + static_cast<std::ptrdiff_t>(which));
        }
        if (auto group = keep(entries))
            unfiled.push_back(std::move(group));
        if (random() % 4 == 0 && unfiled.size() > 3) {
            const std::vector filed(unfiled.begin(), unfiled.end() - 3);
            ASSERT_TRUE(ledger->file.add(filed, {filed.back()->group, false}));
            unfiled.erase(unfiled.begin(), unfiled.end() - 3);
            ledger->journal.haveFiled(filed.back()->group);
        }
        const std::uint64_t size = ledger->journal.size();
        begun += size < before;
        before = size;
        if (random() % 20 == 0) {
            open(most);
            for (const std::string& id : std::exchange(running, {}))
                expected[id] = {1};
            unfiled.clear();
            ASSERT_EQ(costs(), expected) << step;
            before = 0;
        }
    }
    EXPECT_GT(begun, 20);
    EXPECT_LT(ledger->journal.size(), 10 * most);
}

} // namespace
