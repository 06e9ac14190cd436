// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/historybackup.h"

#include "store/backup.h"

#include <QTimer>

#include <algorithm>
#include <format>
#include <vector>

namespace fuseboard {
namespace {

constexpr std::string_view prefix = "history-", suffix = ".db";

std::filesystem::path nameOf(Instant at)
{
    return std::format("{}{:%FT%H%M%SZ}{}", prefix, std::chrono::floor<std::chrono::seconds>(at), suffix);
}

/// `history-2026-11-25T101500Z.db`
std::optional<Instant> timeOf(const std::filesystem::path& file)
{
    std::string name = file.filename().string();
    if (!name.starts_with(prefix) || !name.ends_with(suffix))
        return std::nullopt;
    name = name.substr(prefix.size(), name.size() - prefix.size() - suffix.size());
    if (name.size() != 18)
        return std::nullopt;
    name.insert(15, ":").insert(13, ":");
    const auto at = parseInstant(name);
    return at ? std::optional(*at) : std::nullopt;
}

/// Left by a program that ended while it copied: `history-2026-11-25T101500Z.db.unfinished`, and what SQLite keeps beside it.
bool isUnfinished(const std::filesystem::path& file)
{
    const std::string name = file.filename().string();
    const auto end = name.find(".unfinished");
    return end != std::string::npos && timeOf(name.substr(0, end));
}

/// The newest first; those from the future last.
std::vector<std::filesystem::path> backupsIn(const std::filesystem::path& directory, Instant now)
{
    std::vector<std::filesystem::path> out;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(directory, none))
        if (timeOf(entry.path()))
            out.push_back(entry.path());
    std::ranges::sort(out, std::ranges::greater(), [now](const auto& file) {
        const Instant at = *timeOf(file);
        return std::pair(at <= now, at);
    });
    return out;
}

Result<void> makeRoom(const BackupPlan& plan)
{
    std::error_code failed;
    if (std::filesystem::create_directory(plan.directory, failed))
        std::filesystem::permissions(plan.directory, std::filesystem::perms::owner_all, failed);
    if (failed)
        return fail(ErrorCode::fileUnwritable, plan.directory.string(), failed.message());
    const auto size = std::filesystem::file_size(plan.file, failed);
    const auto space = std::filesystem::space(plan.directory, failed);
    if (!failed && space.available < size + size / 4)
        return fail(ErrorCode::diskFull, plan.directory.string(),
            std::format("a copy of the history needs {} MB", size / 1'000'000 + 1));
    return {};
}

/// Lives in the thread.
class Looks : public QObject {
public:
    Looks(BackupPlan plan, const Clock& clock, std::stop_token stop, HistoryBackup& told)
        : m_plan(std::move(plan))
        , m_clock(clock)
        , m_stop(std::move(stop))
        , m_told(told)
        , m_timer(new QTimer(this))
    {
        m_timer->setSingleShot(true);
        connect(m_timer, &QTimer::timeout, this, [this] {
            look();
            m_timer->start(m_plan.betweenLooks);
        });
    }
    void start() { m_timer->start(m_plan.beforeTheFirstLook); }

private:
    void look()
    {
        const Instant now = m_clock.now();
        removeUnfinished();
        const auto last = lastBackup(m_plan.directory, now);
        if (last && now - *last < m_plan.every)
            return;
        auto made = makeRoom(m_plan);
        if (made)
            made = backUpHistory(m_plan.file, m_plan.directory / nameOf(now), m_stop).transform([](auto) { });
        if (m_stop.stop_requested())
            return;
        if (!made) {
            if (made.error() != m_lastFault)
                Q_EMIT m_told.failed(made.error());
            m_lastFault = made.error();
            return;
        }
        m_lastFault.reset();
        removeOld(now);
        Q_EMIT m_told.backedUp(now);
    }

    /// None is being made now: the profile has one owner, and it looks in one thread.
    void removeUnfinished() const
    {
        std::vector<std::filesystem::path> left;
        std::error_code ignored; // the next look tries again
        for (const auto& entry : std::filesystem::directory_iterator(m_plan.directory, ignored))
            if (isUnfinished(entry.path()))
                left.push_back(entry.path());
        for (const auto& file : left)
            std::filesystem::remove(file, ignored);
    }

    void removeOld(Instant now) const
    {
        const auto files = backupsIn(m_plan.directory, now);
        for (std::size_t i = m_plan.keep; i < files.size(); ++i) {
            std::error_code ignored; // the next look tries again
            std::filesystem::remove(files[i], ignored);
        }
    }

    BackupPlan m_plan;
    const Clock& m_clock;
    std::stop_token m_stop;
    HistoryBackup& m_told;
    QTimer* m_timer;
    std::optional<Error> m_lastFault;
};

} // namespace

std::optional<Instant> lastBackup(const std::filesystem::path& directory, Instant now)
{
    const auto files = backupsIn(directory, now);
    const auto newest = files.empty() ? std::nullopt : timeOf(files.front());
    return newest && *newest <= now ? newest : std::nullopt;
}

HistoryBackup::HistoryBackup(BackupPlan plan, const Clock& clock)
{
    auto* looks = new Looks(std::move(plan), clock, m_stop.get_token(), *this);
    looks->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, looks, &Looks::start);
    connect(&m_thread, &QThread::finished, looks, &QObject::deleteLater);
}

void HistoryBackup::start() { m_thread.start(); }

HistoryBackup::~HistoryBackup()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

} // namespace fuseboard
