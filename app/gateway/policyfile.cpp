// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/policyfile.h"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace fuseboard::gateway {
namespace {

std::string systemError() { return std::error_code(errno, std::system_category()).message(); }

class Descriptor {
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

PolicyResult checkPolicy(const Config& config, std::string text)
{
    auto policy = parsePolicy(text);
    if (!policy)
        return std::unexpected(policy.error());
    std::vector<Error> faults;
    for (std::size_t i = 0; i < policy->routes.size(); ++i) {
        const PolicyRoute& route = policy->routes[i];
        const UpstreamConfig* upstream = config.upstream(route.upstream);
        const Dialect dialect = route.dialect == "openai" ? Dialect::openai : Dialect::anthropic;
        const std::string path = "routes[" + std::to_string(i) + "].upstream";
        if (!upstream)
            faults.push_back({ErrorCode::badDocument, path, "there is no upstream \"" + route.upstream + "\" in gateway.toml"});
        else if (std::ranges::find(upstream->dialects, dialect) == upstream->dialects.end())
            faults.push_back({ErrorCode::badDocument, path, "\"" + route.upstream + "\" does not speak " + route.dialect});
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return std::make_shared<const PolicyBook>(std::move(*policy), std::move(text));
}

std::optional<std::string> readPolicyText(const Config& config)
{
    std::ifstream in(config.data / "policy.json", std::ios::binary);
    if (!in)
        return {};
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

PolicyResult loadPolicy(const Config& config)
{
    auto text = readPolicyText(config);
    if (!text)
        return std::unexpected(
            std::vector {Error {ErrorCode::fileUnreadable, (config.data / "policy.json").string(), "it can't be opened"}});
    return checkPolicy(config, *std::move(text));
}

Result<void> savePolicy(const Config& config, const std::string& text)
{
    const auto file = config.data / "policy.json";
    const auto part = config.data / "policy.json.part";
    const auto failed = [&] {
        return fail(errno == ENOSPC ? ErrorCode::diskFull : ErrorCode::fileUnwritable, file.string(), systemError());
    };
    {
        const Descriptor out(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (out.get() < 0 || !writeAll(out.get(), text) || ::fsync(out.get()) != 0)
            return failed();
    }
    if (::rename(part.c_str(), file.c_str()) != 0)
        return failed();
    const Descriptor directory(::open(config.data.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return directory.get() >= 0 && ::fsync(directory.get()) == 0 ? Result<void>() : failed();
}

} // namespace fuseboard::gateway
