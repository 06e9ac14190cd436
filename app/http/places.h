// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/stream.h"

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <utility>

namespace fuseboard::http {

/// Which of a server's connections give way to a newcomer where none is left: those at which nobody known waits for anything.
/// In the server's thread, but for what servers ask that share their connections.
class Places {
public:
    /// One connection's. Gives way from the beginning on, as nobody has asked anything there.
    class Place {
    public:
        Place(std::shared_ptr<Places> all, std::shared_ptr<Stream> stream)
            : m_all(std::move(all))
            , m_stream(std::move(stream))
            , m_at(m_all->m_yielding.insert(m_all->m_yielding.end(), this))
        {
            ++m_all->m_unclaimed;
        }
        ~Place() { keep(); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        /// Whoever asked is nobody known: before those who have not asked yet. `cut`: called where it was ended for that.
        void giveWay(std::function<void()> cut = {})
        {
            keep();
            m_cut = std::move(cut);
            m_at = m_all->m_yielding.insert(m_all->m_yielding.begin(), this);
            ++m_all->m_unclaimed;
        }
        void keep()
        {
            if (m_at) {
                m_all->m_yielding.erase(*m_at);
                --m_all->m_unclaimed;
            }
            m_at.reset();
            m_cut = {};
        }

    private:
        friend class Places;
        std::shared_ptr<Places> m_all; ///< a connection may outlive its server
        std::shared_ptr<Stream> m_stream;
        std::optional<std::list<Place*>::iterator> m_at; ///< empty: it does not give way
        std::function<void()> m_cut;
    };

    /// How many give way and are not claimed; in any thread. Below zero: some that were claimed have been kept since.
    [[nodiscard]] int unclaimed() const { return m_unclaimed; }
    /// One of them is to be ended, by endClaimed() in this server's thread. In any thread. False: there is none.
    [[nodiscard]] bool claim()
    {
        for (int left = m_unclaimed; left > 0;)
            if (m_unclaimed.compare_exchange_weak(left, left - 1))
                return true;
        return false;
    }
    /// Ends the first connection that gives way, if there still is one.
    void endClaimed()
    {
        ++m_unclaimed;
        if (m_yielding.empty())
            return;
        Place& first = *m_yielding.front();
        const auto cut = std::exchange(first.m_cut, {});
        first.keep();
        first.m_stream->close();
        if (cut)
            cut();
    }

private:
    std::list<Place*> m_yielding; ///< strangers, then those who have not asked, the longest first
    std::atomic<int> m_unclaimed = 0;
};

} // namespace fuseboard::http
