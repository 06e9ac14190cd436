// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/filewatch.h"
#include "owner/pricerefresh.h"
#include "owner/profileprices.h"
#include "owner/systemclock.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

/// Serves one document.
class Place : public QTcpServer {
public:
    Place()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                if (!socket->readAll().contains("\r\n\r\n"))
                    return;
                ++asked;
                socket->write("HTTP/1.1 " + status
                    + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(text.size()) + "\r\n\r\n" + text);
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] QString address() const { return QStringLiteral("http://127.0.0.1:%1/prices.json").arg(serverPort()); }

    QByteArray status = "200 OK";
    QByteArray text = R"({"new-model":{"mode":"chat","input_cost_per_token":2e-06,"output_cost_per_token":8e-06}})";
    int asked = 0;
};

} // namespace

/// Newer prices, looked for each day, across restarts.
class PriceRefreshTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;

    Profile profile(const char* name) const
    {
        Profile out = Profile::under(m_dir.filePath(QLatin1String(name)));
        if (!out.create())
            qFatal("no profile");
        return out;
    }
    static std::optional<std::string> priceOf(const Profile& profile, Instant at)
    {
        const auto book = profilePrices(profile);
        const auto charge = book->inForce(at)->charge("new-model", {.input = 1'000'000});
        return charge ? std::optional(charge->total.text()) : std::nullopt;
    }

private Q_SLOTS:
    void newPricesCountFromTodayOnAndAreLookedForOnceADay()
    {
        const Profile place = profile("daily");
        Place server;
        const PriceRefreshPlan plan {server.address(), 24h, 1ms, 20ms};
        {
            PriceRefresh refresh(place, plan, m_clock);
            QSignalSpy looked(&refresh, &PriceRefresh::looked);
            QVERIFY(looked.wait(10'000));
            QVERIFY(looked.front().front().toLongLong() > 0);
            QTest::qWait(200); // many looks, none of which is due
            QCOMPARE(server.asked, 1);
        }
        QCOMPARE(priceOf(place, m_clock.now()), std::optional<std::string>("2"));
        QVERIFY2(!priceOf(place, m_clock.now() - std::chrono::days(2)), "the past keeps its list");
        PriceRefresh again(place, plan, m_clock); // the program started anew
        QTest::qWait(200);
        QCOMPARE(server.asked, 1);
        QSignalSpy looked(&again, &PriceRefresh::looked);
        again.lookNow();
        QVERIFY(looked.wait(10'000));
        QCOMPARE(looked.front().front().toLongLong(), 0);
    }

    void whatCantBeReadChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("not there") << QByteArray("404 Not Found") << QByteArray("{}");
        QTest::newRow("a web page") << QByteArray("200 OK") << QByteArray("<html></html>");
        QTest::newRow("cut off") << QByteArray("200 OK") << Place().text.left(60);
        QTest::newRow("moved") << QByteArray("302 Found\r\nLocation: http://example.invalid/") << QByteArray();
    }
    void whatCantBeReadChangesNothing()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, text);
        const Profile place = profile(QTest::currentDataTag());
        Place server;
        server.status = status;
        server.text = text;
        PriceRefresh refresh(place, {server.address(), 0s, 1ms, 1ms}, m_clock);
        QSignalSpy failed(&refresh, &PriceRefresh::failed);
        refresh.lookNow();
        QVERIFY(failed.wait(15'000));
        QCOMPARE(profilePrices(place)->lists().size(), std::size_t {1});
        QVERIFY(!QFile::exists(place.pricesLookedFile()));
    }

    void aListOfOnesOwnThatComesAgainLeavesThePastAlone()
    {
        const Profile place = profile("version");
        const Instant first = dayOf(m_clock.now()) - std::chrono::days(20), second = first + std::chrono::days(10);
        const auto take = [&](const std::string& version, UnitPrice input, Instant when) {
            QVERIFY(addPrices(place,
                PriceList(
                    version, Currency::usd(), {{"new-model", {.base = {.input = input}}}}, {.source = {}, .from = dayOf(when)}),
                when));
        };
        take("acme", 5'000'000'000, first);
        take("acme", 6'000'000'000, second);
        QCOMPARE(priceOf(place, first + 24h), std::optional<std::string>("5"));
        QCOMPARE(priceOf(place, second), std::optional<std::string>("6"));
        take("2026", 7'000'000'000, second + 2us); // of one day's lists the last counts, however they are called
        QCOMPARE(priceOf(place, second), std::optional<std::string>("7"));
        take(std::string(300, 'v') + "/../x", 8'000'000'000, second + 40us);
        QCOMPARE(priceOf(place, second), std::optional<std::string>("8"));
    }

    void aNewerListThatLostModelsLeavesNoneOfThemFreeAtGateways()
    {
        const Profile place = profile("shrunken");
        const std::size_t known = profilePrices(place)->inForce(m_clock.now())->models().size();
        const PriceList fewer("fewer", Currency::usd(),
            {{"new-model", {.base = {.input = 2'000'000'000}}}, {"claude-opus-5", {.base = {.input = 7'000'000'000}}}},
            {.source = {}, .from = dayOf(m_clock.now())});
        QVERIFY(addPrices(place, fewer, m_clock.now()));
        const PriceList list = pricesForGateways(*profilePrices(place), m_clock.now());
        QCOMPARE(list.version(), std::string("fewer"));
        QCOMPARE(list.models().size(), known + 1);
        QCOMPARE(list.find("claude-opus-5")->base.input, 7'000'000'000);
        QVERIFY(list.find("gpt-5.6") && list.find("gpt-5.6")->base.input > 0);
        // Other money is none of it.
        const PriceList euros(
            "euros", *Currency::parse("EUR"), {{"ours", {.base = {.input = 1}}}}, {.source = {}, .from = dayOf(m_clock.now())});
        QVERIFY(addPrices(place, euros, m_clock.now() + 2s));
        QCOMPARE(pricesForGateways(*profilePrices(place), m_clock.now()).models().size(), std::size_t {1});
    }

    void anOwnRateIsAddedAndTheLastOneCounts()
    {
        const Profile place = profile("own");
        FileWatch watch({place.ratesFile()});
        QSignalSpy changed(&watch, &FileWatch::changed);
        const auto rate = [](const char* input) {
            return std::string("[[rate]]\nmodel = 'ours'\ncurrency = 'USD'\ninput = '") + input + "'\noutput = '9'\n";
        };
        QVERIFY(addOwnRate(place, rate("4")));
        QVERIFY(changed.wait(10'000));
        QVERIFY(addOwnRate(place, rate("3")));
        const auto charge = profilePrices(place)->charge("a", "ours", {.input = 1'000'000}, m_clock.now());
        QVERIFY(charge);
        QCOMPARE(charge->charge.total.text(), std::string("3"));
        const auto refused = addOwnRate(place, rate("-1"));
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains("input"), refused.error().detail.c_str());
        QCOMPARE(profilePrices(place)->charge("a", "ours", {.input = 1'000'000}, m_clock.now())->charge.total.text(),
            std::string("3"));
        QVERIFY2(changed.wait(10'000), "a file that was replaced is followed");
        QFile same(place.ratesFile());
        QVERIFY(same.open(QIODevice::ReadWrite));
        const QByteArray text = same.readAll();
        same.seek(0);
        same.write(text);
        same.close();
        QVERIFY2(!changed.wait(1000), "the same contents again are no change");
    }
};

QTEST_GUILESS_MAIN(PriceRefreshTest)
#include "pricerefreshtest.moc"
