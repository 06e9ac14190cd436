// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace fuseboard::gateway {

/// Runs jobs one after the other in a thread of its own, all that wait in one go: event loops never touch a file.
/// Ends when destroyed, after the last job.
template <class Job>
class WriterThread {
public:
    explicit WriterThread(std::function<void(std::vector<Job>)> work)
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

private:
    void run(const std::stop_token& stop)
    {
        for (;;) {
            std::vector<Job> jobs;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); });
                if (m_waiting.empty())
                    return;
                jobs.swap(m_waiting);
            }
            m_work(std::move(jobs));
        }
    }

    std::function<void(std::vector<Job>)> m_work;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<Job> m_waiting;
    std::jthread m_thread; ///< last: it uses all the others
};

} // namespace fuseboard::gateway
