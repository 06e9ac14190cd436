// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/historywatch.h"

#include "store/history.h"

#include <QTimer>

#include <format>

namespace fuseboard {
namespace {

/// Lives in the watch's thread.
class Round : public QObject {
public:
    Round(std::filesystem::path file, WatchPace pace, HistoryWatch& watch)
        : m_file(std::move(file))
        , m_pace(pace)
        , m_watch(watch)
        , m_timer(new QTimer(this))
    {
        m_timer->setSingleShot(true);
        connect(m_timer, &QTimer::timeout, this, [this] { m_timer->start(step()); });
    }
    void start() { m_timer->start(m_pace.beforeTheFirst); }

private:
    /// Looks at one day; how long to wait then.
    std::chrono::milliseconds step()
    {
        if (!m_history && !begin())
            return m_pace.betweenRounds;
        if (!m_left.empty()) {
            const Instant day = m_left.back();
            m_left.pop_back();
            tell(m_history->check({day, day + std::chrono::days(1)}));
            return m_pace.betweenDays;
        }
        tell(m_history->checkRest());
        m_history.reset();
        Q_EMIT m_watch.roundEnded();
        return m_pace.betweenRounds;
    }

    bool begin()
    {
        auto history = History::open(m_file, HistoryMode::viewer);
        auto days = history ? (*history)->days({Instant::min(), Instant::max()})
                            : Result<std::vector<Instant>>(std::unexpected(history.error()));
        if (!days) {
            Q_EMIT m_watch.damaged(days.error());
            return false;
        }
        m_history = *std::move(history);
        m_left = *std::move(days);
        return true;
    }

    void tell(const Result<std::vector<Damage>>& found)
    {
        if (!found) {
            Q_EMIT m_watch.damaged(found.error());
            return;
        }
        for (const Damage& damage : *found)
            Q_EMIT m_watch.damaged({ErrorCode::historyDamaged, m_file.string(),
                damage.day ? std::format("{:%F}: {}", *damage.day, damage.what) : damage.what});
    }

    std::filesystem::path m_file;
    WatchPace m_pace;
    HistoryWatch& m_watch;
    QTimer* m_timer;
    std::unique_ptr<History> m_history;
    std::vector<Instant> m_left; ///< of this round, the next one last
};

} // namespace

HistoryWatch::HistoryWatch(std::filesystem::path file, WatchPace pace)
{
    auto* round = new Round(std::move(file), pace, *this);
    round->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, round, &Round::start);
    connect(&m_thread, &QThread::finished, round, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

HistoryWatch::~HistoryWatch()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace fuseboard
