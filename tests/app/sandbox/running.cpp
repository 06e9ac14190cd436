// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/running.h"

#include "sandbox/secrets.h"

#include <boost/asio/io_context.hpp>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <thread>

extern char** environ;

namespace fuseboard::sandbox::test {
namespace {

constexpr std::chrono::seconds patience {30};

} // namespace

Scratch::Scratch()
{
    std::string name = (std::filesystem::temp_directory_path() / "sandbox-XXXXXX").string();
    m_path = ::mkdtemp(name.data());
}

Scratch::~Scratch()
{
    std::error_code ignored; // a leftover directory is no failure of the test
    std::filesystem::remove_all(m_path, ignored);
}

Running::Running(std::vector<std::string> arguments)
{
    std::string program = FUSEBOARD_BIN "/fuseboard-sandbox";
    std::vector<char*> argv {program.data()};
    for (std::string& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    std::array<int, 2> pipe {};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, m_scratch.path("stderr").c_str(), O_WRONLY | O_CREAT, 0600);
    if (posix_spawn(&m_pid, program.c_str(), &actions, nullptr, argv.data(), environ) != 0)
        m_pid = -1;
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    m_out = pipe[0];
}

Running::~Running()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    ::close(m_out);
}

std::string Running::line()
{
    const auto until = std::chrono::steady_clock::now() + patience;
    while (true) {
        if (const auto end = m_buffer.find('\n'); end != std::string::npos) {
            const std::string found = m_buffer.substr(0, end);
            m_buffer.erase(0, end + 1);
            return found;
        }
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        pollfd waiting {m_out, POLLIN, 0};
        if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0)
            return {};
        std::array<char, 4096> bytes {};
        const auto size = ::read(m_out, bytes.data(), bytes.size());
        if (size <= 0)
            return {};
        m_buffer.append(bytes.data(), static_cast<std::size_t>(size));
    }
}

void Running::signal(int number) const
{
    if (m_pid > 0)
        ::kill(m_pid, number);
}

int Running::wait()
{
    const auto until = std::chrono::steady_clock::now() + patience;
    int status = 0;
    while (m_pid > 0 && ::waitpid(m_pid, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > until)
            return -2;
        std::this_thread::sleep_for(std::chrono::milliseconds(2)); // polls the child's end; nothing else reports it
    }
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string Running::errors() const { return readText(m_scratch.path("stderr")).value_or(""); }

RunningProvider::RunningProvider(const std::filesystem::path& directory, std::vector<std::string> more)
    : process([&] {
        std::vector<std::string> all {"provider", "--dir", directory.string()};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }())
{
    const std::string line = process.line();
    if (line.starts_with("provider ") && process.line() == "ready")
        url = line.substr(9);
    if (const auto secrets = Secrets::open(directory)) {
        upstreamKey = secrets->upstreamKey();
        adminKey = secrets->adminKey();
    }
}

Answer ask(const std::string& url, http::RequestHead head, std::string body)
{
    boost::asio::io_context io;
    Answer answer;
    const auto exchange = [&]() -> http::Async<void> {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        auto client = co_await http::Client::connect(http::Url::parse(url).value(), deadline);
        if (!client || !co_await client->send(std::move(head), std::move(body), deadline))
            co_return;
        const auto response = co_await client->readHead(deadline);
        if (!response)
            co_return;
        answer.status = response->status;
        answer.headers = response->headers;
        while (true) {
            const auto bytes = co_await client->readBody(deadline);
            answer.cut = !bytes;
            if (!bytes || bytes->empty())
                co_return;
            answer.body += *bytes;
        }
    };
    http::spawn(io, exchange());
    io.run();
    return answer;
}

Answer post(const std::string& url, const std::string& path, const std::string& key, std::string body)
{
    http::RequestHead head {.method = "POST", .target = path, .headers = {{"content-type", "application/json"}}};
    if (path == "/v1/messages") {
        head.headers.add("x-api-key", key);
        head.headers.add("anthropic-version", "2023-06-01");
    } else {
        head.headers.add("authorization", "Bearer " + key);
    }
    return ask(url, std::move(head), std::move(body));
}

Answer get(const std::string& url, const std::string& target, const std::string& key)
{
    return ask(url, {.method = "GET", .target = target, .headers = {{"authorization", "Bearer " + key}}});
}

} // namespace fuseboard::sandbox::test
