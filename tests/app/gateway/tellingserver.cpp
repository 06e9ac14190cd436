// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tellingserver.h"

#include "support/rawsocket.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace fuseboard::test {
namespace {

constexpr auto patience = std::chrono::seconds(20);
const std::string scripts = FUSEBOARD_BUILD "/../tests/app/gateway/tellers/";

bool isInstalled(const char* program)
{
    return std::system((std::string("command -v ") + program + " > /dev/null 2>&1").c_str()) == 0;
}

std::string fromHex(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        out += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
    return out;
}

Told toldBy(const std::string& line)
{
    std::istringstream words(line);
    Told out;
    std::string method, target, body;
    words >> out.number >> method >> target >> body;
    out.method = fromHex(method);
    out.target = fromHex(target);
    out.body = fromHex(body);
    return out;
}

} // namespace

const char* TellingServer::nameOf(Kind kind)
{
    switch (kind) {
    case Kind::nginx: return "nginx";
    case Kind::haproxy: return "haproxy";
    case Kind::node: return "node";
    case Kind::python: return "python3";
    }
    return "";
}

bool TellingServer::isThere(Kind kind)
{
    return isInstalled(nameOf(kind)) && (kind == Kind::node || isInstalled(nameOf(Kind::python)));
}

TellingServer::TellingServer(Kind kind, const std::filesystem::path& directory)
{
    std::filesystem::create_directories(directory);
    const std::string file = directory / "told";
    const bool isNode = kind == Kind::node;
    std::string said;
    m_teller = std::make_unique<bench::PinnedProgram>(std::vector<std::string> {nameOf(isNode ? Kind::node : Kind::python),
                                                          scripts + (isNode ? "teller.cjs" : "teller.py"), file},
        bench::anyProcessor, "\n", &said);
    m_file = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (said.empty() || m_file < 0)
        throw std::runtime_error(std::string(nameOf(kind)) + " does not start");
    m_port = static_cast<std::uint16_t>(std::stoi(said));
    if (kind == Kind::nginx) {
        m_nginx = std::make_unique<bench::NginxStand>(directory, m_port, bench::anyProcessor);
        m_port = m_nginx->port();
    } else if (kind == Kind::haproxy) {
        m_haproxy = std::make_unique<bench::HaproxyStand>(directory, m_port, bench::anyProcessor);
        m_port = m_haproxy->port();
    }
}

TellingServer::~TellingServer() { ::close(m_file); }

void TellingServer::addTold(std::vector<Told>& to)
{
    // What comes after all that it has read so far.
    const std::string end = "/end-" + std::to_string(++m_looks);
    const RawSocket socket = RawSocket::tcp(m_port);
    socket.send("GET " + end + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const auto until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        for (const std::string& line : newLines()) {
            to.push_back(toldBy(line));
            if (to.back().target != end)
                continue;
            to.pop_back();
            return;
        }
        std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
    throw std::runtime_error("a server has stopped");
}

std::vector<std::string> TellingServer::newLines()
{
    std::array<char, 16 * 1024> bytes; // filled by read
    for (auto size = ::read(m_file, bytes.data(), bytes.size()); size > 0; size = ::read(m_file, bytes.data(), bytes.size()))
        m_rest.append(bytes.data(), static_cast<std::size_t>(size));
    std::vector<std::string> out;
    for (auto end = m_rest.find('\n'); end != std::string::npos; end = m_rest.find('\n')) {
        out.push_back(m_rest.substr(0, end));
        m_rest.erase(0, end + 1);
    }
    return out;
}

} // namespace fuseboard::test
