// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logfiles.h"

#include <deque>
#include <limits>
#include <set>

#include <sys/stat.h>

namespace fuseboard {
namespace {

namespace fs = std::filesystem;

/// Codex: year, month, day; Claude Code: project, session, subagents. A link may lead to a whole disk.
constexpr int deepestBelowLink = 8;

class Walk {
public:
    explicit Walk(const fs::path& root)
    {
        enter(root, std::numeric_limits<int>::max());
        for (; !m_links.empty(); m_links.pop_front()) // last, so that what has a path without links is known by it
            enter(m_links.front(), deepestBelowLink);
    }
    std::vector<fs::path> found;

private:
    void enter(const fs::path& top, int deepest)
    {
        if (!isNew(top))
            return;
        found.push_back(top);
        std::error_code error;
        for (auto it = fs::recursive_directory_iterator(top, fs::directory_options::skip_permission_denied, error);
            !error && it != fs::end(it); it.increment(error)) {
            std::error_code ignored;
            if (!it->is_directory(ignored))
                continue;
            if (it->is_symlink(ignored)) {
                m_links.push_back(it->path());
            } else if (it.depth() >= deepest || !isNew(it->path())) {
                it.disable_recursion_pending();
            } else {
                found.push_back(it->path());
            }
        }
    }
    bool isNew(const fs::path& directory)
    {
        struct stat seen {};
        return ::stat(directory.c_str(), &seen) == 0 && m_entered.emplace(seen.st_dev, seen.st_ino).second;
    }

    std::deque<fs::path> m_links;
    std::set<std::pair<dev_t, ino_t>> m_entered;
};

} // namespace

std::vector<fs::path> logDirectories(const fs::path& root) { return Walk(root).found; }

std::vector<fs::path> logFiles(const fs::path& root)
{
    std::vector<fs::path> out;
    for (const fs::path& directory : logDirectories(root)) {
        std::error_code error;
        for (auto it = fs::directory_iterator(directory, fs::directory_options::skip_permission_denied, error);
            !error && it != fs::end(it); it.increment(error))
            if (std::error_code ignored; it->path().extension() == ".jsonl" && it->is_regular_file(ignored))
                out.push_back(it->path());
    }
    return out;
}

} // namespace fuseboard
