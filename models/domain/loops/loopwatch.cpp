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
constexpr std::size_t threadsInAll = 4096; ///< about 20 MB where each has done much
constexpr auto sessionIsOver = 1h; ///< after its last call
constexpr std::size_t prefixesTried = 512; ///< items by which a request may go on from the one before
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

/// Of a session that its client names.
std::string keyOf(const ConversationPrint& request) { return request.token + "/" + request.session; }

Fingerprint rootOf(const ConversationPrint& request) { return request.prefixes[std::min(rootItems, request.items())]; }

} // namespace

bool isNameOfOurs(std::string_view session)
{
    constexpr std::string_view start = "thread-";
    constexpr std::size_t hexDigits = 12;
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (!session.starts_with(start) || session.size() < start.size() + hexDigits + 2)
        return false;
    session.remove_prefix(start.size());
    return std::ranges::all_of(session.substr(0, hexDigits), isHex) && session[hexDigits] == '-'
        && std::ranges::all_of(session.substr(hexDigits + 1), isDigit);
}

Place LoopWatch::find(const ConversationPrint& request) const
{
    const std::size_t shortest = request.items() - std::min(request.items(), prefixesTried);
    for (std::size_t length = request.items(); length > shortest; --length) {
        const auto found = m_byHead.find(request.prefixes[length]);
        if (found != m_byHead.end() && found->second.thread->items == length)
            return {.thread = found->second.thread->id,
                .session = found->second.session->name,
                .known = length,
                .again = length == request.items()};
    }
    Place place {.session = request.session};
    const auto session = request.session.empty() ? m_byKey.end() : m_byKey.find(keyOf(request));
    if (session == m_byKey.end() || request.items() <= rootItems)
        return place;
    const auto& threads = session->second->threads;
    if (const auto found = std::ranges::find(threads, rootOf(request), &Thread::root); found != threads.end()) {
        place.thread = found->id;
        place.rewritten = true;
    }
    return place;
}

LoopWatch::ThreadPlace LoopWatch::enter(Place& place, const ConversationPrint& request, SteadyTime now)
{
    auto found = m_byId.find(place.thread);
    if (found == m_byId.end()) {
        forgetSome(now);
        const ThreadPlace fresh = begin(sessionFor(request), request);
        place.thread = fresh.thread->id;
        place.session = fresh.session->name;
        fresh.session->last = now;
        if (fresh.session->threads.size() == 1)
            fresh.session->since = now;
        return fresh;
    }
    const ThreadPlace at = found->second;
    m_sessions.splice(m_sessions.begin(), m_sessions, at.session);
    at.session->threads.splice(at.session->threads.begin(), at.session->threads, at.thread);
    at.session->last = now;
    if (place.rewritten && request.items() < at.thread->items)
        at.thread->memory.forget(); // what was shortened away has to be read again
    if (!place.again)
        move(at, request);
    return at;
}

LoopWatch::Sessions::iterator LoopWatch::sessionFor(const ConversationPrint& request)
{
    const bool isNamed = !request.session.empty();
    if (const auto found = isNamed ? m_byKey.find(keyOf(request)) : m_byKey.end(); found != m_byKey.end()) {
        m_sessions.splice(m_sessions.begin(), m_sessions, found->second);
        return found->second;
    }
    m_sessions.emplace_front();
    Session& session = m_sessions.front();
    // Two conversations may begin alike: each without a name is a session of its own.
    session.name = isNamed ? request.session : std::format("thread-{:012x}-{}", request.prefixes.back() >> 16U, m_lastId + 1);
    session.key = isNamed ? keyOf(request) : request.token + "//" + session.name;
    session.isNamed = isNamed;
    session.token = request.token;
    session.kind = request.kind;
    m_byKey.emplace(session.key, m_sessions.begin());
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
    at.thread->root = rootOf(request);
    m_byId.emplace(at.thread->id, at);
    ++m_threadsOf[session->token];
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

LoopWatch::Sessions::iterator LoopWatch::leastNeeded()
{
    const auto most = std::ranges::max_element(m_threadsOf, {}, [](const auto& one) { return one.second; });
    auto held = m_sessions.end();
    for (auto session = m_sessions.end(); session != m_sessions.begin();) {
        --session;
        if (session->token != most->first)
            continue;
        if (!session->hasOpened)
            return session;
        if (held == m_sessions.end())
            held = session;
    }
    return held;
}

void LoopWatch::forgetSome(SteadyTime now)
{
    while (!m_sessions.empty() && now - m_sessions.back().last > sessionIsOver)
        forget(std::prev(m_sessions.end()));
    while (m_sessions.size() >= sessionsKept || m_byId.size() >= threadsInAll)
        forget(leastNeeded());
}

void LoopWatch::dropThread(Session& session)
{
    const Thread& thread = session.threads.back();
    if (const auto head = m_byHead.find(thread.head); head != m_byHead.end() && head->second.thread->id == thread.id)
        m_byHead.erase(head);
    m_byId.erase(thread.id);
    if (const auto count = m_threadsOf.find(session.token); --count->second == 0)
        m_threadsOf.erase(count);
    session.threads.pop_back();
}

void LoopWatch::forget(Sessions::iterator session)
{
    if (session->costNano > 0 && !session->hasOpened)
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
    if (!session.isNamed)
        return finding;
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
    if (thread.last == Ended::refused) // it has not been asked yet
        return {};
    if (now - thread.minuteFrom > 60s || thread.inMinute == 0) {
        thread.minuteFrom = now;
        thread.inMinute = 1;
    }
    ++thread.inMinute;
    if (thread.unanswered > 1) // a choice among answers
        return {};
    if (thread.last == Ended::answered
        && !thread.wentOn) // an agent's start once more; or a prompt that somebody asks each minute
        return {.points = session.isNamed && session.threads.size() > 1 ? handOn : 0,
            .sign = LoopSign::handedOn,
            .arguments = thread.head};
    if (thread.last == Ended::answered && !session.isNamed && !thread.usedTools)
        return {}; // another person's chat may go the same way
    return {.points = resend, .sign = LoopSign::sameRequest, .arguments = thread.head};
}

LoopVerdict LoopWatch::judge(Place& place, const ConversationPrint& request, const TurnDigest& turn, SteadyTime now)
{
    const bool begins = place.thread == 0;
    const ThreadPlace at = enter(place, request, now);
    Session& session = *at.session;
    Thread& thread = *at.thread;
    ++thread.unanswered;
    thread.usedTools |= !turn.uses.empty();
    TurnFinding finding;
    if (begins && !request.answeredBefore) {
        thread.task = request.task;
        finding = judgeStart(session, thread, request);
    } else if (place.again) {
        finding = judgeAgain(session, thread, now);
    } else {
        finding = thread.memory.judge(turn, now - thread.answeredAt >= slowTool);
    }
    Tally& tally = finding.sign == LoopSign::handedOn ? session.starts
        : finding.sign == LoopSign::sameRequest       ? thread.resends
                                                      : thread.tally;
    tally.count(finding);
    if (finding.points < 0)
        session.starts.count(finding);
    LoopVerdict verdict = verdictOf(session, thread, now);
    session.hasOpened |= verdict.level == BreakerLevel::open;
    if (finding.points != 0)
        verdict.progress = finding.points < 0 ? Progress::moved : Progress::none;
    return verdict;
}

LoopVerdict LoopWatch::verdictOf(const Session& session, const Thread& thread, SteadyTime now) const
{
    LoopVerdict verdict {.costNano = session.costNano, .costNanoAnHour = anHour(session.costNano, session.since, now)};
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

void LoopWatch::ended(const Place& place, Ended how, std::int64_t costNano, SteadyTime now)
{
    const auto found = m_byId.find(place.thread);
    if (found == m_byId.end())
        return;
    Thread& thread = *found->second.thread;
    thread.unanswered = std::max(0, thread.unanswered - 1);
    thread.last = how;
    thread.firstAnswered |= how == Ended::answered;
    thread.answeredAt = now;
    Session& session = *found->second.session;
    session.costNano += costNano;
    session.last = now;
}

void LoopWatch::gotOn(const Place& place)
{
    const auto found = m_byId.find(place.thread);
    if (found == m_byId.end())
        return;
    found->second.session->starts.clear();
    found->second.thread->depth = 0;
    found->second.thread->tally.clear();
    found->second.thread->resends.clear();
}

void LoopWatch::forgive(const std::string& token, const std::string& name)
{
    for (Session& session : m_sessions)
        if (session.token == token && session.name == name) {
            session.starts.clear();
            for (Thread& thread : session.threads) {
                thread.depth = 0;
                thread.tally.clear();
                thread.resends.clear();
            }
        }
}

} // namespace fuseboard::loops
