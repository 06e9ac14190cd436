// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/policyfile.h"

#include "gateway/descriptor.h"
#include "gateway/jsonfault.h"

#include <algorithm>
#include <fcntl.h>
#include <format>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace fuseboard::gateway {
namespace {

std::string systemError() { return std::error_code(errno, std::system_category()).message(); }

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

/// Why calls of the dialect can't go to the upstream; empty: they can.
std::string unservedBecause(const Config& config, const std::string& name, const std::string& dialectName)
{
    const UpstreamConfig* upstream = config.upstream(name);
    const Dialect dialect = dialectName == "openai" ? Dialect::openai : Dialect::anthropic;
    if (!upstream)
        return "there is no upstream \"" + name + "\" in gateway.toml";
    if (!std::ranges::contains(upstream->dialects, dialect))
        return "\"" + name + "\" does not speak " + dialectName;
    return {};
}

void checkFallbacks(const Config& config, const TierTarget& target, const std::string& path, std::vector<Error>& faults)
{
    for (std::size_t i = 0; i < target.fallbacks.size(); ++i)
        if (auto because = unservedBecause(config, target.fallbacks[i].upstream, target.dialect); !because.empty())
            faults.push_back({ErrorCode::badDocument, std::format("{}.fallbacks[{}].upstream", path, i), std::move(because)});
}

} // namespace

PolicyResult checkPolicy(const std::shared_ptr<const Config>& config, std::string text)
{
    auto policy = parsePolicy(text);
    if (!policy)
        return std::unexpected(explained(policy.error(), text));
    std::vector<Error> faults;
    const auto check = [&](const char* list, const auto& entries) {
        for (std::size_t i = 0; i < entries.size(); ++i)
            if (auto because = unservedBecause(*config, entries[i].upstream, entries[i].dialect); !because.empty())
                faults.push_back({ErrorCode::badDocument, std::format("{}[{}].upstream", list, i), std::move(because)});
    };
    check("routes", policy->routes);
    check("tiers", policy->tiers.targets);
    for (std::size_t i = 0; i < policy->tiers.targets.size(); ++i)
        checkFallbacks(*config, policy->tiers.targets[i], std::format("tiers[{}]", i), faults);
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return std::make_shared<const PolicyBook>(config, std::move(*policy), std::move(text));
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

PolicyResult loadPolicy(const std::shared_ptr<const Config>& config)
{
    auto text = readPolicyText(*config);
    if (!text)
        return std::unexpected(
            std::vector {Error {ErrorCode::fileUnreadable, (config->data / "policy.json").string(), "it can't be opened"}});
    return checkPolicy(config, *std::move(text));
}

Error firstFault(const std::vector<Error>& faults, const Config& config)
{
    Error first = faults.front();
    if (first.code == ErrorCode::badDocument)
        first.subject = (config.data / "policy.json").string() + ", " + first.subject;
    return first;
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
