// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logwatch.h"

#include "connectors/locallogs/logfiles.h"

#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <string_view>

#include <sys/inotify.h>
#include <unistd.h>

namespace fuseboard {
namespace {

namespace fs = std::filesystem;

/// A running session writes several lines a second; each reading of them looks at all files.
constexpr std::chrono::milliseconds together {700};
constexpr std::uint32_t wanted = IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE | IN_ONLYDIR;

/// A directory that is there now, or a link to one.
bool bringsDirectory(const inotify_event& event, const fs::path& path)
{
    std::error_code error;
    return (event.mask & IN_ISDIR) != 0 || ((event.mask & (IN_CREATE | IN_MOVED_TO)) != 0 && fs::is_directory(path, error));
}

} // namespace

LogWatch::LogWatch(std::size_t most, QObject* parent)
    : QObject(parent)
    , m_most(most)
    , m_descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(together);
    connect(&m_soon, &QTimer::timeout, this, &LogWatch::changed);
    if (m_descriptor < 0)
        return;
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &LogWatch::read);
}

LogWatch::~LogWatch()
{
    delete m_notifier;
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool LogWatch::follow(const std::vector<fs::path>& roots)
{
    if (m_descriptor < 0)
        return false;
    for (const fs::path& root : roots)
        if (m_roots.insert(root).second) {
            addTree(root);
            m_soon.start(); // for what was written before its watch was there
        }
    return m_complete;
}

/// The newest first, so that where not all can be followed the running sessions are.
void LogWatch::addTree(const fs::path& root)
{
    std::error_code error;
    std::vector<std::pair<fs::file_time_type, fs::path>> below;
    for (const fs::path& directory : logDirectories(root))
        below.emplace_back(fs::last_write_time(directory, error), directory);
    std::ranges::sort(below, std::greater<>());
    for (const auto& [written, directory] : below)
        add(directory);
}

void LogWatch::add(const fs::path& directory)
{
    const int watch = m_directories.size() < m_most ? ::inotify_add_watch(m_descriptor, directory.c_str(), wanted) : -1;
    if (watch >= 0)
        m_directories[watch] = directory;
    else if (m_directories.size() >= m_most || errno != ENOENT) // gone meanwhile is no loss
        m_complete = false;
}

void LogWatch::read()
{
    alignas(inotify_event) std::array<char, 16 * 1024> buffer {};
    bool news = false;
    for (ssize_t got = 0; (got = ::read(m_descriptor, buffer.data(), buffer.size())) > 0;) {
        for (ssize_t at = 0; at < got;) {
            const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
            at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
            const auto where = m_directories.find(event->wd);
            const std::string_view name = event->len > 0 ? event->name : "";
            if ((event->mask & IN_Q_OVERFLOW) != 0) {
                news = true;
            } else if ((event->mask & IN_IGNORED) != 0 && where != m_directories.end()) {
                m_roots.erase(where->second); // may come back
                m_directories.erase(where);
            } else if (where != m_directories.end() && bringsDirectory(*event, where->second / name)) {
                addTree(where->second / name); // what was written there before this counts too
                news = true;
            } else {
                news = news || name.ends_with(".jsonl");
            }
        }
    }
    if (news && !m_soon.isActive())
        m_soon.start();
}

} // namespace fuseboard
