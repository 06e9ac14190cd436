// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/gatewaylever.h"
#include "support/awaited.h"
#include "support/ownnamespaces.h"
#include "tlsgateway.h"

#include <QCoreApplication>
#include <QThread>

#include <gtest/gtest.h>

#include <cstdlib>
#include <future>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

constexpr auto gatewaysAddress = "10.99.0.1";

/// Set before the tests: whether this process has a network of its own.
bool isApart = false; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

bool runs(const std::string& command)
{
    return std::system((command + " > /dev/null 2>&1").c_str()) == 0; // NOLINT(cert-env33-c, concurrency-mt-unsafe)
}

/// Must be called before there is a second thread.
bool leaveTheNetwork() { return enterOwnNamespaces(CLONE_NEWNET) && runs("ip link set lo up") && runs("curl --version"); }

/// A cable between this thread, which gets a network of its own, and the rest of the process.
bool layCable()
{
    return ::unshare(CLONE_NEWNET) == 0
        && runs("ip link add there type veth peer name here netns " + std::to_string(::getpid()))
        && runs("ip address add 10.99.0.2/24 dev there") && runs("ip link set there up") && runs("ip link set lo up");
}

void callFromThere(const TlsGateway& gateway)
{
    const std::string ask =
        " --max-time 10 -H 'Authorization: Bearer tok-a' -H 'Content-Type: application/json' -d '" + chat("m") + "' ";
    const std::string path = gateway.callersUrl() + "/v1/chat/completions";
    const std::string call = "curl -s -o /dev/null -w '%{http_code}' --cacert " + gateway.authorityFile() + ask + path;
    EXPECT_EQ(said(call), "200");
    EXPECT_EQ(said("curl -s -o /dev/null -w '%{http_code}'" + ask + path), "000") << "the system does not know that authority";
    EXPECT_EQ(said("curl -s" + ask + "http" + path.substr(path.find(':'))), "This port speaks TLS: use https://\n");

    HttpClient http;
    const HttpTrust trust {.authorityFile = QString::fromStdString(gateway.authorityFile())};
    GatewayLever lever(http, gateway.admin(trust), ProbeKey(QByteArray(32, 'k')));
    const HoldOrder freeze {"01930000-0000-7000-8000-000000000000", Scope::ofTeam("team-a"), 1, HoldState::frozen,
        FreezeMode::refuse, "a drill", "A. Smith"};
    const auto frozen = awaited(lever.order(freeze));
    EXPECT_TRUE(frozen) << frozen.error().detail;
    EXPECT_EQ(said(call), "403");
    const auto report = awaited(lever.observe());
    EXPECT_TRUE(report) << report.error().detail;
}

TEST(AnotherNetwork, reachesTheGatewayOverTlsAlone)
{
    if (!isApart)
        GTEST_SKIP() << "it needs user and network namespaces, and ip and curl";
    std::promise<bool> cable;
    std::promise<const TlsGateway*> started;
    const std::unique_ptr<QThread> caller(QThread::create([&] { // whose network ends with it
        cable.set_value(layCable());
        if (const TlsGateway* gateway = started.get_future().get())
            callFromThere(*gateway);
    }));
    caller->start();
    const bool isLaid = cable.get_future().get() && runs("ip address add 10.99.0.1/24 dev here") && runs("ip link set here up");
    std::optional<TlsGateway> gateway;
    if (isLaid) {
        gateway.emplace(gatewaysAddress);
        gateway->process.start();
    }
    started.set_value(gateway ? &*gateway : nullptr);
    caller->wait();
    EXPECT_TRUE(isLaid);
}

} // namespace

int main(int argc, char** argv)
{
    isApart = leaveTheNetwork();
    const QCoreApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
