// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace fuseboard::gateway {

/// What became of the work: all of it, or something is left to try again.
enum class Worked { done, again };

/// For how long work is put off so that more jobs are done in one go, where the last go had so many.
struct Gathering {
    std::chrono::microseconds time {0};
    std::size_t busyFrom = 0;
};

/// Runs jobs one after the other in a thread of its own, all that wait in one go: event loops never touch a file.
/// Work that says `again` is called anew, without jobs where none has come, so that what a full disk kept out is saved
/// without anybody asking. Ends when destroyed, after the last job.
template <class Job>
class WriterThread {
public:
    explicit WriterThread(std::function<Worked(std::vector<Job>)> work, Gathering gathering = {})
        : m_work(std::move(work))
        , m_gathering(gathering)
        , m_thread([this](const std::stop_token& stop) { run(stop); })
    {
    }

    void post(Job job)
    {
        std::unique_lock lock(m_mutex);
        add(std::move(job), lock);
    }

    /// Leaves the job out where so many wait already.
    void postUnlessBusy(Job job, std::size_t most)
    {
        std::unique_lock lock(m_mutex);
        if (m_waiting.size() < most)
            add(std::move(job), lock);
    }

private:
    /// Wakes the thread for the first job only: it takes all that have come by then.
    void add(Job job, std::unique_lock<std::mutex>& lock)
    {
        m_waiting.push_back(std::move(job));
        const bool wakes = std::exchange(m_sleeping, false);
        lock.unlock();
        if (wakes)
            m_wake.notify_one();
    }

    void run(const std::stop_token& stop)
    {
        const auto hasJobs = [this] { return !m_waiting.empty(); };
        std::size_t lastGo = 0;
        for (Worked worked = Worked::done;;) {
            if (m_gathering.time.count() > 0 && lastGo >= m_gathering.busyFrom)
                std::this_thread::sleep_for(m_gathering.time);
            std::vector<Job> jobs;
            {
                std::unique_lock lock(m_mutex);
                m_sleeping = m_waiting.empty();
                if (worked == Worked::again)
                    m_wake.wait_for(lock, stop, tryAgainAfter, hasJobs);
                else
                    m_wake.wait(lock, stop, hasJobs);
                m_sleeping = false;
                if (m_waiting.empty() && stop.stop_requested())
                    return;
                jobs.swap(m_waiting);
            }
            lastGo = jobs.size();
            worked = m_work(std::move(jobs));
        }
    }

    static constexpr auto tryAgainAfter = std::chrono::milliseconds(500); // a disk that was full may be so for hours
    std::function<Worked(std::vector<Job>)> m_work;
    Gathering m_gathering;
    std::mutex m_mutex;
    bool m_sleeping = false; ///< and must be woken
    std::condition_variable_any m_wake;
    std::vector<Job> m_waiting;
    std::jthread m_thread; ///< last: it uses all the others
};

} // namespace fuseboard::gateway
