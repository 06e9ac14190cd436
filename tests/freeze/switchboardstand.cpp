// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/switchboardstand.h"

#include <QTest>

namespace fuseboard::test {

class SwitchboardStand::OpenAudit : public AuditSink {
public:
    QFuture<Result<void>> write(AuditEntry /*entry*/) override { return QtFuture::makeReadyValueFuture(Result<void>()); }
};

SwitchboardStand::SwitchboardStand(Switchboard::LeverFactory levers)
    : m_audit(std::make_unique<OpenAudit>())
    , m_switchboard(std::make_unique<Switchboard>(
          std::move(levers), m_directory.filePath(QStringLiteral("freeze.journal")), *m_audit, m_clock))
{
    connect(m_switchboard.get(), &Switchboard::freezeBoardChanged, this, [this](std::shared_ptr<const FreezeBoard> board) {
        m_board = std::move(board);
        Q_EMIT boardCame();
    });
    m_switchboard->start();
}

SwitchboardStand::~SwitchboardStand() = default;

FreezeView SwitchboardStand::view() const
{
    const FreezeView* view = m_board ? m_board->forTeam(payments.id) : nullptr;
    return view ? *view : FreezeView {};
}

bool SwitchboardStand::reaches(FreezeStage wanted, std::chrono::milliseconds within)
{
    return QTest::qWaitFor([&] { return stage() == wanted; }, static_cast<int>(within.count()));
}

} // namespace fuseboard::test
