// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/stream.h"

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <utility>

namespace fuseboard::http {

/// Which of a server's connections give way to a newcomer where none is left: those at which nobody known waits for anything.
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
        }
        void keep()
        {
            if (m_at)
                m_all->m_yielding.erase(*m_at);
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

    /// Ends the first connection that gives way. False: there is none.
    [[nodiscard]] bool free()
    {
        if (m_yielding.empty())
            return false;
        Place& first = *m_yielding.front();
        const auto cut = std::exchange(first.m_cut, {});
        first.keep();
        first.m_stream->close();
        if (cut)
            cut();
        return true;
    }

private:
    std::list<Place*> m_yielding; ///< strangers, then those who have not asked, the longest first
};

} // namespace fuseboard::http
