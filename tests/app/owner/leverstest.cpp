// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/engine.h"
#include "owner/levers.h"

#include "app/connectors/targets/fakelitellm.h"
#include "owner/systemclock.h"
#include "support/awaited.h"
#include "switchboard/lever.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using test::awaited;
using test::FakeLiteLlm;

class LeversTest : public QObject {
    Q_OBJECT

    static HoldOrder freezeOf(std::uint64_t generation)
    {
        return {"01930000-0000-7000-8000-000000000000", Scope::ofTeam("team-payments"), generation, HoldState::frozen,
            FreezeMode::refuse, "why", "A. Smith"};
    }

private Q_SLOTS:
    /// Whoever unlocks a keyring may take longer than a start waits.
    void aKeyThatComesLateReachesTheLeverThatIsAtWork()
    {
        FakeLiteLlm proxy;
        QVERIFY(proxy.listen());
        proxy.teams = {{"p-pay", "payments"}};
        proxy.keys = {{FakeLiteLlm::hashOf("sk-canary"), "canary", "p-pay", "sk-canary"}, {"aa22", "ci", "p-pay", "sk-ci"}};
        const QTemporaryDir directory;
        const SystemClock clock;
        const auto sources =
            parseSources("[[source]]\nid = 'proxy'\nname = 'Proxy'\nkind = 'litellm'\nurl = '" + proxy.url().toStdString()
                    + "'\nkeys = {read = 'keyring:admin', freeze = 'keyring:admin', resume = 'keyring:admin'}\n"
                      "canaries = {team-payments = 'keyring:canary'}\n",
                "sources.toml");
        QVERIFY(sources);
        Levers levers(*sources, Profile::under(directory.filePath(QStringLiteral("p"))), ProbeKey(QByteArray(32, 'k')), clock);
        std::vector<std::function<void()>> late;
        levers.eachKey([&](const KeyReference& reference, const std::function<void(const QByteArray&)>& take) {
            late.emplace_back(
                [take, isCanary = reference.name == "canary"] { take(isCanary ? "sk-canary" : FakeLiteLlm::adminKey); });
        });
        AllocationRule rule;
        rule.project = "p-pay";
        rule.team = "team-payments";
        levers.setRules({rule});
        HttpClient http;
        const auto made = levers.make(http);
        QCOMPARE(made.size(), 1U);
        QVERIFY(made[0]->traits().canProbe);
        QVERIFY(!awaited(made[0]->order(freezeOf(1))));
        for (const auto& give : late)
            give();
        const auto done = awaited(made[0]->order(freezeOf(1)));
        QVERIFY2(done, done ? "" : done.error().detail.c_str());
        QVERIFY(proxy.team("p-pay")->blocked && proxy.key("aa22")->blocked == true);
        QVERIFY2(!proxy.key(FakeLiteLlm::hashOf("sk-canary"))->blocked, "its refusal is to be its team's");
        QVERIFY(awaited(made[0]->probe(Scope::ofTeam("team-payments"))) == ProbeResult::refused);
        QVERIFY2(proxy.complaints.isEmpty(), qPrintable(proxy.complaints.join(QStringLiteral("; "))));
    }

    void aKeyThatIsRotatedInItsFileIsTakenUp()
    {
        FakeLiteLlm proxy;
        QVERIFY(proxy.listen());
        proxy.isUsageAsked = true;
        proxy.teams = {{"p-pay", "payments"}};
        const QTemporaryDir directory;
        const Profile profile = Profile::under(directory.filePath(QStringLiteral("p")));
        QVERIFY(profile.create());
        const auto write = [](const QString& name, const QByteArray& text) {
            QFile file(name);
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size()
                && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        };
        const QString keyFile = directory.filePath(QStringLiteral("admin.key"));
        QVERIFY(write(keyFile, "sk-of-last-year"));
        QVERIFY(write(profile.sourcesFile(),
            QStringLiteral("[[source]]\nid = 'proxy'\nname = 'Proxy'\nkind = 'litellm'\nurl = '%1'\nkey = 'file:%2'\n")
                .arg(proxy.url(), keyFile)
                .toUtf8()));
        auto engine = Engine::open(profile, {});
        QVERIFY2(engine, engine ? "" : engine.error().detail.c_str());
        const auto lever = [&]() -> LeverView {
            const auto board = (*engine)->freezes();
            return board && !board->levers.empty() ? board->levers.front() : LeverView {};
        };
        (*engine)->start();
        QTRY_VERIFY_WITH_TIMEOUT(lever().cause.has_value(), 10'000);
        QCOMPARE(lever().cause->code, ErrorCode::controlRefused);
        QVERIFY(write(keyFile, FakeLiteLlm::adminKey));
        QTest::qWait(600); // it is read once it is written to its end
        (*engine)->freeze(Scope::everything(), FreezeMode::refuse, QStringLiteral("why"));
        QTRY_VERIFY_WITH_TIMEOUT(proxy.team("p-pay")->blocked, 8000);
    }
};

QTEST_GUILESS_MAIN(LeversTest)
#include "leverstest.moc"
