// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakegateway.h"
#include "support/smalldisk.h"

#include "connectors/gateway/probekey.h"
#include "owner/engine.h"
#include "owner/profile.h"
#include "owner/statusdocument.h"
#include "store/auditheadfile.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <cstdlib>
#include <map>

using namespace fuseboard;
using test::FakeGateway;
using namespace std::chrono_literals;

namespace {

const Scope payments = Scope::ofTeam("team-payments");

Organisation company(std::int64_t budgetNano)
{
    Organisation out;
    out.teams = {{"team-payments", "Payments", "", "", ""}};
    out.budgets = {{.scope = BudgetScope::ofTeam("team-payments"),
        .amount = Money {budgetNano, Currency::usd()},
        .since = fromUnixSeconds(0),
        .by = "me"}};
    return out;
}

/// Takes every byte that is left.
bool fill(const QString& file)
{
    QFile filler(file);
    if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return false;
    for (const qsizetype size : {65'536, 4096, 1})
        while (filler.write(QByteArray(size, 'x')) > 0) { }
    return filler.write("x", 1) <= 0;
}

} // namespace

/// A profile whose disk is really full (SAFETY KS10, AU3).
class FullDiskTest : public QObject {
    Q_OBJECT
public:
    FullDiskTest(QString place, bool mounted)
        : m_place(std::move(place))
        , m_mounted(mounted)
    {
    }

private:
    QString m_place;
    bool m_mounted;
    std::unique_ptr<Engine> m_engine;
    QList<Error> m_failures;

    [[nodiscard]] FreezeStage stage() const
    {
        const auto board = m_engine->freezes();
        const auto found = board ? board->views.find(payments) : decltype(board->views.end()) {};
        return board && found != board->views.end() ? found->second.stage : FreezeStage::allowed;
    }
    [[nodiscard]] qsizetype refusals(const std::string& subject) const
    {
        return std::ranges::count_if(
            m_failures, [&](const Error& error) { return error.code == ErrorCode::notOnRecord && error.subject == subject; });
    }

private Q_SLOTS:
    void freezingGoesOnAndNothingIsReleasedOrRaisedOffTheRecord()
    {
        if (!m_mounted)
            QSKIP("no small file system can be mounted here");
        const Profile profile = Profile::under(m_place + QStringLiteral("/p"));
        QVERIFY(profile.create());
        FakeGateway gateway(ProbeKey::open(profile.probeKeyFile())->token("team-payments"));
        QVERIFY(gateway.listen(profile.gatewaySocket()));
        QFile sources(profile.sourcesFile());
        QVERIFY(sources.open(QIODevice::WriteOnly));
        sources.write(
            "[[source]]\nid=\"g\"\nname=\"G\"\nkind=\"gateway\"\nsocket=\"" + profile.gatewaySocket().toUtf8() + "\"\n");
        sources.close();
        m_engine = std::move(Engine::open(profile, {.poll = false}).value());
        connect(m_engine.get(), &Engine::failed, this, [this](const Error& error) { m_failures.append(error); });
        m_engine->start();
        m_engine->setOrganisation(company(5));
        QTRY_VERIFY(m_engine->organisation() && *m_engine->organisation() == company(5));
        QTRY_VERIFY(m_engine->freezes());

        const QString filler = m_place + QStringLiteral("/filler");
        QVERIFY(fill(filler));
        QElapsedTimer since;
        since.start();
        m_engine->freeze(payments, FreezeMode::refuse, QStringLiteral("runaway"));
        QTRY_COMPARE(stage(), FreezeStage::frozen);
        QVERIFY2(since.elapsed() <= 1000, qPrintable(QString::number(since.elapsed())));
        QVERIFY(gateway.refuses(payments));
        QTRY_VERIFY(m_engine->freezes()->auditWaiting >= 2);
        QVERIFY(statusDocument(*m_engine->board(), *m_engine->freezes())[QLatin1String("auditWaiting")].toInteger() >= 2);

        m_engine->resume(payments, QStringLiteral("mended"));
        QTRY_COMPARE(refusals(payments.text()), 1);
        m_engine->setOrganisation(company(500));
        QTRY_COMPARE(refusals("The organisation"), 1);
        AuditEntry key;
        key.action = "connect";
        key.requestId = "a-new-key";
        const QFuture<Result<void>> asked = m_engine->putOnRecord(key);
        QTRY_VERIFY(asked.isFinished());
        QCOMPARE(asked.result().error().code, ErrorCode::diskFull);
        QCOMPARE(stage(), FreezeStage::frozen);
        QVERIFY(gateway.refuses(payments));
        QVERIFY(*m_engine->organisation() == company(5));

        QVERIFY(QFile::remove(filler));
        QTRY_COMPARE(m_engine->freezes()->auditWaiting, 0);
        m_engine->resume(payments, QStringLiteral("mended"));
        QTRY_COMPARE(stage(), FreezeStage::resumed);
        m_engine->setOrganisation(company(500));
        QTRY_VERIFY(*m_engine->organisation() == company(500));
        m_engine.reset();

        const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
        QVERIFY(history);
        const auto heads = std::make_shared<AuditHeadFile>(profile.auditHeadsFile().toStdString());
        const auto check = (*history)->checkAudit({heads});
        QVERIFY(check && !check->fault);
        QCOMPARE(check->remembered, check->rows);
        std::map<std::string, std::pair<int, int>> counts;
        QStringList results;
        const auto rows = (*history)->auditEntries(0, 1000).value();
        for (const AuditEntry& row : rows) {
            counts[row.requestId].first += row.isIntent() ? 1 : 0;
            counts[row.requestId].second += row.isOutcome() ? 1 : 0;
            if (row.isOutcome())
                results << QString::fromStdString(row.action + " " + row.result.substr(0, 7));
        }
        for (const auto& [request, count] : counts)
            QVERIFY2(count == std::pair(1, 1), request.c_str());
        QCOMPARE(results,
            (QStringList {QStringLiteral("change done"), QStringLiteral("change done"), QStringLiteral("freeze proved,"),
                QStringLiteral("resume refused"), QStringLiteral("resume proved,"), QStringLiteral("change done")}));
    }
};

int main(int argc, char** argv)
{
    std::string place = "/tmp/fuseboard-disk-XXXXXX";
    if (!::mkdtemp(place.data()))
        return 1;
    const bool mounted = test::mountSmallDisk(place, "4m");
    QCoreApplication app(argc, argv);
    FullDiskTest test(QString::fromStdString(place), mounted);
    const int result = QTest::qExec(&test, argc, argv);
    if (mounted)
        ::umount2(place.c_str(), MNT_DETACH);
    ::rmdir(place.c_str());
    return result;
}

#include "fulldisktest.moc"
