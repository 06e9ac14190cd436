// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/sockettrials.h"

#include "freeze/faultysystems.h"
#include "freeze/scaledlever.h"
#include "freeze/switchboardstand.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

namespace fuseboard::test {
namespace {

using namespace std::chrono_literals;

#ifdef __SANITIZE_ADDRESS__
constexpr int slower = 2; // as everything is under the sanitizers
#else
constexpr int slower = 1;
#endif
constexpr auto wait = slower * 300ms, bound = slower * 1500ms;
constexpr std::chrono::milliseconds mendedAt = 5500ms, patience = 25s;

/// One trial under way: what happens when is drawn at the start.
class Running : public QObject {
public:
    Running(SocketTrial& trial, std::chrono::milliseconds answersTake)
        : m_trial(trial)
        , m_answersTake(answersTake)
        , m_chance(trial.seed)
        , m_system(FaultySystem::make(trial.kind, m_directory.path()))
        , m_stand([this](HttpClient& http) { return levers(http); })
    {
        m_clock.start();
        const auto pressed = std::chrono::milliseconds(pick(1500)), broken = std::chrono::milliseconds(pick(1500));
        at(pressed, [this] { m_stand.freeze(); });
        at(broken, [this] { m_system->begin(m_trial.fault); });
        for (int strikes = pick(2); strikes >= 0; --strikes)
            at(std::max(pressed, broken) + std::chrono::milliseconds(pick(2500)),
                [this] { m_system->strike(m_trial.fault, m_chance()); });
        at(mendedAt, [this] {
            m_system->mend();
            m_stand.freeze();
        });
        connect(&m_stand, &SwitchboardStand::boardCame, this, &Running::look);
        auto* often = new QTimer(this);
        connect(often, &QTimer::timeout, this, &Running::look);
        often->start(10ms);
    }

    [[nodiscard]] bool isOver() const { return m_clock.durationElapsed() > mendedAt && isProved(); }
    void end()
    {
        m_trial.isProvedInTheEnd = isOver();
        if (const FreezeView view = m_stand.view(); !m_trial.isProvedInTheEnd && !view.places.empty())
            m_trial.lastCause = view.places[0].cause ? QString::fromStdString(view.places[0].cause->detail) : QString();
        m_trial.complaints = m_system->complaints();
    }

private:
    int pick(int most) { return std::uniform_int_distribution(0, most)(m_chance); }
    void at(std::chrono::milliseconds when, std::function<void()> act)
    {
        QTimer::singleShot(when, Qt::PreciseTimer, this, std::move(act));
    }
    std::vector<std::unique_ptr<Lever>> levers(HttpClient& http) const
    {
        auto scaled = std::make_unique<ScaledLever>(m_system->lever(http, m_directory.path()), wait, bound);
        if (!canBeTried(m_trial.kind))
            scaled->setCannotProbe();
        std::vector<std::unique_ptr<Lever>> out;
        out.push_back(std::move(scaled));
        return out;
    }
    [[nodiscard]] bool isProved() const
    {
        return m_stand.stage() == (canBeTried(m_trial.kind) ? FreezeStage::frozen : FreezeStage::partlyProved);
    }
    [[nodiscard]] std::chrono::milliseconds allowance() const
    {
        const bool isSilent = m_trial.fault == LeverFault::dies || m_trial.fault == LeverFault::garbage
            || m_trial.fault == LeverFault::timesOut; // three looks are missed (KS2), each with its test call
        return isSilent ? 3 * (wait + 2 * wait) + m_answersTake : 2 * wait + m_answersTake;
    }

    void look()
    {
        const auto now = m_clock.durationElapsed();
        if (!m_system->serves()) {
            m_servingSince = now;
            return;
        }
        const auto lasted = std::chrono::floor<std::chrono::milliseconds>(now - m_servingSince);
        if (m_stand.stage() != FreezeStage::frozen)
            return;
        m_trial.longestClaim = std::max(m_trial.longestClaim, lasted);
        if (lasted > allowance() && m_trial.falsehood.isEmpty())
            m_trial.falsehood = QStringLiteral("called frozen for %1 ms while it served").arg(lasted.count());
    }

    SocketTrial& m_trial;
    std::chrono::milliseconds m_answersTake;
    std::mt19937 m_chance;
    QTemporaryDir m_directory;
    std::unique_ptr<FaultySystem> m_system;
    QElapsedTimer m_clock;
    QElapsedTimer::Duration m_servingSince {0};
    SwitchboardStand m_stand;
};

} // namespace

void runOverSockets(std::vector<SocketTrial>& trials, std::chrono::milliseconds answersTake)
{
    std::vector<std::unique_ptr<Running>> running;
    for (SocketTrial& trial : trials)
        running.push_back(std::make_unique<Running>(trial, answersTake));
    [[maybe_unused]] const bool all = QTest::qWaitFor(
        [&] { return std::ranges::all_of(running, [](const auto& each) { return each->isOver(); }); }, patience);
    for (const auto& each : running)
        each->end();
}

} // namespace fuseboard::test
