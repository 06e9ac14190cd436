// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "domain/loops/kindcosts.h"
#include "domain/loops/threadmemory.h"

#include <list>
#include <unordered_map>

namespace fuseboard::loops {

using ThreadId = std::uint64_t;

/// Whether a session is named as those are whose clients give them no name. Such a name is known to one process only.
bool isNameOfOurs(std::string_view session);

/// Where a request belongs.
struct Place {
    ThreadId thread = 0; ///< 0: nothing was known of it
    std::string session; ///< the client's name for it, or ours; empty before a conversation without a name is judged
    std::size_t known = 0; ///< items of it that were there before; those after it are the turn. 0: the last turn alone is
    bool again = false; ///< it is the conversation's last request once more
    bool rewritten = false; ///< its history is another than before
};

/// How a call ended.
enum class Ended {
    answered,
    failed, ///< by its provider, or before
    refused, ///< it was not let in
};

/// Sees sessions that run away. Told of each request as fingerprints, of each end as success and cost; answers how far the
/// evidence goes. Its state is bounded: of the token that has most, what was used least lately is forgotten, so that no caller
/// makes another's forgotten. Velocity alone never opens.
class LoopWatch {
public:
    /// Changes nothing: a request that is not let in is not judged, and comes again as it was.
    [[nodiscard]] Place find(const ConversationPrint& request) const;
    /// Counts the request; sets the place's thread and session where they are new.
    LoopVerdict judge(Place& place, const ConversationPrint& request, const TurnDigest& turn, SteadyTime now);
    void ended(const Place& place, Ended how, std::int64_t costNano, SteadyTime now);
    /// A person has let the session go on: what was found so far counts no more.
    void forgive(const std::string& token, const std::string& session);
    /// The conversation was tried, and gets on: what was found of it so far counts no more.
    void gotOn(const Place& place);
    [[nodiscard]] std::size_t sessions() const { return m_sessions.size(); }
    [[nodiscard]] std::size_t threads() const { return m_byId.size(); }
    /// Learns from all sessions that are known what their kinds cost, and forgets them.
    void finishAll();

private:
    struct Thread {
        ThreadId id = 0;
        Fingerprint head = 0, root = 0; ///< of its last request, whole; of its first items
        std::size_t items = 0;
        ThreadMemory memory;
        std::string agent;
        int depth = 0; ///< agents above it that only handed their task on
        bool wentOn = false; ///< had a second request
        bool usedTools = false;
        bool handedOn = false; ///< to an agent of its own already
        Ended last = Ended::answered;
        int unanswered = 0; ///< requests
        SteadyTime answeredAt, minuteFrom;
        int inMinute = 0; ///< of one prompt
        std::vector<Fingerprint> task;
        bool firstAnswered = false;
        Tally tally;
        Tally resends; ///< of its last request
    };
    struct Session {
        std::string key, token, name, kind;
        bool isNamed = false; ///< by the client
        std::list<Thread> threads; ///< the latest first
        Tally starts; ///< of its agents
        std::int64_t costNano = 0;
        SteadyTime since, last;
        bool hasOpened = false; ///< what it cost is no example
    };
    using Sessions = std::list<Session>;
    struct ThreadPlace {
        Sessions::iterator session;
        std::list<Thread>::iterator thread;
    };

    ThreadPlace enter(Place& place, const ConversationPrint& request, SteadyTime now);
    Sessions::iterator sessionFor(const ConversationPrint& request);
    ThreadPlace begin(Sessions::iterator session, const ConversationPrint& request);
    void forget(Sessions::iterator session);
    /// Of the token that has most, the one that was used least lately, and what has opened last of all.
    [[nodiscard]] Sessions::iterator leastNeeded();
    /// Makes room for one more.
    void forgetSome(SteadyTime now);
    void dropThread(Session& session);
    void move(ThreadPlace place, const ConversationPrint& request);
    TurnFinding judgeStart(Session& session, Thread& thread, const ConversationPrint& request);
    TurnFinding judgeAgain(const Session& session, Thread& thread, SteadyTime now);
    LoopVerdict verdictOf(const Session& session, const Thread& thread, SteadyTime now) const;

    Sessions m_sessions; ///< the latest first
    std::unordered_map<std::string, Sessions::iterator> m_byKey;
    std::unordered_map<Fingerprint, ThreadPlace> m_byHead;
    std::unordered_map<ThreadId, ThreadPlace> m_byId;
    std::unordered_map<std::string, std::size_t> m_threadsOf; ///< by token
    ThreadId m_lastId = 0;
    KindCosts m_costs;
};

} // namespace fuseboard::loops
