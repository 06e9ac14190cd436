// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace fuseboard::gateway {

/// What became of the work: all of it, or something is left to try again.
enum class Worked { done, again };

/// Runs jobs one after the other in a thread of its own, all that wait in one go: event loops never touch a file.
/// Work that says `again` is called anew, without jobs where none has come, so that what a full disk kept out is saved
/// without anybody asking. Ends when destroyed, after the last job.
template <class Job>
class WriterThread {
public:
    explicit WriterThread(std::function<Worked(std::vector<Job>)> work)
        : m_work(std::move(work))
        , m_thread([this](const std::stop_token& stop) { run(stop); })
    {
    }

    void post(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_waiting.push_back(std::move(job));
        }
        m_wake.notify_one();
    }

    /// Leaves the job out where so many wait already.
    void postUnlessBusy(Job job, std::size_t most)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_waiting.size() >= most)
                return;
            m_waiting.push_back(std::move(job));
        }
        m_wake.notify_one();
    }

private:
    void run(const std::stop_token& stop)
    {
        const auto hasJobs = [this] { return !m_waiting.empty(); };
        for (Worked worked = Worked::done;;) {
            std::vector<Job> jobs;
            {
                std::unique_lock lock(m_mutex);
                if (worked == Worked::again)
                    m_wake.wait_for(lock, stop, tryAgainAfter, hasJobs);
                else
                    m_wake.wait(lock, stop, hasJobs);
                if (m_waiting.empty() && stop.stop_requested())
                    return;
                jobs.swap(m_waiting);
            }
            worked = m_work(std::move(jobs));
        }
    }

    static constexpr auto tryAgainAfter = std::chrono::milliseconds(500); // a disk that was full may be so for hours
    std::function<Worked(std::vector<Job>)> m_work;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<Job> m_waiting;
    std::jthread m_thread; ///< last: it uses all the others
};

} // namespace fuseboard::gateway
