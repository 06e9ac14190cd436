// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/targetstand.h"

#include "connectors/targets/controldialects.h"

#include <QTest>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr auto staleness = 150s; ///< what a worker may take to know of a change (`contracts/GATEWAYS.md` 1.7), twice

AllocationRule ruleOf(const std::string& project)
{
    AllocationRule rule;
    rule.project = project;
    rule.team = "team-payments";
    return rule;
}

} // namespace

/// The levers at gateways that somebody lets us change: PREFIX_URL, PREFIX_ADMIN_KEY, PREFIX_TEAM (the team's id there, of
/// which all is ours) and PREFIX_CANARY (a key of that team which can buy nothing).
class RealLeverTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRealLiteLlmIsFrozenAndGivenBack() { freezeAndGiveBack("FUSEBOARD_LITELLM", "litellm"); }
    void aRealBifrostIsFrozenAndGivenBack() { freezeAndGiveBack("FUSEBOARD_BIFROST", "bifrost"); }

private:
    static QByteArray of(const QByteArray& prefix, const char* name) { return qgetenv(prefix + name); }

    void freezeAndGiveBack(const QByteArray& prefix, const char* kind)
    {
        if (of(prefix, "_URL").isEmpty() || of(prefix, "_TEAM").isEmpty() || of(prefix, "_CANARY").isEmpty())
            QSKIP("needs a real gateway");
        const auto dialect = controlDialectOf(kind, {});
        HttpClient http;
        const auto isServed = [&]() -> std::optional<bool> {
            const ControlRequest asked = dialect->probe();
            HttpRequest request {.method = asked.method,
                .url = QUrl(QString::fromUtf8(of(prefix, "_URL")) + QString::fromStdString(asked.path)),
                .headers = dialect->keyHeaders(of(prefix, "_CANARY")),
                .body = asked.body};
            auto answer = http.send(request);
            if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 20'000) || !answer.result())
                return std::nullopt;
            const auto result = dialect->parseProbe(*answer.result());
            return result ? std::optional(*result != ProbeResult::refused) : std::nullopt;
        };
        QCOMPARE(isServed(), std::optional(true)); // else the freeze would prove nothing
        TargetStand stand({.url = of(prefix, "_URL").toStdString(),
                              .dialect = dialect,
                              .key = of(prefix, "_ADMIN_KEY"),
                              .canary = of(prefix, "_CANARY"),
                              .bound = staleness,
                              .watchEvery = 1s,
                              .rules = {ruleOf(of(prefix, "_TEAM").toStdString())}},
            [] { return false; });
        stand.freeze();
        const bool frozen = stand.reaches(FreezeStage::frozen, staleness);
        const std::string cause = stand.place().cause ? stand.place().cause->subject + ": " + stand.place().cause->detail : "";
        const auto whileFrozen = isServed();
        stand.resume(); // whatever came of it
        const bool resumed = stand.reaches(FreezeStage::resumed, staleness);
        QVERIFY2(frozen, cause.c_str());
        QCOMPARE(whileFrozen, std::optional(false));
        QVERIFY(resumed);
        QTRY_COMPARE_WITH_TIMEOUT(isServed(), std::optional(true), std::chrono::milliseconds(staleness).count());
    }
};

QTEST_GUILESS_MAIN(RealLeverTest)
#include "reallevertest.moc"
