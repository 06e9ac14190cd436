// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transcripts/transcripttree.h"

#include "collector/pricing.h"
#include "connectors/locallogs/logreader.h"
#include "documents/policydocument.h"
#include "models/store/temporarydirectory.h"
#include "store/history.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace fuseboard;
namespace fs = std::filesystem;

/// A tree of some megabytes from disk to committed rows, held against the books of the one who wrote it.
TEST(TranscriptTree, parsedPricedAndStoredComesToWhatItsWriterKnows)
{
    const test::TemporaryDirectory directory;
    const auto expected = test::writeTranscriptTree(directory.path() / "home", 6'000'000, 1);
    std::ifstream file(FUSEBOARD_TEST_DATA "/../../resources/prices/prices-2026-08-01.json");
    const PriceBook prices(parsePriceList(std::string(std::istreambuf_iterator<char>(file), {})).value());

    auto history = History::create(directory.path() / "history.db").value();
    LogReader logs({.kind = LogKind::claudeCode,
        .directory = directory.path() / "home",
        .indexFile = directory.path() / "index",
        .rows = {"claude-code", "claude-code", "claude-code"},
        .environment = {directory.path(), "", "", ""}});
    const Instant now = *parseInstant("2026-08-10T00:00:00Z");
    for (bool more = true; more;) {
        auto page = logs.poll(history->sourceState("claude-code")->cursor, now).value();
        priceUsage(page.poll.rows, prices);
        ASSERT_TRUE(history->apply(page.poll));
        more = page.more;
    }

    std::map<std::pair<std::string, std::string>, test::TreeSum> found;
    const auto rows = history->rows("claude-code", {now - std::chrono::days(90), now}).value();
    for (const UsageRow& row : rows) {
        test::TreeSum& sum = found[{toText(row.start).substr(0, 10), row.model}];
        for (std::size_t i = 0; i < sum.tokens.size(); ++i)
            sum.tokens[i] += row.tokens.of(tokenClasses[i]);
        sum.responses += row.requests;
        ASSERT_EQ(row.cost.has_value(), row.model != test::treeModelWithoutPrice) << row.model;
        sum.nano += row.cost ? row.cost->nano : 0;
    }
    EXPECT_EQ(found.size(), expected.byDayAndModel.size());
    EXPECT_TRUE(found == expected.byDayAndModel);
    EXPECT_EQ(logs.library().counts(),
        (LogCounts {expected.files, expected.lines, expected.all().responses, expected.duplicates(), expected.passedOver,
            expected.broken}));
    EXPECT_GT(expected.duplicates(), 100);
    EXPECT_GT(expected.broken, 0);
    EXPECT_GT(expected.passedOver, 0);
}
