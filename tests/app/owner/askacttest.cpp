// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/askact.h"
#include "owner/systemclock.h"
#include "support/awaited.h"
#include "support/plainlever.h"
#include "switchboard/switchboard.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

/// A place whose answer to a person's is foretold.
class AnsweringLever : public PlainLever {
public:
    AnsweringLever(std::shared_ptr<Holds> holds, std::optional<ErrorCode> refusal)
        : PlainLever(std::move(holds))
        , m_refusal(refusal)
    {
    }
    QFuture<Result<RaiseAsk>> answerAsk(AskDecision decision, std::string by) override
    {
        RaiseAsk out = decision.ask;
        out.by = std::move(by);
        return QtFuture::makeReadyValueFuture(m_refusal ? Result<RaiseAsk>(fail(*m_refusal, "place")) : Result<RaiseAsk>(out));
    }

private:
    std::optional<ErrorCode> m_refusal;
};

class KeptAudit : public AuditSink {
public:
    QFuture<Result<void>> write(AuditEntry entry) override
    {
        rows.push_back(std::move(entry));
        return QtFuture::makeReadyValueFuture(Result<void>());
    }
    std::vector<AuditEntry> rows;
};

const Money twenty {20'000'000'000, Currency::usd()};

} // namespace

/// The order in which an answer to a caller's wish is given.
class AskActTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    KeptAudit m_audit;
    int m_raises = 0;

    [[nodiscard]] Result<AskOutcome> answer(
        std::optional<ErrorCode> refusal, const Result<std::optional<Money>>& raised, std::optional<Money> allowed = twenty)
    {
        const auto levers = [refusal](HttpClient&) {
            std::vector<std::unique_ptr<Lever>> out;
            out.push_back(std::make_unique<AnsweringLever>(std::make_shared<Holds>(), refusal));
            return out;
        };
        Switchboard switchboard(levers, m_dir.filePath(QStringLiteral("freeze.journal")), m_audit, m_clock);
        switchboard.start();
        AskDecision decision {.place = "place", .ask = {}, .allowed = allowed};
        decision.ask.id = "a";
        return awaited(answerAskOnRecord(switchboard, m_audit, m_clock, decision, "A. Smith", [&] {
            ++m_raises;
            return QtFuture::makeReadyValueFuture(raised);
        }));
    }

private Q_SLOTS:
    void init()
    {
        m_audit.rows.clear();
        m_raises = 0;
    }

    void theOwnBudgetIsRaisedOnceTheGatewayTookIt()
    {
        const auto outcome = answer({}, std::optional(twenty));
        QVERIFY(outcome);
        QCOMPARE(outcome->raised, twenty);
        QVERIFY(!outcome->notRaised);
        QCOMPARE(m_raises, 1);
        QCOMPARE(m_audit.rows.size(), 2U);
        QCOMPARE(m_audit.rows[1].result, "done: Fuseboard's own hard budget is raised by 20 USD");
    }

    void nothingIsRaisedForWhatNoGatewayIsKnownToAllow_data()
    {
        QTest::addColumn<int>("code");
        for (const ErrorCode code : {ErrorCode::conflict, ErrorCode::noRightToResume, ErrorCode::badAnswer,
                 ErrorCode::unreachable, ErrorCode::timedOut, ErrorCode::cutOff})
            QTest::addRow("%d", static_cast<int>(code)) << static_cast<int>(code);
    }
    void nothingIsRaisedForWhatNoGatewayIsKnownToAllow()
    {
        QFETCH(int, code);
        QCOMPARE(answer(static_cast<ErrorCode>(code), std::optional(twenty)).error().code, static_cast<ErrorCode>(code));
        QCOMPARE(m_raises, 0);
        QVERIFY(m_audit.rows.at(1).result.starts_with("failed: place: "));
        QVERIFY(!m_audit.rows[1].result.contains("raised"));
    }

    void aRaiseThatFailsIsSaidAndTheGatewayAllowsIt()
    {
        const auto outcome = answer({}, fail(ErrorCode::historyUnreadable, "history", "it is locked"));
        QVERIFY(outcome);
        QVERIFY(!outcome->raised);
        QCOMPARE(outcome->notRaised->code, ErrorCode::historyUnreadable);
        QCOMPARE(m_audit.rows.at(1).result,
            "done: the gateway allows it, but Fuseboard's own hard budget is not raised: it is locked");
    }

    void aNoRaisesNothing()
    {
        QVERIFY(answer({}, std::optional(twenty), std::nullopt));
        QCOMPARE(m_raises, 0);
    }
};

QTEST_GUILESS_MAIN(AskActTest)
#include "askacttest.moc"
