// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/gitremote.h"

#include <fstream>

namespace fuseboard {
namespace {

constexpr std::size_t longestConfig = 1024 * 1024;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string firstLineAfter(const std::filesystem::path& file, std::string_view prefix)
{
    std::ifstream stream(file, std::ios::binary);
    std::string line;
    std::getline(stream, line);
    return line.starts_with(prefix) ? std::string(trimmed(std::string_view(line).substr(prefix.size()))) : std::string();
}

/// Where the repository's config is: ".git" is a file in worktrees, which name the directory they share.
std::filesystem::path configOf(const std::filesystem::path& git)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(git, ignored))
        return git / "config";
    const std::filesystem::path own = git.parent_path() / firstLineAfter(git, "gitdir:");
    const std::string common = firstLineAfter(own / "commondir", "");
    return (common.empty() ? own : own / common) / "config";
}

std::string remoteIn(const std::filesystem::path& config)
{
    std::ifstream stream(config, std::ios::binary);
    std::string line, section, found;
    for (std::size_t read = 0; std::getline(stream, line) && read < longestConfig; read += line.size()) {
        const std::string_view text = trimmed(line);
        if (text.starts_with('['))
            section = text;
        else if (section.starts_with("[remote ") && text.starts_with("url")
            && (found.empty() || section == "[remote \"origin\"]"))
            if (const auto equals = text.find('='); equals != std::string_view::npos)
                found = trimmed(text.substr(equals + 1));
    }
    return found;
}

} // namespace

std::string plainRemote(std::string_view url)
{
    url = trimmed(url);
    const auto scheme = url.find("://");
    const bool isPath = scheme == std::string_view::npos && (url.starts_with('/') || url.starts_with('.'));
    if (url.empty() || isPath || url.starts_with("file://"))
        return {}; // says nothing that its own path does not
    if (scheme != std::string_view::npos)
        url.remove_prefix(scheme + 3);
    const auto hostEnd = url.find_first_of(scheme == std::string_view::npos ? ":" : "/");
    if (hostEnd == std::string_view::npos)
        return {};
    std::string_view host = url.substr(0, hostEnd), path = url.substr(hostEnd + 1);
    if (const auto user = host.rfind('@'); user != std::string_view::npos)
        host.remove_prefix(user + 1);
    host = host.substr(0, host.find(':'));
    while (path.starts_with('/'))
        path.remove_prefix(1);
    while (path.ends_with('/'))
        path.remove_suffix(1);
    if (path.ends_with(".git"))
        path.remove_suffix(4);
    return host.empty() || path.empty() ? std::string() : std::string(host) + "/" + std::string(path);
}

std::string gitRemoteOf(const std::filesystem::path& directory)
{
    if (!directory.is_absolute())
        return {};
    std::error_code ignored;
    for (std::filesystem::path at = directory;; at = at.parent_path()) {
        if (std::filesystem::exists(at / ".git", ignored))
            return plainRemote(remoteIn(configOf(at / ".git")));
        if (at == at.parent_path())
            return {};
    }
}

} // namespace fuseboard
