// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <sstream>

using namespace fuseboard::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class Startup : public testing::Test {
protected:
    /// What the program says where it can't start.
    Ended fails() const
    {
        const Ended ended = runProgram({"--config", gateway.configFile()});
        EXPECT_EQ(ended.exitCode, 1);
        EXPECT_TRUE(ended.out.empty()) << ended.out;
        EXPECT_EQ(std::ranges::count(ended.err, '\n'), 1) << ended.err;
        return ended;
    }
    void configure(const std::string& from, const std::string& to) const
    {
        std::ifstream in(gateway.configFile());
        std::ostringstream text;
        text << in.rdbuf();
        std::string changed = text.str();
        const auto at = changed.find(from);
        ASSERT_NE(at, std::string::npos);
        changed.replace(at, from.size(), to);
        std::ofstream(gateway.configFile()) << changed;
    }
    void damage(const std::string& file) const { std::ofstream(gateway.directory() / file) << std::string(8192, 'x'); }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

TEST_F(Startup, initialisingNeverOverwrites)
{
    const Ended again = runProgram({"--init", gateway.directory()});
    EXPECT_EQ(again.exitCode, 1);
    EXPECT_TRUE(has(again.err, "holds.db is there already")) << again.err;
    const Ended nowhere = runProgram({"--init", gateway.directory() / "none"});
    EXPECT_EQ(nowhere.exitCode, 1);
    EXPECT_TRUE(has(nowhere.err, "does not exist")) << nowhere.err;
}

TEST_F(Startup, aBadConfigIsNamedWithItsLine)
{
    struct Row {
        const char *from, *to, *said;
    };
    const Row rows[] {
        {"[log]", "[log", "gateway.toml:16: "},
        {"level = \"off\"", "level = \"loud\"", "gateway.toml:17: level must be"},
        {"level = \"off\"", "colour = \"red\"", "gateway.toml:17: unknown setting log.colour"},
        {"[log]", "[weather]", "unknown setting weather"},
        {"\"openai\", ", "\"latin\", ", "gateway.toml:14: a dialect is openai or anthropic"},
        {"url = \"http:", "url = \"gopher:", "gateway.toml:13: url: "},
        {"key = \"file:key\"", "key = \"sk-secret\"", "gateway.toml:15: key must be env:NAME"},
        {"key = \"file:key\"", "key = \"file:none\"", "none can't be read"},
        {"key = \"file:key\"", "key = \"env:FUSEBOARD_NO_SUCH\"", "the environment has no FUSEBOARD_NO_SUCH"},
        {"[callers]\nlisten = \"127.0.0.1:0\"", "[callers]", "listen is missing"},
        {"[log]", "[telemetry]\nlisten = \"0.0.0.0:0\"\n[log]", "telemetry from other machines needs a token"},
        {"[log]", "[telemetry]\ntoken = \"file:key\"\n[log]", "listen is missing"},
        {"socket = \"a.sock\"\nlisten = \"127.0.0.1:0\"", "socket = \"a.sock\"\nlisten = \"0.0.0.0:0\"",
            "the admin door listens on loopback only, unless it has TLS"},
        {"[callers]\nlisten = \"127.0.0.1:0\"", "[callers]\nlisten = \"0.0.0.0:0\"",
            "gateway.toml:2: callers on other machines need TLS"},
        {"[callers]\nlisten = \"127.0.0.1:0\"", "[callers]\nlisten = \"127.0.0.1:0\"\ncertificate = \"c.pem\"",
            "TLS needs both certificate and key"},
        {"[callers]\nlisten = \"127.0.0.1:0\"",
            "[callers]\nlisten = \"127.0.0.1:0\"\ncertificate = \"c.pem\"\nkey = \"sk-secret\"",
            "key must be file:PATH or credential:NAME, never the key itself"},
        {"[callers]\nlisten = \"127.0.0.1:0\"",
            "[callers]\nlisten = \"127.0.0.1:0\"\ncertificate = \"c.pem\"\nkey = \"file:k.pem\"",
            "c.pem: no certificate can be read from it"},
        {"[callers]\nlisten = \"127.0.0.1:0\"", "[callers]\nlisten = \"127.0.0.1:0\"\nunencrypted = 1",
            "unencrypted must be true or false"},
    };
    std::ifstream in(gateway.configFile());
    std::ostringstream good;
    good << in.rdbuf();
    for (const Row& row : rows) {
        std::ofstream(gateway.configFile()) << good.str();
        configure(row.from, row.to);
        const Ended ended = fails();
        EXPECT_TRUE(has(ended.err, row.said)) << row.to << " -> " << ended.err;
        EXPECT_FALSE(has(ended.err, "sk-secret")) << ended.err;
    }
}

TEST_F(Startup, aKeyFileMayEndInWhatEditorsPutThere)
{
    for (const char* end : {"", "\r\n", "\n\n", " \t\r\n"}) {
        gateway.writeSecret("key", std::string("upstream-secret") + end);
        gateway.start();
        EXPECT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 200);
        EXPECT_TRUE(has(upstream.heads().back(), "Bearer upstream-secret\r\n")) << upstream.heads().back();
        EXPECT_FALSE(has(gateway.admin("GET", "/v1/health").body, "warnings"));
        gateway.kill();
    }
}

TEST_F(Startup, aKeyThatCouldNotBeSentIsRefusedWithItsLine)
{
    const std::pair<std::string, const char*> rows[] {
        {"", "key is empty"},
        {" \r\n", "key is empty"},
        {"\xEF\xBB\xBFsk-secret", "key begins with a byte order mark"},
        {"sk-secret\nsk-other\n", "key has more than one line"},
        {"sk-secret\rsk-other", "key has more than one line"},
        {"sk secret", "key has a blank in it"},
        {" sk-secret", "key has a blank in it"},
        {"sk-\x01secret", "key has a control byte in it"},
        {std::string("s\0k\0", 4), "key has a control byte in it"}, // UTF-16
        {std::string(8 * 1024 + 1, 's'), "key has more than 8 KiB"},
        {std::string(1024 * 1024, 's'), "key has more than 8 KiB"},
    };
    for (const auto& [key, said] : rows) {
        gateway.writeSecret("key", key);
        const Ended ended = fails();
        EXPECT_TRUE(has(ended.err, "gateway.toml:15: ") && has(ended.err, said)) << said << " -> " << ended.err;
        EXPECT_FALSE(has(ended.err, "secret")) << ended.err;
    }
    gateway.writeSecret("key", std::string(8 * 1024, 's') + "\r\n");
    gateway.start();
}

TEST_F(Startup, aTokenOfTheAdminDoorThatIsShortOrOfTwoRightsIsWarnedAbout)
{
    const auto health = [&](const std::string& resume) {
        gateway.writeSecret("resume", resume);
        gateway.start();
        const std::string body = gateway.admin("GET", "/v1/health").body;
        gateway.kill();
        return body;
    };
    EXPECT_TRUE(has(health("admin-door-to-freeze\r\n"), "tokens to freeze and to resume are the same"));
    EXPECT_TRUE(has(health("fifteen-letters"), "token to resume has fewer than 16 characters"));
    EXPECT_FALSE(has(health("sixteen-letters-"), "warnings"));
}

TEST_F(Startup, aKeyThatOthersMayReadOrSeeOnTheWayIsWarnedAbout)
{
    std::filesystem::permissions(
        gateway.directory() / "freeze", std::filesystem::perms::group_read | std::filesystem::perms::owner_read);
    configure("url = \"http://127.0.0.1", "url = \"http://provider.example");
    gateway.keepLog();
    gateway.start();
    const std::string health = gateway.admin("GET", "/v1/health").body;
    EXPECT_TRUE(
        has(health, R"("durable":true,"warnings":[")") && has(health, "/freeze holds a secret, and other users may read it"))
        << health;
    EXPECT_TRUE(has(health, "in the clear") && has(health, "http://provider.example:")) << health;
    const std::string log = gateway.log();
    EXPECT_TRUE(has(log, "/freeze holds a secret, and other users may read it")) << log;
    EXPECT_TRUE(has(log, "in the clear")) << log;
    EXPECT_FALSE(has(log, "upstream-secret") || has(log, "admin-door")) << log;
    gateway.kill();
    configure("url = \"http://provider.example", "url = \"http://provider.localhost");
    gateway.start();
    EXPECT_FALSE(has(gateway.admin("GET", "/v1/health").body, "in the clear"));
}

TEST_F(Startup, whatIsMissingOrTakenIsNamed)
{
    const Ended noFile = runProgram({"--config", gateway.directory() / "none.toml"});
    EXPECT_EQ(noFile.exitCode, 1);
    EXPECT_TRUE(has(noFile.err, "none.toml can't be read")) << noFile.err;
    EXPECT_EQ(runProgram({}).exitCode, 2);

    const RawListener taken;
    configure("[callers]\nlisten = \"127.0.0.1:0\"", "[callers]\nlisten = \"127.0.0.1:" + std::to_string(taken.port()) + "\"");
    EXPECT_TRUE(has(fails().err, "127.0.0.1:" + std::to_string(taken.port()) + " is in use"));
    configure("[callers]", "data = \"nowhere\"\n[callers]");
    EXPECT_TRUE(has(fails().err, "nowhere does not exist"));
}

TEST_F(Startup, aPolicyThatIsNotValidClosesTheModelTrafficUntilThereIsOne)
{
    const auto file = gateway.directory() / "policy.json";
    gateway.keepLog();
    for (const bool missing : {false, true}) {
        std::ofstream(file) << R"({"revision":1,"teams":[{"id":"payments","name":"P"}]})";
        if (missing)
            std::filesystem::remove(file);
        const char* said = missing ? "policy.json can't be read" : "policy.json, teams[0].id: ";
        gateway.start();
        const Answer call = gateway.call("tok-a", "/v1/chat/completions", chat("m"));
        EXPECT_EQ(call.status, 503);
        EXPECT_TRUE(has(call.body, said)) << call.body;
        const Answer health = gateway.admin("GET", "/v1/health");
        EXPECT_TRUE(has(health.body, R"("durable":false,"reason":"Its policy is not valid. )") && has(health.body, said))
            << health.body;
        gateway.signal(SIGHUP);
        EXPECT_TRUE(gateway.waitForLog("the policy is refused whole")) << gateway.log();
        EXPECT_FALSE(has(gateway.admin("GET", "/v1/health").body, "last good one")); // there is none
        EXPECT_EQ(gateway.admin("GET", "/v1/decide", {}, "X-Fuseboard-Authorization: Bearer tok-a\r\n").status, 403);
        EXPECT_EQ(gateway.hold("team/team-b", missing ? 2 : 1, "frozen").status, 200);
        EXPECT_EQ(gateway.admin("PUT", "/v1/policy", GatewayProcess::policy(2)).status, 200);
        EXPECT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 200);
        EXPECT_EQ(gateway.call("tok-b", "/v1/chat/completions", chat("m")).status, 403);
        EXPECT_TRUE(has(gateway.admin("GET", "/v1/health").body, R"("durable":true)"));
        gateway.kill();
    }
}

TEST_F(Startup, aSecondGatewayOnTheSameFilesIsRefused)
{
    gateway.start();
    EXPECT_TRUE(has(fails().err, "another gateway works on these files"));
    EXPECT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 200);
}

TEST_F(Startup, withoutWholeHoldsOrLedgerNoCallIsServedButTheAdminDoorIs)
{
    for (const char* file : {"holds.db", "ledger.db"})
        for (const bool missing : {true, false}) {
            SCOPED_TRACE(std::string(file) + (missing ? " missing" : " damaged"));
            const auto kept = gateway.directory() / "kept";
            std::filesystem::copy_file(gateway.directory() / file, kept);
            std::filesystem::remove(gateway.directory() / file);
            if (!missing)
                damage(file);
            gateway.start();
            const Answer call = gateway.call("tok-a", "/v1/chat/completions", chat("m"));
            EXPECT_EQ(call.status, 503);
            EXPECT_TRUE(has(call.body, file)) << call.body;
            EXPECT_EQ(gateway.call("probe-a", "/v1/models", {}).status, 503);
            const Answer health = gateway.admin("GET", "/v1/health");
            EXPECT_EQ(health.status, 200);
            EXPECT_TRUE(has(health.body, R"("durable":false,"reason":")") && has(health.body, file)) << health.body;
            EXPECT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200); // freezing works when the rest does not
            gateway.kill();
            EXPECT_EQ(std::filesystem::exists(gateway.directory() / file), !missing); // no silent new file
            std::filesystem::remove(gateway.directory() / file);
            std::filesystem::rename(kept, gateway.directory() / file);
        }
    EXPECT_EQ(upstream.requests(), 0);
}

TEST_F(Startup, withoutTheJournalOfARunThatWasKilledNoCallIsServed)
{
    const auto journal = gateway.directory() / "ledger.journal", kept = gateway.directory() / "kept";
    gateway.start();
    ASSERT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 200);
    gateway.kill();
    std::filesystem::copy_file(journal, kept);
    for (const bool missing : {true, false}) {
        SCOPED_TRACE(missing ? "missing" : "damaged");
        std::filesystem::remove(journal);
        if (!missing)
            damage("ledger.journal");
        gateway.start();
        const Answer call = gateway.call("tok-a", "/v1/chat/completions", chat("m"));
        EXPECT_EQ(call.status, 503);
        EXPECT_TRUE(has(call.body, "ledger.journal is damaged")) << call.body;
        EXPECT_TRUE(has(gateway.admin("GET", "/v1/health").body, "ledger.journal"));
        gateway.kill();
        EXPECT_EQ(std::filesystem::exists(journal), !missing); // no silent new file
    }
    std::filesystem::rename(kept, journal);
    gateway.start();
    EXPECT_EQ(gateway.rows().size(), 1U);
    EXPECT_EQ(gateway.stop(), 0);
    std::filesystem::remove(journal); // after a stop in order nothing is in it
    gateway.start();
    EXPECT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 200);
    EXPECT_EQ(gateway.rows().size(), 2U);
}

} // namespace
