// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/policyfile.h"

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
    for (std::size_t i = 0; i < policy->routes.size(); ++i)
        if (!config.upstream(policy->routes[i].upstream))
            faults.push_back({ErrorCode::badDocument, "routes[" + std::to_string(i) + "].upstream",
                "there is no upstream \"" + policy->routes[i].upstream + "\" in gateway.toml"});
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return std::make_shared<const PolicyBook>(std::move(*policy), std::move(text));
}

PolicyResult loadPolicy(const Config& config)
{
    const auto file = config.data / "policy.json";
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return std::unexpected(std::vector {Error {ErrorCode::fileUnreadable, file.string(), "it can't be opened"}});
    std::ostringstream text;
    text << in.rdbuf();
    return checkPolicy(config, std::move(text).str());
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
