// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/collector.h"

#include "net/httpclient.h"

#include <QPromise>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

class HandClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return m_now; }
    [[nodiscard]] SteadyTime steady() const override { return {}; }
    Instant m_now = *parseInstant("2026-11-23T13:20:00Z");
};

/// Answers what it is told to, one result a poll; then that nothing is new. Without a script it never answers.
class ScriptedSource : public UsageSource {
public:
    ScriptedSource(std::vector<UsageResult>* script, std::vector<std::string>* cursors, std::vector<Instant>* asked,
        std::chrono::seconds lateness)
        : m_script(script)
        , m_cursors(cursors)
        , m_asked(asked)
        , m_lateness(lateness)
    {
    }
    [[nodiscard]] Capabilities capabilities() const override { return {.lateness = m_lateness}; }
    [[nodiscard]] const std::string& id() const override { return m_id; }
    [[nodiscard]] QFuture<UsageResult> poll(std::string cursor, Instant now) override
    {
        m_cursors->push_back(cursor);
        m_asked->push_back(now);
        if (!m_script) {
            m_pending.start();
            return m_pending.future();
        }
        UsageResult result =
            UsageAnswer {.poll = {.source = m_id, .rows = {}, .rereads = {}, .cursor = cursor, .at = now, .completeUpTo = now}};
        if (!m_script->empty()) {
            result = m_script->front();
            m_script->erase(m_script->begin());
        }
        return QtFuture::makeReadyValueFuture(result);
    }

private:
    std::string m_id = "openai";
    std::vector<UsageResult>* m_script;
    std::vector<std::string>* m_cursors;
    std::vector<Instant>* m_asked;
    std::chrono::seconds m_lateness;
    QPromise<UsageResult> m_pending; ///< cancelled where this goes first
};

UsageRow usage(int hour, const std::string& model)
{
    return {.start = *parseInstant("2026-11-23T00:00:00Z") + std::chrono::hours(hour),
        .width = 1h,
        .source = "openai",
        .account = "openai",
        .ledger = Ledger::providerUsage,
        .recordId = {},
        .team = {},
        .project = "proj_a",
        .key = {},
        .person = {},
        .agent = {},
        .model = model,
        .lineItem = "completions",
        .tokens = {.input = 1'000'000},
        .requests = 3,
        .cost = {},
        .priceVersion = {}};
}

UsageResult answer(std::vector<UsageRow> rows, const std::string& cursor, bool more = false)
{
    return UsageAnswer {.poll = {.source = "openai",
                            .rows = std::move(rows),
                            .rereads = {},
                            .cursor = cursor,
                            .at = *parseInstant("2026-11-23T13:20:00Z"),
                            .completeUpTo = {}},
        .more = more};
}

UsageResult refusal(ErrorCode code) { return std::unexpected(UsageFailure {{code, "openai", "HTTP 401"}, {}}); }

} // namespace

class CollectorTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    HandClock m_clock;
    std::string m_kind = "openai";
    std::chrono::seconds m_lateness {0};
    std::vector<UsageResult> m_script;
    std::vector<std::string> m_cursors;
    std::vector<Instant> m_asked;
    std::shared_ptr<const Board> m_board;
    std::vector<Error> m_errors;
    bool m_neverAnswers = false;
    std::string m_name = "OpenAI";

    std::unique_ptr<Collector> collector()
    {
        auto made = notStarted();
        made->start();
        return made;
    }
    std::unique_ptr<Collector> notStarted()
    {
        const std::filesystem::path file = m_directory.filePath(QStringLiteral("history.db")).toStdString();
        auto history = std::filesystem::exists(file) ? History::open(file, HistoryMode::owner) : History::create(file);
        CollectorSetup setup;
        setup.history = std::move(*history);
        setup.sources = {{.id = "openai",
            .name = m_name,
            .kind = m_kind,
            .url = "http://127.0.0.1:1",
            .socket = {},
            .account = "openai",
            .key = {},
            .interval = 300s}};
        // A prompt of more than half a million tokens costs ten times as much.
        const TokenPrices base {.input = 5'000'000'000, .output = 1, .cacheRead = {}, .cacheWrite5m = {}, .cacheWrite1h = {}};
        const TokenPrices dear {.input = 50'000'000'000, .output = 1, .cacheRead = {}, .cacheWrite5m = {}, .cacheWrite1h = {}};
        setup.prices = PriceList("p1", Currency::usd(), {{"gpt-5.6", {base, {{500'000, dear}}}}});
        setup.poll = false;
        setup.makeSource = [this](const SourceConfig&, HttpClient&) {
            return std::make_unique<ScriptedSource>(m_neverAnswers ? nullptr : &m_script, &m_cursors, &m_asked, m_lateness);
        };
        auto made = std::make_unique<Collector>(std::move(setup), m_clock);
        connect(made.get(), &Collector::boardChanged, this,
            [this](std::shared_ptr<const Board> board) { m_board = std::move(board); });
        connect(made.get(), &Collector::failed, this, [this](const Error& error) { m_errors.push_back(error); });
        return made;
    }

    void poll(Collector& collector)
    {
        QSignalSpy polled(&collector, &Collector::polled);
        collector.pollNow();
        QTRY_COMPARE(polled.count(), 1);
    }

private Q_SLOTS:
    void init()
    {
        QFile::remove(m_directory.filePath(QStringLiteral("history.db")));
        m_kind = "openai";
        m_lateness = 0s;
        m_script.clear();
        m_cursors.clear();
        m_errors.clear();
        m_asked.clear();
        m_board.reset();
        m_neverAnswers = false;
        m_name = "OpenAI";
    }

    void ordersBeforeTheStartWaitForIt()
    {
        const auto collector = notStarted();
        QSignalSpy polled(collector.get(), &Collector::polled);
        collector->prepare();
        collector->showPeriod(PeriodKind::month, m_clock.now());
        collector->pollNow();
        QTest::qWait(400); // a board that is wanted comes within a quarter of a second
        QVERIFY(!m_board);
        collector->start();
        QVERIFY(m_board);
        QTRY_COMPARE(polled.count(), 1);
    }

    void pricesStoresAndShows()
    {
        m_script = {answer({usage(1, "gpt-5.6"), usage(2, "unheard-of")}, "c1")};
        auto watched = collector();
        QVERIFY(m_board);
        QCOMPARE(m_board->all.burn.spentNano, 0);
        poll(*watched);
        QCOMPARE(m_board->all.burn.spentNano, 5'000'000'000);
        QCOMPARE(m_board->all.estimatedNano, 5'000'000'000);
        QCOMPARE(m_board->unpricedRequests, 3);
        QVERIFY(!m_board->sources.at(0).error);
        QVERIFY(m_board->sources.at(0).lastAnswer);
    }

    void goesOnFromTheStoredCursorAfterARestart()
    {
        m_script = {answer({usage(1, "gpt-5.6")}, "c1")};
        poll(*collector());
        m_board.reset();
        auto again = collector();
        QCOMPARE(m_board->all.burn.spentNano, 5'000'000'000); // before any answer
        poll(*again);
        QCOMPARE(m_cursors, (std::vector<std::string> {"", "c1"}));
    }

    void readsOnWhileThereIsMore()
    {
        m_script = {answer({usage(1, "gpt-5.6")}, "c1", true), answer({usage(2, "gpt-5.6")}, "c2", true), answer({}, "c3")};
        poll(*collector());
        QCOMPARE(m_cursors, (std::vector<std::string> {"", "c1", "c2"}));
        QCOMPARE(m_board->all.burn.spentNano, 10'000'000'000);
    }

    void whatASourceLastSaidIsKnownAfterARestart()
    {
        m_script = {answer({usage(1, "gpt-5.6")}, "c1")};
        poll(*collector());
        m_clock.m_now += std::chrono::hours(5);
        collector();
        QCOMPARE(m_board->sources.at(0).lastAnswer, m_clock.m_now - std::chrono::hours(5));
        m_clock.m_now -= std::chrono::hours(5);
    }

    void aSourceThatTellsWhatAFileToldShowsIt()
    {
        UsageRow cost = usage(0, "gpt-5.6");
        cost.width = 24h;
        cost.ledger = Ledger::providerCost;
        cost.cost = Money {1'000'000'000, Currency::usd()};
        UsageRow billed = cost;
        billed.source = "focus/2026-11-01/openai";
        const auto tell = [&](std::vector<UsageRow> rows) {
            const std::filesystem::path file = m_directory.filePath(QStringLiteral("history.db")).toStdString();
            auto history = std::filesystem::exists(file) ? History::open(file, HistoryMode::owner) : History::create(file);
            const Period november {*parseInstant("2026-11-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};
            const Poll poll {.source = billed.source,
                .account = {},
                .rows = std::move(rows),
                .rereads = {{Ledger::providerCost, november}},
                .cursor = "c",
                .at = m_clock.m_now};
            QVERIFY((*history)->apply(poll));
        };
        tell({billed});
        m_script = {answer({usage(1, "gpt-5.6")}, "c1"), answer({cost}, "c2"), answer({}, "c3")};
        auto watched = collector();
        poll(*watched);
        QVERIFY(!m_board->sources.at(0).error); // it tells no costs yet
        for (int again = 0; again < 2; ++again) {
            poll(*watched);
            QVERIFY(m_board->sources.at(0).error);
            QCOMPARE(m_board->sources.at(0).error->code, ErrorCode::accountTwice);
            QCOMPARE(m_board->sources.at(0).error->detail, "focus/2026-11-01/openai and openai");
        }
        watched.reset();
        m_board.reset();
        watched = collector();
        QTRY_VERIFY(m_board->sources.at(0).error); // before any answer; the first figures do not wait for it
        watched.reset();
        tell({});
        watched = collector();
        QVERIFY(!m_board->sources.at(0).error);
    }

    void whatAToolSaysOfItselfSettlesNoBill()
    {
        UsageRow cost = usage(-48, "gpt-5.6");
        cost.width = 24h;
        cost.ledger = Ledger::providerCost;
        cost.cost = Money {1'000'000'000, Currency::usd()};
        m_script = {answer({usage(-47, "gpt-5.6"), cost}, "c1")};
        poll(*collector()); // the bill of the day before yesterday is not whole yet
        QCOMPARE(m_board->all.burn.spentNano, 5'000'000'000);
        m_kind = "anthropic-claude-code"; // of the same account, and complete up to now
        poll(*collector());
        QCOMPARE(m_board->all.burn.spentNano, 5'000'000'000);
        m_kind = "openai";
        poll(*collector());
        QCOMPARE(m_board->all.burn.spentNano, 1'000'000'000);
    }

    void fieldsThatNobodyKnowsAreTold()
    {
        UsageResult strange = answer({usage(1, "gpt-5.6")}, "c1"), again = answer({}, "c2");
        strange->unknownFields = {"usage: data[].colour"};
        for (int i = 0; i < 200; ++i)
            again->unknownFields.insert("usage: data[].field" + std::to_string(i));
        m_script = {strange};
        auto watched = collector();
        poll(*watched);
        QCOMPARE(m_board->sources.at(0).unknownFields, std::set<std::string> {"usage: data[].colour"});
        QVERIFY(!m_board->sources.at(0).error);
        m_script = {again};
        poll(*watched);
        QVERIFY(m_board->sources.at(0).unknownFields.contains("usage: data[].colour")); // it may come again
        QCOMPARE(m_board->sources.at(0).unknownFields.size(), std::size_t {50});
    }

    void aSourceWhoseClockDiffersIsNamedAndAskedByItsOwnTime()
    {
        UsageResult behind = answer({usage(1, "gpt-5.6")}, "c1");
        behind->clockSkew = -1h;
        UsageResult right = answer({}, "c2");
        right->clockSkew = 1h; // than the time it was given
        m_script = {behind};
        auto watched = collector();
        poll(*watched);
        QCOMPARE(m_board->sources.at(0).clockSkew, std::chrono::seconds(-3600));
        m_asked.clear();
        poll(*watched);
        QCOMPARE(m_asked, std::vector {m_clock.m_now - 1h});
        QCOMPARE(m_board->sources.at(0).clockSkew, std::chrono::seconds(-3600)); // it said nothing new
        m_script = {right};
        poll(*watched);
        QCOMPARE(m_board->sources.at(0).clockSkew, std::nullopt);
        m_asked.clear();
        poll(*watched);
        QCOMPARE(m_asked, std::vector {m_clock.m_now});
    }

    void aServerWhoseClockIsAheadSettlesNothingBeforeItsTime()
    {
        UsageResult ahead = answer({usage(1, "gpt-5.6")}, "c1");
        ahead->poll.completeUpTo = m_clock.m_now + std::chrono::hours(48);
        m_script = {ahead};
        m_lateness = std::chrono::hours(24);
        poll(*collector());
        QCOMPARE(m_board->sources.at(0).completeUpTo, std::optional(m_clock.m_now - std::chrono::hours(24)));
    }

    void moneyInAnotherCurrencyCountsOnceItsRateIsEntered()
    {
        UsageRow euros = usage(1, "gpt-5.6");
        euros.cost = Money {100, *Currency::parse("EUR")};
        m_script = {answer({euros}, "c1")};
        auto watched = collector();
        poll(*watched);
        QCOMPARE(m_board->all.burn.spentNano, 0);
        QCOMPARE(m_board->all.otherCurrencies.at(0).gapNano, 100);
        const auto rate = withRate(
            {.from = *Currency::parse("EUR"), .to = Currency::usd(), .day = dayOf(m_clock.m_now), .source = "treasury"},
            "1.25");
        QVERIFY(watched->edits().enterRates({*rate}, "ada"));
        QTRY_COMPARE(m_board->all.burn.spentNano, 125);
        QVERIFY(!m_board->all.otherCurrencies.at(0).hasGap);
    }

    void peopleAreShownByTheNamesThatTheirProviderTells()
    {
        UsageRow row = usage(1, "gpt-5.6");
        row.person = "user_1";
        row.key = "key_1";
        m_script = {answer({row}, "c1", true), answer({}, "c1")};
        m_script[1]->names = {{IdentityName::Kind::person, "user_1", "Ada"}, {IdentityName::Kind::key, "key_1", "ci"},
            {IdentityName::Kind::key, "user_1", "not a person"}};
        auto watched = collector();
        poll(*watched);
        QCOMPARE(m_board->all.byPerson.at(0).name, std::string("Ada"));
        QCOMPARE(m_board->all.byAgent.at(0).name, std::string("ci"));
        QCOMPARE(m_board->unallocatedParts.at(0).key, std::string("key_1")); // what a rule has to name
    }

    void theKeyThatWasToldToWaitIsNotAskedBefore()
    {
        m_script = {std::unexpected(UsageFailure {{ErrorCode::rateLimited, "openai", "HTTP 429"}, 900s, true})};
        auto watched = collector();
        poll(*watched);
        poll(*watched);
        QCOMPARE(m_cursors.size(), std::size_t {1});
        QCOMPARE(m_board->sources.at(0).error->code, ErrorCode::rateLimited);
    }

    void endsWhileItStillWaitsForAnAnswer()
    {
        m_neverAnswers = true;
        m_name = "OpenAI, the organisation of Acme"; // too long to stand in the string itself
        auto watched = collector();
        watched->pollNow();
        QTRY_COMPARE(m_asked.size(), 1U);
        watched.reset(); // under the sanitizers: nothing of it is used once it is gone
    }

    void aFailureKeepsTheFiguresAndNamesTheSource()
    {
        m_script = {answer({usage(1, "gpt-5.6")}, "c1"), refusal(ErrorCode::unauthorised)};
        auto watched = collector();
        poll(*watched);
        poll(*watched);
        QCOMPARE(m_board->all.burn.spentNano, 5'000'000'000);
        QCOMPARE(m_board->sources.at(0).error->code, ErrorCode::unauthorised);
        QCOMPARE(m_board->sources.at(0).lastAnswer, m_clock.m_now);
        poll(*watched);
        QVERIFY(!m_board->sources.at(0).error);
    }

    void aRefusedListIsNamedBesideTheFiguresThatAreRead()
    {
        m_script = {answer({usage(1, "gpt-5.6")}, "c1")};
        m_script[0]->missing = Error {ErrorCode::listRefused, "openai", "costs: HTTP 403"};
        auto watched = collector();
        poll(*watched);
        const SourceView& source = m_board->sources.at(0);
        QCOMPARE(source.error, std::optional(Error {ErrorCode::listRefused, source.name, "costs: HTTP 403"}));
        QCOMPARE(source.lastAnswer, m_clock.m_now);
        QCOMPARE(m_board->all.burn.spentNano, 5'000'000'000);
    }

    void whatWasRefusedAndLeftOutIsStillSaidOnceNamesHaveCome()
    {
        const Untold left {
            Ledger::providerCost, "costs", {*parseInstant("2026-11-21T00:00:00Z"), *parseInstant("2026-11-22T00:00:00Z")}};
        m_script = {answer({usage(1, "gpt-5.6")}, "c1", true), answer({}, "c1"), answer({}, "c1")};
        m_script[0]->missing = Error {ErrorCode::listRefused, "openai", "images: HTTP 403"};
        m_script[0]->poll.untold = {left};
        {
            auto watched = collector();
            poll(*watched);
            QCOMPARE(m_cursors.size(), std::size_t {2});
            QVERIFY(m_board->sources.at(0).error);
            QCOMPARE(m_board->sources.at(0).error->detail, "images: HTTP 403");
            QCOMPARE(m_board->sources.at(0).untold, UntoldDays {left});
            poll(*watched);
            QVERIFY(!m_board->sources.at(0).error); // this time nothing was
        }
        auto later = collector();
        QTRY_COMPARE(m_board->sources.at(0).untold, UntoldDays {left});
    }

    void anAnswerThatCannotBeStoredIsAskedForAgain()
    {
        UsageRow stranger = usage(1, "gpt-5.6");
        stranger.source = "somebody";
        m_script = {answer({stranger}, "c1")};
        auto watched = collector();
        poll(*watched);
        QCOMPARE(m_board->sources.at(0).error->code, ErrorCode::badDocument);
        poll(*watched);
        QCOMPARE(m_cursors, (std::vector<std::string> {"", ""}));
    }

    void aChangedOrganisationIsStoredAllocatesAndIsHandedOn()
    {
        m_script = {answer({usage(1, "gpt-5.6")}, "c1")};
        auto watched = collector();
        poll(*watched);
        QSignalSpy changed(watched.get(), &Collector::organisationChanged);
        Organisation organisation;
        organisation.teams = {{.id = "team-a", .name = "A", .owner = {}, .costCenterId = {}, .costCenterName = {}}};
        organisation.rules = {{.source = {},
            .account = {},
            .project = "proj_a",
            .key = {},
            .person = {},
            .agent = {},
            .model = {},
            .team = "team-a"}};
        watched->edits().setOrganisation(organisation, QStringLiteral("me"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_board->teams.at(0).burn.spentNano, 5'000'000'000);
        QCOMPARE(m_board->unallocated.burn.spentNano, 0);

        organisation.rules[0].team = "team-gone";
        watched->edits().setOrganisation(organisation, QStringLiteral("me"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_errors.back().code, ErrorCode::unknownTeam);
        QCOMPARE(m_board->teams.at(0).burn.spentNano, 5'000'000'000);
    }

    void newRulesReachThePastInStepsAndTellHowFarTheyAre()
    {
        std::vector<UsageRow> rows;
        for (int day = 0; day < 40; ++day)
            rows.push_back(usage(-24 * day, "gpt-5.6"));
        m_script = {answer(rows, "c1")};
        auto watched = collector();
        poll(*watched);
        QVERIFY(!m_board->allocation);
        Organisation organisation;
        organisation.teams = {{.id = "team-a", .name = "A"}};
        organisation.rules = {{.project = "proj_a", .team = "team-a"}};
        watched->edits().setOrganisation(organisation, QStringLiteral("me"));
        QCOMPARE(m_board->allocation, (Progress {14, 40, true}));
        QCOMPARE(m_board->all.burn.spentNano, 23 * 5'000'000'000); // of November, whoever it belongs to
        QTRY_VERIFY(!m_board->allocation);
        QCOMPARE(m_board->teams.at(0).burn.spentNano, 23 * 5'000'000'000);
    }

    void anEarlierPeriodCanBeShown()
    {
        m_script = {answer({usage(1, "gpt-5.6")}, "c1")};
        auto watched = collector();
        poll(*watched);
        watched->showPeriod(PeriodKind::month, *parseInstant("2026-07-10T00:00:00Z"));
        QCOMPARE(m_board->periodLabel, std::string("2026-07"));
        QCOMPARE(m_board->all.burn.spentNano, 0);
        watched->showPeriod(PeriodKind::month, m_clock.m_now);
        QCOMPARE(m_board->all.burn.spentNano, 5'000'000'000);
    }
};

QTEST_GUILESS_MAIN(CollectorTest)
#include "collectortest.moc"
