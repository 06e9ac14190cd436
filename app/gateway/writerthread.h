// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace fuseboard::gateway {

/// What became of the work: all of it, or something is left to try again.
enum class Worked { done, again };

/// How a thread goes about its work.
struct Habits {
    std::chrono::microseconds gathering {0}; ///< for which work is put off where the last go had many jobs
    std::size_t many = 0;
    std::chrono::microseconds patience {0}; ///< for which jobs without hurry wait for others
};

/// Runs jobs one after the other in a thread of its own, all that wait in one go: event loops never touch a file.
/// Work that says `again` is called anew, without jobs where none has come, so that what a full disk kept out is saved
/// without anybody asking. Ends when destroyed, after the last job.
/// Work that throws (for want of memory, or for a fault of ours) is the last: nobody knows what it has left undone. Its jobs
/// and all that follow are given up instead.
template <class Job>
class WriterThread {
public:
    using Work = std::function<Worked(std::vector<Job>& jobs)>;
    /// Answers those that have no answer yet.
    using GiveUp = std::function<void(std::vector<Job>& jobs, const char* why)>;

    explicit WriterThread(Work work, GiveUp giveUp, Habits habits = {})
        : m_work(std::move(work))
        , m_giveUp(std::move(giveUp))
        , m_habits(habits)
        , m_thread([this] { run(); })
    {
    }
    ~WriterThread() { finish(); }
    WriterThread(const WriterThread&) = delete;
    WriterThread& operator=(const WriterThread&) = delete;

    void post(Job job) { add(std::move(job), Time::min(), std::unique_lock(m_mutex)); }

    /// The job may wait until others come, as long as the thread has patience.
    void postWithoutHurry(Job job)
    {
        add(std::move(job), std::chrono::steady_clock::now() + m_habits.patience, std::unique_lock(m_mutex));
    }

    /// Leaves the job out where so many wait already.
    void postUnlessBusy(Job job, std::size_t most)
    {
        std::unique_lock lock(m_mutex);
        if (m_waiting.size() < most)
            add(std::move(job), Time::min(), std::move(lock));
    }

    /// Returns when the last job is done; nothing may be posted any more.
    void finish()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_one();
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    using Time = std::chrono::steady_clock::time_point;

    /// Wakes the thread only where it would sleep for too long: it takes all that have come by then.
    void add(Job job, Time due, std::unique_lock<std::mutex> lock)
    {
        m_waiting.push_back(std::move(job));
        m_due = std::min(m_due, due);
        const bool wakes = m_due < m_sleepsUntil;
        if (wakes)
            m_sleepsUntil = m_due;
        lock.unlock();
        if (wakes)
            m_wake.notify_one();
    }

    /// Until there is work to do.
    void sleep(std::unique_lock<std::mutex>& lock, Worked worked)
    {
        const Time again = worked == Worked::again ? std::chrono::steady_clock::now() + tryAgainAfter : Time::max();
        for (;;) {
            const Time until = std::min(m_due, again);
            if (m_stopping || until <= std::chrono::steady_clock::now())
                break;
            m_sleepsUntil = until;
            const auto isWoken = [&] { return m_stopping || m_sleepsUntil != until; };
            if (until == Time::max())
                m_wake.wait(lock, isWoken);
            else
                m_wake.wait_until(lock, until, isWoken);
        }
        m_sleepsUntil = Time::min();
    }

    void run()
    {
        std::size_t lastGo = 0;
        std::string failure; // not empty: the work has thrown
        for (Worked worked = Worked::done;;) {
            if (m_habits.gathering.count() > 0 && lastGo >= m_habits.many)
                std::this_thread::sleep_for(m_habits.gathering);
            std::vector<Job> jobs;
            {
                std::unique_lock lock(m_mutex);
                sleep(lock, worked);
                if (m_waiting.empty() && m_stopping)
                    return;
                m_due = Time::max();
                jobs.swap(m_waiting);
            }
            lastGo = jobs.size();
            if (failure.empty())
                try {
                    worked = m_work(jobs);
                } catch (const std::exception& error) {
                    failure = error.what();
                }
            if (failure.empty())
                continue;
            m_giveUp(jobs, failure.c_str());
            worked = Worked::done;
        }
    }

    static constexpr auto tryAgainAfter = std::chrono::milliseconds(500); // a disk that was full may be so for hours
    Work m_work;
    GiveUp m_giveUp;
    Habits m_habits;
    std::mutex m_mutex;
    Time m_due = Time::max(); ///< of what waits
    Time m_sleepsUntil = Time::min(); ///< min(): it is awake
    bool m_stopping = false;
    std::condition_variable m_wake;
    std::vector<Job> m_waiting;
    std::thread m_thread; ///< last: it uses all the others
};

} // namespace fuseboard::gateway
