// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/loops/loopwatch.h"

#include <algorithm>
#include <format>
#include <functional>
#include <iterator>

namespace fuseboard::loops {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t sessionsKept = 2048;
constexpr std::size_t threadsKept = 64; ///< of a session
constexpr std::size_t rootItems = 2; ///< a system message and the task

constexpr int resend = 80; ///< Codex alone sends a request five times more (contracts/ADMIN.md)
constexpr int handOn = 100;
constexpr int deeper = 60; ///< for each agent above that did nothing itself
constexpr auto slowTool = 25s; ///< from an answer to the next request
constexpr int alikeInMinute = 20; ///< ACCEPTANCE L3
constexpr auto shortestSession = 60s; ///< of which money an hour is told

std::int64_t anHour(std::int64_t nano, SteadyTime since, SteadyTime now)
{
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::max<SteadyTime::duration>(now - since, shortestSession));
    return nano / seconds.count() * 3600;
}

bool contains(const std::vector<Fingerprint>& whole, const std::vector<Fingerprint>& part)
{
    return !part.empty() && std::ranges::includes(whole, part);
}

std::string keyOf(const ConversationPrint& request) { return request.token + "/" + request.session; }

} // namespace

Place LoopWatch::place(const ConversationPrint& request, SteadyTime now)
{
    const Fingerprint whole = request.prefixes.back();
    for (std::size_t length = request.items(); length > 0; --length) {
        const auto found = m_byHead.find(request.prefixes[length]);
        if (found == m_byHead.end() || found->second.thread->items != length)
            continue;
        const ThreadPlace at = found->second;
        m_sessions.splice(m_sessions.begin(), m_sessions, at.session);
        at.session->threads.splice(at.session->threads.begin(), at.session->threads, at.thread);
        at.session->last = now;
        const bool again = at.thread->head == whole;
        if (!again)
            move(at, request);
        return {.thread = at.thread->id, .known = length, .again = again};
    }
    const std::string key = request.session.empty() ? std::format("{}//{:016x}", request.token, whole) : keyOf(request);
    const auto session = sessionFor(key, request, now);
    const Fingerprint root = request.prefixes[std::min(rootItems, request.items())];
    const auto rewritten = std::ranges::find_if(session->threads, [&](const Thread& one) { return one.root == root; });
    if (rewritten != session->threads.end() && request.items() > rootItems) {
        const ThreadPlace at {session, rewritten};
        if (request.items() < rewritten->items)
            rewritten->memory.forget(); // what was shortened away has to be read again
        move(at, request);
        return {.thread = rewritten->id, .rewritten = true};
    }
    return {.thread = begin(session, request).thread->id, .begins = true};
}

LoopWatch::Sessions::iterator LoopWatch::sessionFor(const std::string& key, const ConversationPrint& request, SteadyTime now)
{
    if (const auto found = m_byKey.find(key); found != m_byKey.end()) {
        m_sessions.splice(m_sessions.begin(), m_sessions, found->second);
        found->second->last = now;
        return found->second;
    }
    if (m_sessions.size() >= sessionsKept)
        forget(std::prev(m_sessions.end()));
    m_sessions.emplace_front();
    Session& session = m_sessions.front();
    session.key = key;
    session.kind = request.kind;
    session.name = request.session.empty() ? std::format("thread-{:016x}", request.prefixes.back()) : request.session;
    session.since = session.last = now;
    m_byKey.emplace(key, m_sessions.begin());
    return m_sessions.begin();
}

LoopWatch::ThreadPlace LoopWatch::begin(Sessions::iterator session, const ConversationPrint& request)
{
    if (session->threads.size() >= threadsKept)
        dropThread(*session);
    session->threads.emplace_front();
    const ThreadPlace at {session, session->threads.begin()};
    at.thread->id = ++m_lastId;
    at.thread->agent = request.agent;
    at.thread->root = request.prefixes[std::min(rootItems, request.items())];
    m_byId.emplace(at.thread->id, at);
    move(at, request);
    at.thread->wentOn = false;
    return at;
}

void LoopWatch::move(ThreadPlace place, const ConversationPrint& request)
{
    Thread& thread = *place.thread;
    if (const auto old = m_byHead.find(thread.head); old != m_byHead.end() && old->second.thread->id == thread.id)
        m_byHead.erase(old);
    thread.head = request.prefixes.back();
    thread.items = request.items();
    thread.wentOn = true;
    thread.inMinute = 0;
    thread.resends.clear();
    m_byHead.insert_or_assign(thread.head, place);
}

void LoopWatch::dropThread(Session& session)
{
    const Thread& thread = session.threads.back();
    if (const auto head = m_byHead.find(thread.head); head != m_byHead.end() && head->second.thread->id == thread.id)
        m_byHead.erase(head);
    m_byId.erase(thread.id);
    session.threads.pop_back();
}

void LoopWatch::forget(Sessions::iterator session)
{
    if (session->costNano > 0)
        m_costs.learn(session->kind, session->costNano, anHour(session->costNano, session->since, session->last));
    while (!session->threads.empty())
        dropThread(*session);
    m_byKey.erase(session->key);
    m_sessions.erase(session);
}

void LoopWatch::finishAll()
{
    while (!m_sessions.empty())
        forget(std::prev(m_sessions.end()));
}

TurnFinding LoopWatch::judgeStart(Session& session, Thread& thread, const ConversationPrint& request)
{
    TurnFinding finding {.sign = LoopSign::handedOn, .arguments = request.prefixes.back()};
    const auto isFrom = [&](const Thread& other) { return other.id != thread.id && other.firstAnswered && !other.wentOn; };
    if (!request.parent.empty()) {
        const auto parent = std::ranges::find_if(
            session.threads, [&](const Thread& other) { return other.agent == request.parent && isFrom(other); });
        if (parent == session.threads.end())
            return finding;
        thread.depth = parent->depth + 1;
        finding.points = parent->handedOn ? thread.depth * deeper / 2 : thread.depth * deeper;
        parent->handedOn = true;
        return finding;
    }
    if (std::ranges::any_of(
            session.threads, [&](const Thread& other) { return isFrom(other) && contains(request.task, other.task); }))
        finding.points = handOn;
    return finding;
}

TurnFinding LoopWatch::judgeAgain(const Session& session, Thread& thread, SteadyTime now)
{
    if (now - thread.minuteFrom > 60s || thread.inMinute == 0) {
        thread.minuteFrom = now;
        thread.inMinute = 1;
    }
    ++thread.inMinute;
    if (thread.unanswered > 1) // a choice among answers
        return {};
    if (!thread.lastFailed && !thread.wentOn) // an agent's start once more; or a prompt that somebody asks each minute
        return {.points = session.threads.size() > 1 ? handOn : 0, .sign = LoopSign::handedOn, .arguments = thread.head};
    return {.points = resend, .sign = LoopSign::sameRequest, .arguments = thread.head};
}

LoopVerdict LoopWatch::judge(const Place& place, const ConversationPrint& request, const TurnDigest& turn, SteadyTime now)
{
    const auto found = m_byId.find(place.thread);
    if (found == m_byId.end())
        return {};
    Session& session = *found->second.session;
    Thread& thread = *found->second.thread;
    ++thread.unanswered;
    if (place.begins && !request.answeredBefore) {
        thread.task = request.task;
        session.starts.count(judgeStart(session, thread, request));
        return verdictOf(session, thread, now);
    }
    const TurnFinding finding =
        place.again ? judgeAgain(session, thread, now) : thread.memory.judge(turn, now - thread.answeredAt >= slowTool);
    Tally& tally = finding.sign == LoopSign::handedOn ? session.starts
        : finding.sign == LoopSign::sameRequest       ? thread.resends
                                                      : thread.tally;
    tally.count(finding);
    if (finding.points < 0)
        session.starts.count(finding);
    return verdictOf(session, thread, now);
}

LoopVerdict LoopWatch::verdictOf(const Session& session, const Thread& thread, SteadyTime now) const
{
    LoopVerdict verdict {
        .session = session.name, .costNano = session.costNano, .costNanoAnHour = anHour(session.costNano, session.since, now)};
    const bool costly = m_costs.isFarAbove(session.kind, verdict.costNano, verdict.costNanoAnHour);
    const Tally& worst = std::ranges::max({std::cref(thread.tally), std::cref(thread.resends), std::cref(session.starts)}, {},
        [&](const Tally& tally) { return tally.level(costly); });
    verdict.level = worst.level(costly);
    verdict.calls = worst.calls();
    verdict.evidence = worst.evidence();
    // Velocity alone: it warns, or slows down.
    if (costly) {
        verdict.level = std::max(verdict.level, BreakerLevel::warn);
        verdict.evidence.push_back({.sign = LoopSign::costAboveKind, .tool = {}, .count = 1});
    }
    if (thread.inMinute >= alikeInMinute) {
        verdict.level = std::max(verdict.level, BreakerLevel::throttle);
        verdict.evidence.push_back(
            {.sign = LoopSign::manyAlike, .tool = {}, .count = thread.inMinute, .arguments = thread.head});
    }
    return verdict;
}

void LoopWatch::answered(const Place& place, bool failed, std::int64_t costNano, SteadyTime now)
{
    const auto found = m_byId.find(place.thread);
    if (found == m_byId.end())
        return;
    Thread& thread = *found->second.thread;
    thread.unanswered = std::max(0, thread.unanswered - 1);
    thread.lastFailed = failed;
    thread.firstAnswered = true;
    thread.answeredAt = now;
    Session& session = *found->second.session;
    session.costNano += costNano;
    session.last = now;
}

void LoopWatch::forgive(const std::string& name)
{
    for (Session& session : m_sessions)
        if (session.name == name) {
            session.starts.clear();
            for (Thread& thread : session.threads) {
                thread.depth = 0;
                thread.tally.clear();
                thread.resends.clear();
            }
        }
}

} // namespace fuseboard::loops
