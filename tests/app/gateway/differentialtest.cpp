// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the gateway and servers of others read the same bytes alike (ACCEPTANCE G3): each connection's bytes go to a real
// server, and through the gateway to that server, which must understand the same requests, but for those that were refused.
#include "gatewayprocess.h"
#include "oddrequests.h"
#include "tellingserver.h"

#include "crash/figures.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <format>
#include <iostream>
#include <thread>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr int connections = times(500, 25'000); // to each of four servers
constexpr auto patience = 1s; // a server waits for the rest of a body
constexpr std::size_t mostShown = 5;

/// An answer, as its caller hears it.
struct Heard {
    int status = 0;
    int number = 0; ///< that the server gave the request; 0: it is none of the server's
};

struct Conversation {
    std::vector<Heard> heard;
    std::vector<Told> told;
    bool ended = false; ///< by the other side
};

std::vector<Heard> answersIn(const std::string& bytes)
{
    constexpr std::string_view start = "HTTP/1.1 ", mark = R"("id":"seen-)";
    std::vector<Heard> out;
    for (auto at = bytes.find(start); at != std::string::npos;) {
        const auto next = bytes.find(start, at + start.size());
        Heard answer {.status = std::atoi(bytes.c_str() + at + start.size())};
        if (const auto seen = bytes.find(mark, at); seen < next)
            answer.number = std::atoi(bytes.c_str() + seen + mark.size());
        if (answer.status > 100) // 0 stands in a text, 100 before its answer
            out.push_back(answer);
        at = next;
    }
    return out;
}

Conversation converse(std::uint16_t port, const std::vector<std::string>& pieces, TellingServer& server)
{
    RawSocket socket = RawSocket::tcp(port);
    for (const std::string& piece : pieces) {
        if (!socket.send(piece))
            break; // it has heard enough
        if (&piece != &pieces.back())
            std::this_thread::sleep_for(100us);
    }
    Conversation out;
    std::string all;
    for (bool patient = true; patient;) {
        std::string more = socket.receive(patience);
        if (more.empty() && socket.timedOut()) { // or the machine is busy: then the server answers another first
            server.addTold(out.told);
            more = socket.receive(patience);
        }
        patient = !more.empty();
        all += more;
    }
    out.ended = !socket.timedOut();
    socket.close();
    out.heard = answersIn(all);
    server.addTold(out.told);
    return out;
}

std::string_view pathOf(std::string_view target) { return target.substr(0, target.find('?')); }

/// Each parameter stands in the other target too.
bool hasParametersOf(std::string_view target, const std::string& other)
{
    for (auto at = target.find('?'); at != std::string_view::npos; at = target.find('&', at + 1)) {
        const auto parameter = target.substr(at + 1, target.find('&', at + 1) - at - 1);
        if (!other.substr(std::min(other.find('?'), other.size())).contains(parameter))
            return false;
    }
    return true;
}

/// As JSON without what does not change its meaning; empty: it is none.
std::string meaningOf(const std::string& body)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    return parser.parse(body).get(root) == simdjson::SUCCESS ? simdjson::minify(root) : std::string();
}

bool isSameBody(const std::string& one, const std::string& other)
{
    const std::string meaning = meaningOf(one);
    return one == other || (!meaning.empty() && meaning == meaningOf(other));
}

bool isSame(const Told& direct, const Told& through)
{
    return direct.method == through.method && pathOf(direct.target) == pathOf(through.target)
        && hasParametersOf(through.target, direct.target) && isSameBody(direct.body, through.body);
}

/// Empty: the server read the same, or was not asked.
std::string differenceOf(const Conversation& direct, const Conversation& through)
{
    std::vector<std::size_t> passed;
    for (std::size_t i = 0; i < through.heard.size(); ++i)
        if (through.heard[i].number > 0)
            passed.push_back(i);
    if (passed.size() != through.told.size())
        return std::format(
            "the caller has {} answers of the server, which read {} requests", passed.size(), through.told.size());
    for (std::size_t i = 0; i < passed.size(); ++i) {
        if (through.heard[passed[i]].number != through.told[i].number)
            return "an answer is another request's";
        if (passed[i] >= direct.told.size())
            return "what was passed on, the server itself does not read";
        if (!isSame(direct.told[passed[i]], through.told[i]))
            return "the server itself reads another request";
    }
    // The last may refuse what no server could read.
    return through.heard.size() > direct.told.size() + 1 ? "more requests were refused than the server itself reads" : "";
}

std::string shown(std::string_view bytes)
{
    std::string out;
    for (const char c : bytes)
        out += c >= ' ' && c < 0x7f ? std::string(1, c)
            : c == '\n'             ? "\\n\n    "
                                    : std::format("\\x{:02x}", static_cast<unsigned char>(c));
    return out;
}

std::string shown(const Conversation& what)
{
    std::string out = what.ended ? "" : " (waits)";
    for (const Heard& answer : what.heard)
        out += std::format(" {}{}", answer.status, answer.number > 0 ? "*" : "");
    for (const Told& told : what.told)
        out += std::format("\n    {} {} {}", shown(told.method), shown(told.target), shown(told.body));
    return out;
}

class Differential : public testing::TestWithParam<TellingServer::Kind> {
protected:
    void SetUp() override
    {
        std::string name = memory + "/fbdiffXXXXXX";
        directory = ::mkdtemp(name.data());
    }
    void TearDown() override { std::filesystem::remove_all(directory); }
    static void TearDownTestSuite() { figure("gateway-differential-disagreements", disagreements, 0); }
    static inline int disagreements = 0;

    const std::string memory = "/dev/shm"; ///< what a disk takes is no part of this
    std::filesystem::path directory;
};

TEST_P(Differential, theServerReadsWhatTheGatewayReads)
{
    const char* name = TellingServer::nameOf(GetParam());
    if (!TellingServer::isThere(GetParam()))
        GTEST_SKIP() << name << " is not installed";

    TellingServer server(GetParam(), directory);
    GatewayProcess gateway(server.port(), memory);
    gateway.start();
    OddRequests requests(seeded(static_cast<unsigned>(GetParam()) + 1)); // others for each
    std::size_t read = 0, passed = 0, refused = 0, waited = 0;
    std::vector<std::string> found;
    int different = 0;
    const Stopwatch watch;
    for (int i = 0; i < connections; ++i) {
        const auto pieces = requests.next();
        const Conversation direct = converse(server.port(), pieces, server);
        const Conversation through = converse(gateway.callersPort(), pieces, server);
        read += direct.told.size();
        passed += through.told.size();
        refused += static_cast<std::size_t>(std::ranges::count(through.heard, 0, &Heard::number));
        waited += (direct.ended ? 0U : 1U) + (through.ended ? 0U : 1U);
        const std::string difference = differenceOf(direct, through);
        if (difference.empty())
            continue;
        ++different;
        if (found.size() < mostShown) {
            found.push_back(difference + ", connection " + std::to_string(i) + ":\n  direct" + shown(direct) + "\n  through"
                + shown(through) + "\n    ");
            for (const std::string& piece : pieces)
                found.back() += shown(piece) + "|";
        }
    }
    std::this_thread::sleep_for(200ms);
    std::vector<Told> late;
    server.addTold(late);
    std::cout << std::format("{:8} {} connections in {:.0f} s: it read {} requests; of the gateway it got {}, {} were refused; "
                             "{} waits, {} late, {} disagreements\n",
        name, connections, watch.seconds(), read, passed, refused, waited, late.size(), different);
    for (const std::string& text : found)
        ADD_FAILURE() << text;
    disagreements += different + static_cast<int>(late.size());
    EXPECT_GT(passed, connections / 2);
    EXPECT_GT(refused, connections / 5);
    EXPECT_EQ(gateway.stop(), 0);
}

INSTANTIATE_TEST_SUITE_P(Servers, Differential,
    testing::Values(
        TellingServer::Kind::nginx, TellingServer::Kind::haproxy, TellingServer::Kind::node, TellingServer::Kind::python),
    [](const auto& kind) { return TellingServer::nameOf(kind.param); });

} // namespace
