// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <vector>

class QSocketNotifier;

namespace fuseboard {

/// Follows directories of logs as they grow, by inotify: a watch for each directory, which covers its files. New directories
/// are followed from their birth.
class LogWatch : public QObject {
    Q_OBJECT
public:
    /// A tool that keeps a directory for each session makes some thousand a year; the system's own bound may be lower.
    static constexpr std::size_t mostDirectories = 4096;

    explicit LogWatch(std::size_t most = mostDirectories, QObject* parent = nullptr);
    ~LogWatch() override;

    /// Follows these, and all below them. Cheap for those that are followed already. False where not every directory can be:
    /// then what changes there is only seen by looking.
    bool follow(const std::vector<std::filesystem::path>& roots);
    [[nodiscard]] std::size_t directories() const { return m_directories.size(); }

Q_SIGNALS:
    /// Something was written; several changes at once are told once, at most 0.7 s late.
    void changed();

private:
    void addTree(const std::filesystem::path& root);
    void add(const std::filesystem::path& directory);
    void read();

    std::size_t m_most;
    int m_descriptor;
    QSocketNotifier* m_notifier = nullptr;
    QTimer m_soon;
    std::map<int, std::filesystem::path> m_directories; ///< by watch
    std::set<std::filesystem::path> m_roots;
    bool m_complete = true;
};

} // namespace fuseboard
