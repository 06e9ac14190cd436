// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/killedapp.h"

#include "owner/ownerclient.h"
#include "support/gatewaydoor.h"
#include "switchboard/journal.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QTest>

#include <algorithm>

namespace fuseboard::test {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 15'000;
const Scope payments = Scope::ofTeam("team-payments");

/// Empty where nobody answers.
std::optional<QJsonObject> ask(const Profile& profile, const QJsonObject& request)
{
    OwnerClient client;
    QEventLoop loop;
    std::optional<QJsonObject> out;
    QObject::connect(&client, &OwnerClient::connected, &loop, [&] { client.send(request); });
    QObject::connect(&client, &OwnerClient::answered, &loop, [&](const QJsonObject& answer) {
        out = answer;
        loop.quit();
    });
    QObject::connect(&client, &OwnerClient::failed, &loop, &QEventLoop::quit, Qt::QueuedConnection); // perhaps before exec
    QTimer::singleShot(5s, &loop, &QEventLoop::quit);
    client.connectTo(profile.ownerSocket());
    loop.exec();
    return out;
}

} // namespace

KilledApp::KilledApp()
{
    if (!m_stand.isPrepared() || !m_stand.openEngine(false)) {
        m_fault = m_stand.fault();
        return;
    }
    m_stand.closeEngine();
    start();
    m_fault = converge(HoldState::released);
    m_seconds.clear();
}

void KilledApp::start()
{
    m_app = std::make_unique<Program>(QStringLiteral("fuseboardctl"));
    m_app->start({QStringLiteral("watch"), QStringLiteral("--profile"), m_stand.directory() + QStringLiteral("/p")});
}

std::optional<QJsonObject> KilledApp::told() const
{
    const auto answer = ask(m_stand.profile(), {{QStringLiteral("do"), QStringLiteral("status")}});
    if (!answer || !answer->contains(QLatin1String("status")))
        return std::nullopt;
    for (const auto& freeze : (*answer)[QLatin1String("status")][QLatin1String("freezes")].toArray())
        if (freeze[QLatin1String("scope")].toString() == QString::fromStdString(payments.text()))
            return freeze.toObject();
    return QJsonObject {{QStringLiteral("stage"), QStringLiteral("allowed")}};
}

HoldState KilledApp::wanted() const
{
    const auto journal = Journal::open(m_stand.profile().journalFile());
    if (!journal)
        return HoldState::released;
    const auto found = std::ranges::find(journal->intents, payments, &Intent::scope);
    return found == journal->intents.end() ? HoldState::released : found->state;
}

HoldState KilledApp::atGateway() const
{
    const QJsonObject answer = askGateway(m_stand.profile().gatewaySocket(), "/v1/breakers");
    for (const auto& breaker : answer[QLatin1String("breakers")].toArray())
        if (breaker[QLatin1String("scope")][QLatin1String("id")].toString() == QLatin1String("team-payments"))
            return breaker[QLatin1String("state")].toString() == QLatin1String("frozen") ? HoldState::frozen
                                                                                         : HoldState::released;
    return HoldState::released;
}

QString KilledApp::converge(HoldState state)
{
    QElapsedTimer since;
    since.start();
    QString stage;
    const bool came = QTest::qWaitFor(
        [&] {
            const auto freeze = told();
            stage = freeze ? (*freeze)[QLatin1String("stage")].toString() : QStringLiteral("no answer");
            const bool isProved = state == HoldState::frozen
                ? stage == QLatin1String("frozen")
                : stage == QLatin1String("resumed") || stage == QLatin1String("allowed");
            return isProved && atGateway() == state;
        },
        patience);
    m_seconds.push_back(static_cast<double>(since.elapsed()) / 1000);
    return came ? QString()
                : QStringLiteral("wanted %1, told %2, at the gateway %3")
                      .arg(QString::fromStdString(toText(state)), stage, QString::fromStdString(toText(atGateway())));
}

void KilledApp::press(HoldState state, std::chrono::microseconds lives)
{
    QJsonObject request {
        {QStringLiteral("do"), state == HoldState::frozen ? QStringLiteral("freeze") : QStringLiteral("resume")},
        {QStringLiteral("scope"), QString::fromStdString(payments.text())}, {QStringLiteral("reason"), QStringLiteral("why")}};
    if (const auto freeze = told(); freeze && state == HoldState::released)
        request[QStringLiteral("generation")] = (*freeze)[QLatin1String("generation")];
    OwnerClient client;
    QEventLoop loop;
    QObject::connect(&client, &OwnerClient::connected, &loop, [&] {
        client.send(request);
        QTimer::singleShot(lives, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    });
    QObject::connect(&client, &OwnerClient::failed, &loop, &QEventLoop::quit, Qt::QueuedConnection); // perhaps before exec
    client.connectTo(m_stand.profile().ownerSocket());
    loop.exec();
}

QString KilledApp::killOnce()
{
    const HoldState pressed = m_state == HoldState::frozen ? HoldState::released : HoldState::frozen;
    const bool inItsStart = pick(4) == 0;
    if (inItsStart) {
        m_app->kill();
        start();
        QTest::qWait(pick(400));
    } else {
        press(pressed, std::chrono::microseconds(pick(1) ? pick(20'000) : pick(120'000)));
    }
    m_app->kill();
    const HoldState want = wanted();
    m_before += !inItsStart && want != pressed ? 1 : 0;
    m_between += want != atGateway() ? 1 : 0;
    start();
    const QString fault = converge(want);
    m_state = want;
    return fault;
}

} // namespace fuseboard::test
