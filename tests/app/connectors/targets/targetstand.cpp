// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/targetstand.h"

#include "connectors/targets/targetlever.h"

#include <QPromise>
#include <QTest>

namespace fuseboard::test {

std::vector<AllocationRule> paymentsByProject()
{
    AllocationRule rule;
    rule.project = "p-pay";
    rule.team = "team-payments";
    return {rule};
}

Instant RealClock::now() const { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }
SteadyTime RealClock::steady() const { return std::chrono::steady_clock::now(); }

class TargetStand::NoAudit : public AuditSink {
public:
    QFuture<Result<void>> write(AuditEntry /*entry*/) override { return QtFuture::makeReadyValueFuture(Result<void>()); }
};

TargetStand::TargetStand(Options options, std::function<bool()> serves)
    : m_options(std::move(options))
    , m_serves(std::move(serves))
    , m_audit(std::make_unique<NoAudit>())
{
    restart();
}

TargetStand::~TargetStand() = default;

void TargetStand::restart()
{
    m_switchboard.reset();
    m_board.reset();
    const auto levers = [this](HttpClient& http) {
        TargetsSetup setup {.address = {.id = "there",
                                .name = "There",
                                .socket = {},
                                .url = QUrl(QString::fromStdString(m_options.url)),
                                .tokens = DoorTokens(m_options.key)},
            .tries = m_options.tries,
            .bound = m_options.bound,
            .watchEvery = m_options.watchEvery,
            .deadline = m_options.deadline,
            .pause = m_options.pause};
        if (!m_options.canary.isEmpty())
            setup.canaries.set("team-payments", m_options.canary);
        std::vector<std::unique_ptr<Lever>> out;
        out.push_back(std::make_unique<TargetLever>(
            std::make_unique<HttpTargets>(http, m_options.dialect, std::move(setup)),
            *HoldRecords::open(m_dir.filePath(QStringLiteral("holds"))), [rules = m_options.rules] { return rules; }, m_clock));
        return out;
    };
    m_switchboard = std::make_unique<Switchboard>(levers, m_dir.filePath(QStringLiteral("freeze.journal")), *m_audit, m_clock);
    connect(m_switchboard.get(), &Switchboard::freezeBoardChanged, this, [this](std::shared_ptr<const FreezeBoard> board) {
        m_board = std::move(board);
        if (stage() == FreezeStage::frozen && m_serves())
            ++m_falsehoods;
    });
    m_switchboard->start();
}

FreezeStage TargetStand::stage() const
{
    const FreezeView* view = m_board ? m_board->forTeam("team-payments") : nullptr;
    return view ? view->stage : FreezeStage::allowed;
}

PlaceView TargetStand::place() const
{
    const FreezeView* view = m_board ? m_board->forTeam("team-payments") : nullptr;
    return view && !view->places.empty() ? view->places.front() : PlaceView {};
}

bool TargetStand::reaches(FreezeStage wanted, std::chrono::milliseconds within)
{
    return QTest::qWaitFor([&] { return stage() == wanted; }, static_cast<int>(within.count()));
}

} // namespace fuseboard::test
