// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loops/trial.h"

#include <algorithm>
#include <format>

namespace fuseboard::test::loops {

using namespace std::chrono_literals;

void Trial::answer(const std::function<bool(const Waiting&)>& which, SteadyTime now)
{
    std::erase_if(m_waiting, [&](const Waiting& waiting) {
        if (waiting.until > now && !which(waiting))
            return false;
        m_watch.ended(waiting.place, waiting.fails ? fuseboard::loops::Ended::failed : fuseboard::loops::Ended::answered,
            waiting.costNano, std::min(waiting.until, now));
        return true;
    });
}

void Trial::send(const LabelledSession& session, std::size_t index, const std::string& token, SteadyTime start, Played& played)
{
    const Call& call = session.calls[index];
    const SteadyTime now = start + call.at;
    // Who goes on with a conversation has its answer.
    answer(
        [&](const Waiting& waiting) { return waiting.conversation == call.conversation && waiting.turns < call.turns; }, now);
    const Conversation& conversation = session.conversations[call.conversation];
    const std::string body = session.body(call);
    fuseboard::loops::ConversationPrint request {.token = token,
        .session = session.session,
        .agent = conversation.agent,
        .parent = conversation.parent,
        .kind = session.kind,
        .prefixes = {},
        .task = {}};
    if (!m_reader.open(session.api, body, request))
        return;
    auto place = m_watch.find(request);
    const auto verdict = m_watch.judge(place, request, m_reader.turn(place.known), now);
    played.worst = std::max(played.worst, verdict.level);
    if (verdict.level >= BreakerLevel::warn && index >= session.stuckFrom.value_or(0) && !played.warnedAt)
        played.warnedAt = index;
    if (verdict.level == BreakerLevel::open && !played.openedAt) {
        played.openedAt = index;
        played.verdict = verdict;
    }
    m_waiting.push_back({.place = place,
        .until = now + (call.fails ? 200ms : call.takes),
        .costNano = call.fails ? 0 : costNano(session, body.size()),
        .fails = call.fails,
        .conversation = call.conversation,
        .turns = call.turns});
}

Played Trial::play(const LabelledSession& session)
{
    Played played;
    const std::string token = session.pattern + std::to_string(session.seed);
    for (std::size_t i = 0; i < session.calls.size(); ++i)
        send(session, i, token, m_next, played);
    m_next += session.calls.back().at + 600s;
    answer([](const Waiting&) { return true; }, m_next);
    return played;
}

std::vector<Played> Trial::play(const TraceSessions& trace)
{
    std::vector<Played> played(trace.sessions.size());
    for (const TraceCall& call : trace.order)
        send(trace.sessions[call.session], call.call, "trace", m_next, played[call.session]);
    return played;
}

void Trial::learn(const std::vector<LabelledSession>& sessions)
{
    for (const LabelledSession& session : sessions)
        play(session);
    m_watch.finishAll();
}

void LoopFigures::count(const LabelledSession& session, const Played& played)
{
    Row& row = (session.isRunaway() ? runaway : honest)[session.pattern];
    ++row.sessions;
    ++row.worst[played.worst];
    if (session.isRunaway() && played.warnedAt)
        warnedInTime += session.calls[*played.warnedAt].at - session.calls[*session.stuckFrom].at <= 60s;
    const auto miss = [&](const std::string& what) {
        misses.push_back(std::format("{} {}: {}", session.pattern, session.seed, what));
        for (const auto& sign : played.verdict.evidence)
            misses.back() += std::format(" [{} {} × {}]", toText(sign.sign), sign.tool, sign.count);
    };
    if (!played.openedAt) {
        if (session.isRunaway())
            miss("not opened");
        return;
    }
    if (!session.isRunaway()) {
        ++row.opened;
        miss(std::format("opened at call {} of {}", *played.openedAt, session.calls.size()));
        return;
    }
    if (*played.openedAt < *session.stuckFrom) {
        ++row.early;
        miss(std::format("opened at call {}, before {}", *played.openedAt, *session.stuckFrom));
        return;
    }
    const std::size_t calls = *played.openedAt - *session.stuckFrom + 1;
    row.most = std::max(row.most, static_cast<int>(calls));
    callsToOpen.push_back(static_cast<int>(calls));
    if (calls <= callsAllowed) {
        ++row.opened;
    } else {
        ++row.late;
        miss(std::format("opened after {} calls", calls));
    }
}

namespace {

double sum(const std::map<std::string, LoopFigures::Row>& rows, int LoopFigures::Row::* what)
{
    double out = 0;
    for (const auto& [name, row] : rows)
        out += row.*what;
    return out;
}

} // namespace

double LoopFigures::precision() const
{
    const double right = sum(runaway, &Row::opened) + sum(runaway, &Row::late);
    const double wrong = sum(honest, &Row::opened) + sum(runaway, &Row::early);
    return right / (right + wrong);
}

double LoopFigures::recall() const { return sum(runaway, &Row::opened) / sum(runaway, &Row::sessions); }
double LoopFigures::honestTripped() const { return sum(honest, &Row::opened) / sum(honest, &Row::sessions); }

double LoopFigures::warned() const { return warnedInTime / sum(runaway, &Row::sessions); }

LoopFigures tryLoops(unsigned firstSeed, unsigned lastSeed, const TraceSessions* trace)
{
    Trial trial;
    trial.learn(honestOnes(101, 121, 2)); // of no half
    LoopFigures figures;
    for (const LabelledSession& session : honestOnes(firstSeed, lastSeed, 2))
        figures.count(session, trial.play(session));
    for (const LabelledSession& session : runaways(firstSeed, lastSeed, 2))
        figures.count(session, trial.play(session));
    if (trace) {
        const auto played = trial.play(*trace);
        for (std::size_t i = 0; i < played.size(); ++i)
            figures.count(trace->sessions[i], played[i]);
    }
    return figures;
}

} // namespace fuseboard::test::loops
