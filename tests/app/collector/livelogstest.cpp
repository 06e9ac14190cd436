// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/collector.h"
#include "connectors/locallogs/locallogsource.h"
#include "net/httpclient.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <format>
#include <fstream>

using namespace fuseboard;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct RealClock : Clock {
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

/// A Codex session as it is written: each response a line with the totals so far.
class Session {
public:
    Session(fs::path file, Instant at)
        : m_file(std::move(file))
        , m_at(toText(at))
    {
        fs::create_directories(m_file.parent_path());
        line(R"("type":"session_meta","payload":{"id":"x","cwd":"/w","source":"cli"})");
        line(R"("type":"turn_context","payload":{"cwd":"/w","model":"gpt-5.6"})");
    }
    void respond(std::int64_t input)
    {
        m_total += input;
        const auto usage = [](std::int64_t tokens) {
            return std::format(
                R"({{"input_tokens":{},"cached_input_tokens":0,"output_tokens":0,"reasoning_output_tokens":0,"total_tokens":{}}})",
                tokens, tokens);
        };
        line(std::format(
            R"("type":"event_msg","payload":{{"type":"token_count","info":{{"total_token_usage":{},"last_token_usage":{},"model_context_window":1}},"rate_limits":null}})",
            usage(m_total), usage(input)));
    }

private:
    void line(const std::string& rest)
    {
        std::ofstream(m_file, std::ios::app) << "{\"timestamp\":\"" << m_at << "\"," << rest << "}\n";
    }
    fs::path m_file;
    std::string m_at;
    std::int64_t m_total = 0;
};

} // namespace

/// The numbers of the board beside a session that is running.
class LiveLogsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNumbersFollowARunningSession()
    {
        const QTemporaryDir directory;
        const fs::path root = directory.path().toStdString();
        const RealClock clock;
        fs::create_directories(root / "logs/sessions");
        CollectorSetup setup;
        setup.history = std::move(*History::create(root / "history.db"));
        // An hour between polls: what is seen sooner was told.
        setup.sources = {
            {.id = "codex", .name = "Codex", .kind = "codex", .directory = (root / "logs").string(), .interval = 3600s}};
        const TokenPrices prices {.input = 5'000'000'000, .output = 1, .cacheRead = {}, .cacheWrite5m = {}, .cacheWrite1h = {}};
        setup.prices = PriceList("p1", Currency::usd(), {{"gpt-5.6", {prices, {}}}});
        setup.makeSource = [&](const SourceConfig& config, HttpClient&) {
            return std::make_unique<LocalLogSource>(config, root / "index");
        };
        Collector collector(std::move(setup), clock);
        std::shared_ptr<const Board> board;
        connect(
            &collector, &Collector::boardChanged, this, [&](std::shared_ptr<const Board> next) { board = std::move(next); });
        collector.start();
        QTRY_VERIFY(board && board->sources.at(0).lastAnswer);
        QTest::qWait(1500); // the look after the watch began is over: from here on only news count
        Session session(root / "logs/sessions/2026/11/26/rollout-1.jsonl", clock.now());
        qint64 slowest = 0;
        for (std::int64_t responses = 1; responses <= 5; ++responses) {
            session.respond(1'000'000);
            QElapsedTimer since;
            since.start();
            QTRY_COMPARE_WITH_TIMEOUT(board->all.burn.spentNano, responses * 5'000'000'000, 10'000);
            slowest = std::max(slowest, since.elapsed());
        }
        qInfo("slowest: %lld ms", slowest);
        QVERIFY2(slowest <= 2000, QByteArray::number(slowest));
    }
};

QTEST_GUILESS_MAIN(LiveLogsTest)
#include "livelogstest.moc"
