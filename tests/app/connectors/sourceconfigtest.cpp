// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/sourceconfig.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace fuseboard;

namespace {

constexpr auto good = R"([[source]]
id = "gateway"
name = "Gateway"
kind = "gateway"
socket = "/run/gateway.sock"
embedded = true

[[source]]
id = "openai"
kind = "openai"
url = "https://api.openai.com/v1/"
account = "openai"
key = "keyring:openai"
interval = 60
)";

std::string faultOf(const std::string& text)
{
    const auto sources = parseSources(text, "sources.toml");
    EXPECT_FALSE(sources) << text;
    if (sources)
        return {};
    EXPECT_EQ(sources.error().code, ErrorCode::badConfig);
    EXPECT_TRUE(sources.error().subject.starts_with("sources.toml, line ")) << sources.error().subject;
    return sources.error().detail;
}

std::string openAiWith(const std::string& line)
{
    return "[[source]]\nid='o'\nkind='openai'\nurl='https://x'\naccount='a'\nkey='env:K'\n" + line + "\n";
}

} // namespace

TEST(SourceConfigTest, aFileThatOthersCanChangeIsRefused)
{
    namespace fs = std::filesystem;
    const test::TemporaryDirectory directory;
    const fs::path file = directory.path() / "sources.toml";
    std::ofstream(file) << good;
    const auto with = [&](fs::perms mode) {
        fs::permissions(file, mode);
        const auto sources = readSources(file);
        return sources ? std::string("read") : sources.error().detail;
    };
    using fs::perms;
    const perms mine = perms::owner_read | perms::owner_write;
    EXPECT_EQ(with(mine), "read");
    EXPECT_EQ(with(mine | perms::group_read | perms::others_read), "read");
    for (const perms others : {perms::group_write, perms::others_write})
        EXPECT_TRUE(with(mine | others).starts_with("others can change this file")) << with(mine | others);
    fs::permissions(file, mine);
    fs::create_symlink(file, directory.path() / "link.toml");
    EXPECT_EQ(readSources(directory.path() / "link.toml").error().detail, "it is a symbolic link");
    EXPECT_EQ(readSources(directory.path()).error().detail, "it is no file");
    EXPECT_EQ(readSources(directory.path() / "none.toml").error().code, ErrorCode::fileUnreadable);
}

TEST(SourceConfigTest, readsWhatPeopleWrite)
{
    const auto sources = parseSources(good, "sources.toml").value();
    ASSERT_EQ(sources.size(), 2U);
    EXPECT_EQ(sources[0].interval.count(), 2);
    EXPECT_TRUE(sources[0].embedded);
    EXPECT_EQ(sources[1].name, "openai");
    EXPECT_EQ(sources[1].url, "https://api.openai.com/v1");
    EXPECT_EQ(sources[1].key, (KeyReference {KeyReference::Place::keyring, "openai"}));
    EXPECT_EQ(sources[1].interval.count(), 60);
    EXPECT_EQ(parseSources(writeSources(sources), "again").value(), sources);
    EXPECT_TRUE(parseSources("", "sources.toml")->empty());
}

TEST(SourceConfigTest, logsOfThisComputerNeedNoAddressAndNoKey)
{
    const auto sources = parseSources("[[source]]\nid='c'\nkind='claudecode'\n[[source]]\nid='d'\nkind='codex'\n"
                                      "account='openai'\ndirectory='/srv/codex'\ninterval=60\n",
        "sources.toml")
                             .value();
    EXPECT_EQ(sources[0].interval.count(), 60) << "it is followed; this is for what can't be";
    EXPECT_TRUE(isLocalLog(sources[0].kind) && sources[0].account.empty() && sources[0].directory.empty());
    EXPECT_EQ(sources[1].directory, "/srv/codex");
    EXPECT_EQ(parseSources(writeSources(sources), "again").value(), sources);
    const std::string log = "[[source]]\nid='c'\nkind='codex'\n";
    EXPECT_TRUE(faultOf(log + "url='https://x'\n").starts_with("url:"));
    EXPECT_TRUE(faultOf(log + "key='env:K'\n").starts_with("key:"));
    EXPECT_TRUE(faultOf(log + "directory='relative'\n").starts_with("directory:"));
    EXPECT_TRUE(faultOf(openAiWith("directory='/srv'")).starts_with("directory:"));
}

TEST(SourceConfigTest, theWidthOfBucketsCanBeChosenWhereAProviderHasSeveral)
{
    for (const auto& [word, width] : {std::pair("1m", 60), {"1h", 3'600}, {"1d", 86'400}}) {
        const auto sources = parseSources(openAiWith("bucket='" + std::string(word) + "'"), "x").value();
        EXPECT_EQ(sources[0].bucket.count(), width);
        EXPECT_EQ(parseSources(writeSources(sources), "x").value(), sources);
        EXPECT_EQ(shownBucket(sources[0]), word);
    }
    const auto usual = parseSources(openAiWith(""), "x").value();
    EXPECT_EQ(usual[0].bucket.count(), 0);
    EXPECT_EQ(shownBucket(usual[0]), "1h");
    EXPECT_TRUE(faultOf(openAiWith("bucket='5m'")).starts_with("bucket: must be 1m, 1h or 1d"));
    EXPECT_TRUE(faultOf(openAiWith("bucket=60")).starts_with("bucket:"));
    const std::string cursor = "[[source]]\nid='c'\nkind='cursor'\naccount='a'\nkey='env:K'\n";
    EXPECT_TRUE(faultOf(cursor + "bucket='1h'\n").starts_with("bucket: only for"));
    EXPECT_EQ(shownBucket(parseSources(cursor, "x").value()[0]), "");
}

TEST(SourceConfigTest, everyFaultNamesItsLineAndMember)
{
    EXPECT_TRUE(faultOf("[[source]\n").size() > 0);
    EXPECT_TRUE(faultOf("sauce = 1\n").starts_with("sauce:"));
    EXPECT_TRUE(faultOf("[[source]]\nid='A b'\nkind='gateway'\nurl='http://x'\n").starts_with("id:"));
    EXPECT_TRUE(faultOf("[[source]]\nid='g'\nkind='gateway'\n").starts_with("url:"));
    EXPECT_TRUE(faultOf("[[source]]\nid='g'\nkind='gateway'\nurl='http://x'\nsocket='/y'\n").starts_with("url:"));
    EXPECT_TRUE(faultOf("[[source]]\nid='g'\nkind='oracle'\nurl='http://x'\n").starts_with("kind:"));
    EXPECT_TRUE(faultOf(openAiWith("colour='red'")).starts_with("colour:"));
    EXPECT_TRUE(faultOf(openAiWith("interval=0")).starts_with("interval:"));
    EXPECT_TRUE(faultOf(openAiWith("interval='5'")).starts_with("interval:"));
    EXPECT_TRUE(faultOf(openAiWith("") + openAiWith("")).starts_with("id: used twice"));
}

TEST(SourceConfigTest, aGatewayOfOursNamesTheProxiesThatAskIt)
{
    const std::string gateway = "[[source]]\nid='g'\nkind='gateway'\nsocket='/s'\n";
    const auto sources = parseSources(gateway + "doors = ['http://127.0.0.1:18081', 'https://ai.example']\n", "x").value();
    EXPECT_EQ(sources[0].doors, (std::vector<std::string> {"http://127.0.0.1:18081", "https://ai.example"}));
    EXPECT_EQ(parseSources(writeSources(sources), "again").value(), sources);
    for (const char* bad : {"'http://x'", "[5]", "['ftp://x']", "['http://x/']", "['http://u@x']"})
        EXPECT_TRUE(faultOf(gateway + "doors = " + bad + "\n").starts_with("doors:")) << bad;
    EXPECT_TRUE(faultOf(openAiWith("doors = ['http://x']")).starts_with("doors: only"));
}

TEST(SourceConfigTest, aGatewayOfOursIsBelievedByAnAuthorityOrAPin)
{
    const std::string gateway = "[[source]]\nid='g'\nkind='gateway'\nkey='env:K'\nurl='https://fb-1.example:4181'\n";
    const auto byAuthority = parseSources(gateway + "authority = '/etc/ca.pem'\n", "x").value();
    EXPECT_EQ(byAuthority[0].authority, "/etc/ca.pem");
    EXPECT_EQ(parseSources(writeSources(byAuthority), "again").value(), byAuthority);
    std::string shown, plain;
    for (int i = 0; i < 32; ++i) {
        shown += i == 0 ? "AB" : ":AB"; // as openssl writes it
        plain += "ab";
    }
    const auto byPin = parseSources(gateway + "pin = '" + shown + "'\n", "x").value();
    EXPECT_EQ(byPin[0].pin, plain);
    EXPECT_EQ(parseSources(writeSources(byPin), "again").value(), byPin);
    EXPECT_TRUE(faultOf(gateway + "pin = 'abcd'\n").starts_with("pin: must be the 64"));
    EXPECT_TRUE(faultOf(gateway + "authority = 'ca.pem'\n").starts_with("authority: must start"));
    EXPECT_TRUE(faultOf(gateway + "authority = '/a'\npin = '" + plain + "'\n").starts_with("pin: either"));
    EXPECT_TRUE(faultOf(openAiWith("authority = '/a'")).starts_with("authority: only"));
    const std::string local = "[[source]]\nid='g'\nkind='gateway'\n", pinned = "pin = '" + plain + "'\n";
    EXPECT_EQ(parseSources(local + "socket='/s'\n" + pinned, "x").value()[0].pin, plain) << "of its callers' door";
    EXPECT_TRUE(faultOf(local + "url='http://127.0.0.1:1'\n" + pinned).starts_with("pin: only"));
}

TEST(SourceConfigTest, aGatewayThatIsNotOursHasCanariesAndWorkers)
{
    const auto with = [](const std::string& kind, const std::string& lines) {
        return "[[source]]\nid='l'\nkind='" + kind + "'\nurl='http://127.0.0.1:4000'\nkey='env:K'\n" + lines + "\n";
    };
    const auto sources =
        parseSources(with("litellm", "workers = 4\ncanaries = {team-payments = 'env:C', team-search = 'file:/c'}"), "x")
            .value();
    EXPECT_EQ(sources[0].workers, 4);
    EXPECT_EQ(sources[0].canaries.at("team-search"), (KeyReference {KeyReference::Place::file, "/c"}));
    EXPECT_TRUE(hasLever(sources[0]));
    EXPECT_EQ(parseSources(writeSources(sources), "again").value(), sources);
    EXPECT_TRUE(faultOf(with("litellm", "workers = 0")).starts_with("workers:"));
    EXPECT_TRUE(faultOf(with("litellm", "canaries = 'env:C'")).starts_with("canaries: must be like"));
    EXPECT_TRUE(faultOf(with("litellm", "canaries = {team-payments = 5}")).starts_with("canaries.team-payments:"));
    EXPECT_TRUE(faultOf(with("gateway", "canaries = {team-payments = 'env:C'}")).starts_with("canaries: only"));
    EXPECT_TRUE(faultOf(openAiWith("workers = 2")).starts_with("workers: only"));
    EXPECT_FALSE(hasLever(parseSources(openAiWith(""), "x").value()[0])) << "with a key that is for reading";
    const auto held = parseSources(
        "[[source]]\nid='o'\nkind='openai'\nurl='https://x'\naccount='a'\nkeys={read='env:R', freeze='env:F'}\n", "x");
    EXPECT_TRUE(hasLever(held.value()[0]));
    EXPECT_EQ(held->front().keyFor(DoorRight::read), (KeyReference {KeyReference::Place::environment, "R"}));
}

TEST(SourceConfigTest, aGatewayOverTcpHasAKeyForEachRight)
{
    const auto with = [](const std::string& lines) {
        return "[[source]]\nid='g'\nkind='gateway'\nurl='https://fb-1:4181'\n" + lines + "\n";
    };
    const auto sources = parseSources(with("keys = {read = 'env:R', freeze = 'file:/f', policy = 'keyring:p'}"), "x").value();
    const SourceConfig& source = sources.front();
    EXPECT_EQ(source.keyFor(DoorRight::read), (KeyReference {KeyReference::Place::environment, "R"}));
    EXPECT_EQ(source.keyFor(DoorRight::freeze), (KeyReference {KeyReference::Place::file, "/f"}));
    EXPECT_EQ(source.keyFor(DoorRight::policy), (KeyReference {KeyReference::Place::keyring, "p"}));
    EXPECT_FALSE(source.keyFor(DoorRight::resume).isSet());
    EXPECT_EQ(parseSources(writeSources(sources), "again").value(), sources);
    const auto one = parseSources(with("key = 'env:ALL'"), "x").value();
    for (const DoorRight right : allDoorRights)
        EXPECT_EQ(one.front().keyFor(right), one.front().key);

    EXPECT_TRUE(faultOf(with("keys = {freeze = 'env:F'}")).starts_with("keys.read: missing"));
    EXPECT_TRUE(faultOf(with("keys = {read = 'env:R', thaw = 'env:F'}")).starts_with("keys.thaw:"));
    EXPECT_TRUE(faultOf(with("keys = {read = 'env:R', resume = 5}")).starts_with("keys.resume:"));
    EXPECT_TRUE(faultOf(with("keys = 'env:R'")).starts_with("keys:"));
    EXPECT_EQ(faultOf(with("key = 'env:A'\nkeys = {read = 'env:R'}")), "keys: either key or keys");
    EXPECT_TRUE(faultOf("[[source]]\nid='c'\nkind='cursor'\naccount='a'\nkeys = {read = 'env:R'}\n")
            .starts_with("keys: only for what can be frozen"));
    EXPECT_TRUE(
        faultOf("[[source]]\nid='g'\nkind='gateway'\nsocket='/s'\nkeys = {read = 'env:R'}\n").starts_with("keys: only"));
    const std::string plain = faultOf(with("keys = {read = 'sk-SECRET'}"));
    EXPECT_TRUE(plain.starts_with("keys.read:"));
    EXPECT_EQ(plain.find("SECRET"), std::string::npos);
}

TEST(SourceConfigTest, aProxyHasASocketAndItsCallersDoor)
{
    const std::string proxy = "[[source]]\nid='h'\nkind='haproxy'\n";
    const std::string callers = "callers='http://127.0.0.1:18080/'\n";
    const auto sources = parseSources(proxy + callers + "socket='/run/h.sock'\n[[source]]\nid='t'\nkind='haproxy'\n" + callers
            + "url='tcp://127.0.0.1:9999'\nvariant='map'\nholds='/etc/haproxy/holds.map'\n",
        "sources.toml")
                             .value();
    EXPECT_EQ(sources[0].callers, "http://127.0.0.1:18080");
    EXPECT_EQ(sources[0].variant + ' ' + sources[0].holds, "table fuseboard_holds");
    EXPECT_EQ(sources[1].variant + ' ' + sources[1].holds, "map /etc/haproxy/holds.map");
    EXPECT_TRUE(hasLever(sources[0]) && !tellsUsage(sources[0].kind));
    EXPECT_EQ(parseSources(writeSources(sources), "again").value(), sources);
    const std::string good = proxy + callers + "socket='/run/h.sock'\n";
    EXPECT_TRUE(faultOf(proxy + "socket='/run/h.sock'\n").starts_with("callers:"));
    EXPECT_TRUE(faultOf(proxy + callers).starts_with("url:"));
    EXPECT_TRUE(faultOf(good + "variant='list'\n").starts_with("variant:"));
    EXPECT_TRUE(faultOf(good + "holds='a;disable frontend x'\n").starts_with("holds:"));
    EXPECT_TRUE(faultOf(good + "key='env:K'\n").starts_with("key:"));
    EXPECT_TRUE(faultOf(good + "account='a'\n").starts_with("account:"));
    for (const char* url : {"tcp://10.0.0.5:9999", "tcp://127.0.0.1", "tcp://127.0.0.1.evil.example:1", "http://127.0.0.1:9999",
             "tcp://127.0.0.1:9999/x"})
        EXPECT_TRUE(faultOf(proxy + callers + "url='" + url + "'\n").starts_with("url:")) << url;
    EXPECT_TRUE(faultOf(openAiWith("callers='http://x'")).starts_with("callers:"));
}

TEST(SourceConfigTest, aKeyWrittenInPlainIsRefusedAndNotRepeated)
{
    const std::string fault =
        faultOf("[[source]]\nid='o'\nkind='openai'\nurl='https://x'\naccount='a'\nkey='sk-admin-SECRET'\n");
    EXPECT_TRUE(fault.starts_with("key:"));
    EXPECT_EQ(fault.find("SECRET"), std::string::npos);
}

TEST(SourceConfigTest, aMissingFileIsNamed)
{
    const auto missing = readSources("/nowhere/sources.toml");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::fileUnreadable);
    EXPECT_EQ(missing.error().subject, "/nowhere/sources.toml");
}

TEST(SourceConfigTest, aProvidersKeyNeverGoesOutInTheClear)
{
    const auto textAt = [](const std::string& url) {
        return "[[source]]\nid='o'\nkind='openai'\nurl='" + url + "'\naccount='a'\nkey='env:K'\n";
    };
    const auto readsAt = [&](const std::string& url) { return parseSources(textAt(url), {}).has_value(); };
    const auto at = [&](const std::string& url) { return faultOf(textAt(url)); };
    for (const auto* good : {"https://proxy.example/v1", "http://127.0.0.1:8080/v1", "http://localhost", "http://[::1]:9"})
        EXPECT_TRUE(readsAt(good)) << good;
    for (const auto* bad : {"http://api.openai.com/v1", "http://127.0.0.1.evil.example", "http://localhost.example",
             "https://user:pass@x", "https://x?key=1", "https://x/#y"})
        EXPECT_TRUE(at(bad).starts_with("url:")) << bad;
}

TEST(SourceConfigTest, noGatewaysKeyGoesOutInTheClearEither)
{
    const std::string far = "[[source]]\nid='g'\nurl='http://gateway.example:4181'\nkind=";
    for (const auto* rest : {"'gateway'\nkey='env:K'", "'gateway'\nkeys={read='env:K',freeze='env:F'}",
             "'gateway-telemetry'\nkey='env:K'", "'litellm'\nkey='env:K'", "'bifrost'\ncanaries={team-a='env:C'}"})
        EXPECT_TRUE(faultOf(far + rest + "\n").starts_with("url:")) << rest;
    EXPECT_TRUE(parseSources(far + "'bifrost'\n", {})) << "nothing to be seen";
    EXPECT_TRUE(parseSources("[[source]]\nid='g'\nkind='gateway'\nurl='http://127.0.0.1:4181'\nkey='env:K'\n", {}));
}

TEST(SourceConfigTest, onlyWhoSendsTheBillSettlesIt)
{
    for (const auto* kind : {"openai", "anthropic", "github", "github-enterprise", "openrouter", "cursor"})
        EXPECT_TRUE(tellsBill(kind)) << kind;
    for (const auto* kind : {"gateway", "litellm", "bifrost", "gateway-telemetry", "anthropic-claude-code", "github-merges",
             "haproxy", "claudecode", "codex", "unheard-of"})
        EXPECT_FALSE(tellsBill(kind)) << kind;
}

TEST(SourceConfigTest, noSourceIsAFileToo)
{
    for (const std::string& text : {writeSources({}), std::string("source = []\n"), std::string("# none yet\n")})
        EXPECT_EQ(parseSources(text, "sources.toml"), std::vector<SourceConfig>()) << text;
}
