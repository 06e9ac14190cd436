// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"

#include "gateway/uuid.h"

#include <gtest/gtest.h>

#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <thread>

namespace fuseboard::test {
namespace {

struct Started {
    int pid = -1;
    int out = -1, err = -1; ///< to read from
};

/// `descriptors`: that it may have; 0: as many as this process.
Started startProgram(std::vector<std::string> arguments, bool keepErr, rlim_t descriptors = 0)
{
    arguments.insert(arguments.begin(), FUSEBOARD_BIN "/fuseboard-gateway");
    std::vector<char*> argv;
    for (std::string& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    int out[2] = {}, err[2] = {};
    EXPECT_EQ(::pipe2(out, O_CLOEXEC), 0);
    EXPECT_EQ(::pipe2(err, O_CLOEXEC), 0);
    const int pid = ::fork();
    if (pid == 0) {
        ::dup2(out[1], 1);
        if (keepErr)
            ::dup2(err[1], 2);
        if (const rlimit few {descriptors, descriptors}; descriptors > 0)
            ::setrlimit(RLIMIT_NOFILE, &few);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    ::close(out[1]);
    ::close(err[1]);
    return {pid, out[0], err[0]};
}

std::string readToEnd(int fd)
{
    std::string out;
    char piece[4096];
    for (ssize_t size = ::read(fd, piece, sizeof piece); size > 0; size = ::read(fd, piece, sizeof piece))
        out.append(piece, static_cast<std::size_t>(size));
    ::close(fd);
    return out;
}

std::string readUntil(int fd, std::string_view text)
{
    std::string out;
    char piece[4096];
    while (out.find(text) == std::string::npos) {
        const ssize_t size = ::read(fd, piece, sizeof piece);
        if (size <= 0)
            break;
        out.append(piece, static_cast<std::size_t>(size));
    }
    ::close(fd);
    return out;
}

int exitOf(int pid)
{
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// At the end of the line that starts so.
std::uint16_t portAfter(const std::string& text, const std::string& start)
{
    std::uint16_t port = 0;
    if (const auto at = text.find(start); at != std::string::npos) {
        const auto colon = text.rfind(':', text.find('\n', at));
        std::from_chars(text.data() + colon + 1, text.data() + text.size(), port);
    }
    return port;
}

std::string key(const std::string& token, const std::string& team, bool probe = false)
{
    return R"({"sha256":")" + gateway::sha256Hex(token) + R"(","team":")" + team + R"(","label":")" + token
        + R"(","agent":"agent-)" + token + "\"" + (probe ? R"(,"probe":true})" : "}");
}

} // namespace

Ended runProgram(const std::vector<std::string>& arguments)
{
    const Started started = startProgram(arguments, true);
    Ended ended {.exitCode = 0, .out = readToEnd(started.out), .err = readToEnd(started.err)};
    ended.exitCode = exitOf(started.pid);
    return ended;
}

std::string GatewayProcess::policy(int revision)
{
    return R"({"revision":)" + std::to_string(revision)
        + R"(,"zone":"Etc/UTC","fiscalDay":1,"teams":[{"id":"team-a","name":"Payments","owner":"P. Owner"},{"id":"team-b","name":"Growth"}],)"
        + R"("tokens":[)" + key("tok-a", "team-a") + "," + key("tok-b", "team-b") + "," + key("probe-a", "team-a", true)
        + R"(],"budgets":[{"scope":{"kind":"team","id":"team-a"},"period":"month","amount":"20000000000000","currency":"USD","hard":false}],)"
        + R"("routes":[{"dialect":"openai","upstream":"sandbox"},{"dialect":"anthropic","upstream":"sandbox"}],)"
        + R"("prices":{"version":"v1","currency":"USD","models":{"m":{"input":"1","output":"2"},"endless":{"input":"1","output":"2"},"silent":{"input":"1","output":"2"}}}})";
}

std::string GatewayProcess::policyOf(
    int revision, const std::string& budgets, const std::vector<std::string>& models, const std::string& more)
{
    std::string out = policy(revision);
    const auto at = out.find("\"budgets\":[") + 10, end = out.find("],\"routes\"");
    out.replace(at, end + 1 - at, budgets);
    for (const std::string& model : models)
        out.insert(out.find("\"m\":{"), "\"" + model + R"(":{"input":"1","output":"2"},)");
    out.insert(out.size() - 1, more);
    return out;
}

void GatewayProcess::write(const std::string& policy) const { std::ofstream(m_directory / "policy.json") << policy; }

void GatewayProcess::writeSecret(const std::string& file, const std::string& text) const
{
    std::ofstream(m_directory / file) << text;
    std::filesystem::permissions(m_directory / file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

void GatewayProcess::keepLog()
{
    m_keepsLog = true;
    configure("level = \"off\"", "level = \"info\"");
}

void GatewayProcess::configure(const std::string& from, const std::string& to) const
{
    std::ostringstream text;
    text << std::ifstream(configFile()).rdbuf();
    std::string config = std::move(text).str();
    const auto at = config.find(from);
    ASSERT_NE(at, std::string::npos) << from << " is not in " << config;
    config.replace(at, from.size(), to);
    std::ofstream(configFile()) << config;
}

const std::string& GatewayProcess::log()
{
    char piece[4096];
    for (ssize_t size = 0; (size = ::read(m_logEnd, piece, sizeof piece)) > 0;)
        m_log.append(piece, static_cast<std::size_t>(size));
    return m_log;
}

bool GatewayProcess::waitForLog(const std::string& part)
{
    for (const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        log().find(part) == std::string::npos;) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

GatewayProcess::GatewayProcess(std::uint16_t upstreamPort, const std::filesystem::path& under)
{
    std::string name = under / "fbgwXXXXXX";
    m_directory = ::mkdtemp(name.data());
    writeSecret("key", "upstream-secret\n");
    for (const char* right : {"read", "freeze", "resume", "policy"})
        writeSecret(right, std::string("admin-door-to-") + right + "\n");
    std::ofstream(configFile())
        << "[callers]\nlisten = \"127.0.0.1:0\"\n[admin]\nsocket = \"a.sock\"\nlisten = \"127.0.0.1:0\"\n"
        << "[admin.tokens]\nread = \"file:read\"\nfreeze = \"file:freeze\"\nresume = \"file:resume\"\n"
        << "policy = \"file:policy\"\n"
        << "[[upstream]]\nname = \"sandbox\"\nurl = \"http://127.0.0.1:" << upstreamPort
        << "\"\ndialects = [\"openai\", \"anthropic\"]\nkey = \"file:key\"\n[log]\nlevel = \"off\"\n";
    std::ofstream(m_directory / "policy.json") << policy(1);
    EXPECT_EQ(runProgram({"--init", m_directory}).exitCode, 0);
}

GatewayProcess::~GatewayProcess()
{
    kill();
    ::close(m_logEnd);
    std::error_code ignored; // a leftover in the temporary directory harms nothing
    std::filesystem::remove_all(m_directory, ignored);
}

void GatewayProcess::start(rlim_t descriptors)
{
    const Started started = startProgram({"--config", configFile()}, m_keepsLog, descriptors);
    m_pid = started.pid;
    if (m_keepsLog) {
        log();
        ::close(std::exchange(m_logEnd, started.err));
        ::fcntl(m_logEnd, F_SETFL, O_NONBLOCK);
    } else {
        ::close(started.err);
    }
    const std::string said = readUntil(started.out, "ready\n");
    ASSERT_TRUE(said.ends_with("ready\n")) << said;
    m_callersPort = portAfter(said, "callers http");
    m_adminPort = portAfter(said, "admin http");
    m_telemetryPort = portAfter(said, "telemetry http");
}

void GatewayProcess::kill()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        exitOf(m_pid);
    }
    m_pid = -1;
}

void GatewayProcess::signal(int number) const { ::kill(m_pid, number); }

double GatewayProcess::residentMiB() const
{
    std::ifstream file("/proc/" + std::to_string(m_pid) + "/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("VmRSS:"))
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

std::ptrdiff_t GatewayProcess::descriptors() const
{
    namespace fs = std::filesystem;
    return std::distance(fs::directory_iterator("/proc/" + std::to_string(m_pid) + "/fd"), fs::directory_iterator());
}

bool GatewayProcess::waitForDescriptors(std::ptrdiff_t count, std::chrono::seconds patience) const
{
    for (const auto until = std::chrono::steady_clock::now() + patience; descriptors() > count;) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

int GatewayProcess::stop()
{
    signal(SIGTERM);
    return exitOf(std::exchange(m_pid, -1));
}

Answer readAnswer(RawSocket socket)
{
    const std::string all = socket.receiveAll();
    EXPECT_FALSE(socket.timedOut());
    Answer answer;
    const auto end = all.find("\r\n\r\n");
    if (end == std::string::npos)
        return answer;
    answer.head = all.substr(0, end + 2);
    answer.body = all.substr(end + 4);
    std::from_chars(all.data() + 9, all.data() + 12, answer.status);
    return answer;
}

RawSocket GatewayProcess::open(const std::string& token, const std::string& path, const std::string& body) const
{
    RawSocket socket = RawSocket::tcp(m_callersPort);
    std::string request = (body.empty() ? "GET " : "POST ") + path
        + " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n";
    if (!body.empty())
        request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    EXPECT_TRUE(socket.send(request + "\r\n" + body));
    return socket;
}

Answer GatewayProcess::call(const std::string& token, const std::string& path, const std::string& body) const
{
    return readAnswer(open(token, path, body));
}

Answer GatewayProcess::admin(
    const std::string& method, const std::string& path, const std::string& body, const std::string& fields) const
{
    RawSocket socket = RawSocket::local(adminSocket());
    std::string request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields;
    if (method != "GET")
        request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    EXPECT_TRUE(socket.send(request + "\r\n" + body));
    return readAnswer(std::move(socket));
}

Answer GatewayProcess::hold(const std::string& scope, int generation, const std::string& state, const std::string& mode) const
{
    return admin("PUT", "/v1/holds/" + scope,
        R"({"orderId":"order-)" + std::to_string(generation) + R"(","generation":)" + std::to_string(generation)
            + R"(,"state":")" + state + R"(","mode":")" + mode + R"(","reason":"a drill","by":"A. Smith"})");
}

std::vector<std::string> GatewayProcess::rows() const
{
    std::vector<std::string> out;
    const std::string body = admin("GET", "/v1/usage?after=0&limit=10000").body;
    for (auto at = body.find("{\"seq\":"); at != std::string::npos;) {
        const auto next = body.find("{\"seq\":", at + 1);
        out.push_back(body.substr(at, next - at));
        at = next;
    }
    return out;
}

bool GatewayProcess::waitForRows(std::size_t count) const
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (std::chrono::steady_clock::now() < until)
        if (rows().size() >= count)
            return true;
    return false;
}

std::string chat(const std::string& model, bool stream)
{
    return R"({"model":")" + model + R"(","messages":[{"role":"user","content":"hello there"}])"
        + (stream ? R"(,"stream":true})" : "}");
}

} // namespace fuseboard::test
