// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

#include <string>
#include <utility>
#include <vector>

namespace fuseboard {

/// Long work that goes on behind the window.
struct Job {
    enum class Kind {
        loading, ///< a source's past
        allocating, ///< days are given to teams anew, by changed rules
        goingBack, ///< the same, by the rules from before a change that was taken back
        writing, ///< a file
    };
    Kind kind = Kind::loading;
    std::string subject; ///< the source's id, or the file
    std::string name; ///< for people; empty: there is only one of its kind
    std::optional<Progress> days; ///< empty: how far it is can't be known
    bool isPaused = false, canPause = false, canCancel = false;
    std::optional<Error> trouble; ///< why it does not get on now
    bool operator==(const Job&) const = default;

    /// Which jobs are the same.
    [[nodiscard]] std::pair<Kind, std::string> key() const { return {kind, subject}; }
};

/// As it was last, and what became of it.
struct EndedJob {
    enum class How { done, cancelled, failed };
    Job job;
    How how = How::done;
    Instant at;
    std::string words; ///< what whoever did it says of its end; empty: nothing
    bool operator==(const EndedJob&) const = default;
};

/// The jobs that run, and those that ended last. What sources and allocation do stands on the board; of their ends it tells
/// nothing, so that one is what differs between two boards. Writing is told by whoever writes.
class JobBook {
public:
    static constexpr std::size_t mostEnded = 5;

    /// In the order in which they are shown.
    [[nodiscard]] std::vector<Job> running() const;
    /// The newest first.
    [[nodiscard]] const std::vector<EndedJob>& ended() const { return m_ended; }

    /// A board without figures tells of no job, and ends none.
    void follow(const Board& board, Instant now);
    void begin(const Job& job);
    /// One that has begun; `words` as `EndedJob::words`.
    void end(const Job& job, EndedJob::How how, Instant at, std::string words);

private:
    void keep(EndedJob ended);

    std::vector<Job> m_onBoard, m_begun;
    std::vector<EndedJob> m_ended;
};

} // namespace fuseboard
