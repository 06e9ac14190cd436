// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a call costs our gateway in processor time, against nginx that only passes it on, with the same provider behind.
#include "bench/proxiedcalls.h"

#include "connectors/sourceconfig.h"
#include "desktop/companydocument.h"
#include "support/gatewaydoor.h"
#include "support/rawsocket.h"
#include "support/sandboxstand.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <format>

using namespace fuseboard;
using namespace fuseboard::bench;
using namespace fuseboard::test;

namespace {

constexpr int rounds = 5, warmUpCalls = 200;
constexpr double goal = 1.0; // DESIGN, decision 6

int refuse(const QString& words)
{
    std::fprintf(stderr, "bench_gateway: %s\n", qPrintable(words));
    return 1;
}

std::string request(const std::string& token)
{
    const std::string body = R"({"model":"gpt-5.6","messages":[{"role":"user","content":")" + std::string(2000, 'x')
        + R"("}],"metadata":{"sandbox_input":"500","sandbox_output":"100","sandbox_delayMs":"0"}})";
    return std::format("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                       "Authorization: Bearer {}\r\nContent-Length: {}\r\n\r\n{}",
        token, body.size(), body);
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As `setup` wrote it: the callers' keys and where the provider's key stands.
QJsonObject company(const SandboxStand& stand)
{
    return QJsonDocument::fromJson(contents(stand.profile().sandboxDirectory() + QStringLiteral("/company.json"))).object();
}

std::string providerUrl(const SandboxStand& stand)
{
    const auto sources = readSources(stand.profile().sourcesFile().toStdString());
    if (sources)
        for (const SourceConfig& source : *sources)
            if (source.kind == "openai")
                return source.url.substr(0, source.url.rfind("/v1"));
    return {};
}

/// One process that passes everything on with kept connections, and writes no log.
std::string nginxConfiguration(const std::string& directory, std::uint16_t port, const std::string& provider)
{
    std::string paths;
    for (const char* what : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        paths += std::format("  {0}_temp_path {1}/{0};\n", what, directory);
    return std::format(
        "daemon off;\nmaster_process off;\nworker_processes 1;\npid {0}/nginx.pid;\nevents {{ worker_connections 512; }}\n"
        "http {{\n{1}  access_log off;\n  keepalive_requests 1000000;\n"
        "  upstream provider {{ server {3}; keepalive 64; }}\n"
        "  server {{\n    listen 127.0.0.1:{2};\n    location / {{\n      proxy_pass http://provider;\n"
        "      proxy_http_version 1.1;\n      proxy_set_header Connection \"\";\n    }}\n  }}\n}}\n",
        directory, paths, port, provider.substr(provider.find("//") + 2));
}

std::uint16_t freePort()
{
    const RawSocket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(socket.fd(), reinterpret_cast<const sockaddr*>(&address), length);
    ::getsockname(socket.fd(), reinterpret_cast<sockaddr*>(&address), &length);
    return ntohs(address.sin_port);
}

struct Cost {
    std::vector<double> micros; ///< a call, one for each round
    int failed = 0;
    [[nodiscard]] double median()
    {
        std::ranges::sort(micros);
        return micros[micros.size() / 2];
    }
};

void measure(const Proxy& proxy, int calls, int connections, Cost& cost)
{
    const auto before = processorTime(proxy.process);
    cost.failed += call(proxy, calls, connections);
    cost.micros.push_back(static_cast<double>((processorTime(proxy.process) - before).count()) / calls);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const int calls = argc > 1 ? std::atoi(argv[1]) : 2000;
    const int connections = argc > 2 ? std::atoi(argv[2]) : 8;
    if (calls < 1 || connections < 1 || argc > 3)
        return refuse(QStringLiteral("takes [CALLS a round] [CONNECTIONS], both at least 1."));

    SandboxStand stand;
    if (!stand.isPrepared() || !stand.openEngine(false))
        return refuse(stand.fault());
    stand.closeEngine();
    const QJsonObject keys = company(stand);
    const QString providerKeyFile = parseCompany(QJsonDocument(keys).toJson(), {})->upstreamKeyFile;
    const auto caller =
        keys[QLatin1String("keys")].toArray().first().toObject()[QLatin1String("token")].toString().toStdString();

    const std::string directory = stand.directory().toStdString();
    const std::uint16_t nginxPort = freePort();
    QFile configuration(stand.directory() + QStringLiteral("/nginx.conf"));
    if (!configuration.open(QIODevice::WriteOnly))
        return refuse(configuration.errorString());
    configuration.write(QByteArray::fromStdString(nginxConfiguration(directory, nginxPort, providerUrl(stand))));
    configuration.close();
    QProcess nginx;
    nginx.setStandardInputFile(QProcess::nullDevice());
    nginx.start(QStringLiteral("nginx"),
        {QStringLiteral("-p"), stand.directory(), QStringLiteral("-e"), QStringLiteral("stderr"), QStringLiteral("-c"),
            configuration.fileName()});
    if (!nginx.waitForStarted() || !QTest::qWaitFor([&] { return RawSocket::tcp(nginxPort).isOpen(); }, 5000))
        return refuse(QStringLiteral("nginx does not start: ") + QString::fromUtf8(nginx.readAllStandardError()));

    const Proxy ours {"gateway", static_cast<std::uint16_t>(stand.callers().port()), request(caller),
        listenerAt(stand.profile().gatewaySocket())};
    const Proxy theirs {
        "nginx", nginxPort, request(contents(providerKeyFile).trimmed().toStdString()), static_cast<pid_t>(nginx.processId())};
    Cost gateway, plain;
    int failed = call(ours, warmUpCalls, connections) + call(theirs, warmUpCalls, connections);
    for (int i = 0; i < rounds; ++i) {
        measure(ours, calls, connections, gateway);
        measure(theirs, calls, connections, plain);
    }
    nginx.terminate();
    nginx.waitForFinished(5000);
    failed += gateway.failed + plain.failed;
    if (failed > 0)
        return refuse(QStringLiteral("%1 calls failed, so the figures say nothing.").arg(failed));

    std::printf("%d rounds of %d whole chat completions over %d kept connections; processor time of a call, median:\n", rounds,
        calls, connections);
    std::printf("  gateway %7.1f us (meters, prices, reserves and writes its ledger)\n", gateway.median());
    std::printf("  nginx   %7.1f us (passes on, nothing else)\n", plain.median());
    const double ratio = gateway.median() / plain.median();
    std::printf("RATIO gateway-cpu-vs-nginx %.2f %.2f %s\n", ratio, goal, ratio <= goal ? "ok" : "short");
    return 0;
}
