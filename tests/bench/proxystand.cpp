// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/proxystand.h"

#include "gateway/uuid.h"
#include "support/rawsocket.h"

#include <cstdlib>
#include <format>
#include <fstream>
#include <stdexcept>

namespace fuseboard::bench {
namespace {

constexpr auto startTime = std::chrono::seconds(20);
const char* const portkeyProgram = FUSEBOARD_BUILD "/portkey/node_modules/@portkey-ai/gateway/build/start-server.js";

std::uint16_t portAfter(const std::string& said, const std::string& start)
{
    const auto at = said.find(start);
    if (at == std::string::npos)
        throw std::runtime_error("a proxy does not start: " + said);
    return static_cast<std::uint16_t>(std::stoi(said.substr(at + start.size())));
}

std::uint16_t freePort() { return test::RawListener().port(); }

void waitForListener(std::uint16_t port, const std::string& whose)
{
    const auto until = std::chrono::steady_clock::now() + startTime;
    while (!test::RawSocket::tcp(port).isOpen())
        if (std::chrono::steady_clock::now() > until)
            throw std::runtime_error(whose + " does not start; is it installed?");
}

std::string policy()
{
    return std::format(R"({{"revision":1,"zone":"Etc/UTC","fiscalDay":1,"teams":[{{"id":"team-a","name":"Payments"}}],)"
                       R"("tokens":[{{"sha256":"{}","team":"team-a","label":"bench","agent":"bench"}}],)"
                       R"("budgets":[{{"scope":{{"kind":"team","id":"team-a"}},"period":"month","amount":"20000000000000",)"
                       R"("currency":"USD","hard":true}}],"routes":[{{"dialect":"openai","upstream":"provider"}}],)"
                       R"("prices":{{"version":"v1","currency":"USD","models":{{"m":{{"input":"1","output":"2"}}}}}}}})",
        gateway::sha256Hex(callerToken));
}

std::string nginxConfiguration(
    const std::filesystem::path& directory, std::uint16_t provider, std::uint16_t port, std::uint16_t streamPort)
{
    std::string paths;
    for (const char* what : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        paths += std::format("  {0}_temp_path {1}/{0};\n", what, directory.string());
    const auto server = [](std::uint16_t at, const char* buffering) {
        return std::format("  server {{\n    listen 127.0.0.1:{};\n    location / {{\n      proxy_pass http://provider;\n"
                           "      proxy_http_version 1.1;\n      proxy_set_header Connection \"\";\n      proxy_buffering {};\n"
                           "    }}\n  }}\n",
            at, buffering);
    };
    return std::format(
        "daemon off;\nmaster_process off;\nworker_processes 1;\nerror_log stderr crit;\npid {0}/nginx.pid;\n"
        "events {{ worker_connections 2048; }}\nhttp {{\n{1}  access_log off;\n  keepalive_requests 100000000;\n"
        "  upstream provider {{ server 127.0.0.1:{2}; keepalive 64; keepalive_requests 100000000; }}\n{3}{4}}}\n",
        directory.string(), paths, provider, server(port, "on"), server(streamPort, "off"));
}

} // namespace

GatewayStand::GatewayStand(const std::filesystem::path& directory, std::uint16_t provider, int processor)
{
    std::filesystem::create_directories(directory);
    std::ofstream(directory / "key") << "provider-key\n";
    std::filesystem::permissions(directory / "key", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::ofstream(directory / "policy.json") << policy();
    std::ofstream(directory / "gateway.toml")
        << "[callers]\nlisten = \"127.0.0.1:0\"\nthreads = 1\n[admin]\nsocket = \"a.sock\"\n[[upstream]]\nname = "
           "\"provider\"\nurl = "
           "\"http://127.0.0.1:"
        << provider << "\"\ndialects = [\"openai\"]\nkey = \"file:key\"\n[log]\nlevel = \"warn\"\n";
    const std::string binary = FUSEBOARD_BIN "/fuseboard-gateway";
    std::string said;
    const PinnedProgram made({binary, "--init", directory.string()}, processor, "\n", &said);
    said.clear();
    m_program = std::make_unique<PinnedProgram>(
        std::vector {binary, std::string("--config"), (directory / "gateway.toml").string()}, processor, "ready\n", &said);
    m_port = portAfter(said, "callers http://127.0.0.1:");
}

NginxStand::NginxStand(const std::filesystem::path& directory, std::uint16_t provider, int processor)
    : m_port(freePort())
    , m_streamPort(freePort())
{
    std::filesystem::create_directories(directory);
    const auto file = directory / "nginx.conf";
    std::ofstream(file) << nginxConfiguration(directory, provider, m_port, m_streamPort);
    m_program = std::make_unique<PinnedProgram>(
        std::vector<std::string> {"nginx", "-p", directory.string(), "-e", "stderr", "-c", file.string()}, processor, "",
        nullptr);
    waitForListener(m_port, "nginx");
}

HaproxyStand::HaproxyStand(const std::filesystem::path& directory, std::uint16_t provider, int processor)
    : m_port(freePort())
{
    std::filesystem::create_directories(directory);
    const auto file = directory / "haproxy.cfg";
    std::ofstream(file) << std::format(
        "defaults\n  mode http\n  timeout connect 5s\n  timeout client 60s\n  timeout server 60s\n"
        "listen all\n  bind 127.0.0.1:{}\n  server provider 127.0.0.1:{}\n",
        m_port, provider);
    m_program = std::make_unique<PinnedProgram>(
        std::vector<std::string> {"haproxy", "-q", "-f", file.string()}, processor, "", nullptr);
    waitForListener(m_port, "HAProxy");
}

bool PortkeyStand::isThere()
{
    return std::filesystem::exists(portkeyProgram)
        && std::system("node --version > /dev/null 2>&1") == 0; // NOLINT(cert-env33-c, concurrency-mt-unsafe)
}

PortkeyStand::PortkeyStand(int processor)
    : m_port(freePort())
{
    m_program = std::make_unique<PinnedProgram>(
        std::vector<std::string> {
            "sh", "-c", std::format("exec node '{}' --port={} --headless > /dev/null 2>&1", portkeyProgram, m_port)},
        processor, "", nullptr);
    waitForListener(m_port, "Portkey's gateway");
}

std::string PortkeyStand::fieldsFor(std::uint16_t provider)
{
    return std::format("x-portkey-provider: openai\r\nx-portkey-custom-host: http://127.0.0.1:{}/v1\r\n", provider);
}

} // namespace fuseboard::bench
