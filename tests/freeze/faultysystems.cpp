// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/faultysystems.h"

#include "app/connectors/targets/fakelitellm.h"
#include "connectors/gateway/gatewaylever.h"
#include "connectors/litellm/litellmcontrol.h"
#include "connectors/targets/httptargets.h"
#include "connectors/targets/targetlever.h"
#include "owner/systemclock.h"
#include "support/fakegateway.h"

namespace fuseboard::test {
namespace {

const Scope payments = Scope::ofTeam("team-payments");
constexpr auto canaryKey = "sk-canary", ciKey = "sk-ci";
const QByteArray garbage = RawServer::answer(200, "\x01\x02");

class FaultyGatewayProcess : public FaultySystem {
public:
    explicit FaultyGatewayProcess(const QString& directory)
        : m_socket(directory + QStringLiteral("/g.sock"))
        , m_gateway(m_key.token("team-payments"))
    {
        m_gateway.listen(m_socket);
    }

    [[nodiscard]] std::unique_ptr<Lever> lever(HttpClient& http, const QString& /*directory*/) const override
    {
        const GatewayAddress address {.id = "there", .name = "There", .socket = m_socket, .url = {}, .tokens = {}};
        return std::make_unique<GatewayLever>(http, address, m_key);
    }
    [[nodiscard]] bool serves() override { return m_gateway.servesAnyway || !m_gateway.refuses(payments); }
    void begin(LeverFault fault) override
    {
        switch (fault) {
        case LeverFault::servesAnyway: m_gateway.servesAnyway = true; break;
        case LeverFault::staleReads: keepOldAnswers(); break;
        case LeverFault::garbage: say(garbage); break;
        case LeverFault::timesOut: say(FakeGateway::silence); break;
        case LeverFault::forgets:
        case LeverFault::editedOutside:
        case LeverFault::dies: break;
        }
    }
    void strike(LeverFault fault, unsigned dice) override
    {
        switch (fault) {
        case LeverFault::servesAnyway: m_gateway.servesAnyway = dice % 2 == 0; break;
        case LeverFault::staleReads:
            if (dice % 2 == 0)
                keepOldAnswers();
            releaseOutside();
            break;
        case LeverFault::forgets: m_gateway.holds.clear(); break;
        case LeverFault::editedOutside: releaseOutside(); break;
        case LeverFault::dies:
            m_gateway.close();
            m_gateway.holds.clear();
            if (dice % 2 == 0)
                m_gateway.listen(m_socket);
            break;
        case LeverFault::garbage:
        case LeverFault::timesOut:
            if (dice % 2 == 0)
                releaseOutside();
            break;
        }
    }
    void mend() override
    {
        m_gateway.servesAnyway = false;
        m_gateway.meddler = [](const QByteArray&, const QByteArray&) { return std::nullopt; };
        m_gateway.close();
        m_gateway.listen(m_socket);
    }
    [[nodiscard]] QString complaints() const override { return QString::fromUtf8(m_gateway.complaints.join("; ")); }

private:
    void say(const QByteArray& answer)
    {
        m_gateway.meddler = [answer](const QByteArray&, const QByteArray&) { return std::optional(answer); };
    }
    void keepOldAnswers()
    {
        m_gateway.meddler = [old = m_gateway.breakers()](const QByteArray&, const QByteArray& path) {
            return path == "/v1/breakers" ? std::optional(old) : std::nullopt;
        };
    }
    void releaseOutside()
    {
        Hold& hold = m_gateway.holds[payments];
        hold.order.scope = payments;
        ++hold.order.generation;
        hold.order.state = HoldState::released;
        hold.order.by = "B. Jones";
    }

    QString m_socket;
    ProbeKey m_key {QByteArray(32, 'k')};
    FakeGateway m_gateway;
};

class FaultyLiteLlm : public FaultySystem {
public:
    explicit FaultyLiteLlm(bool hasCanary)
        : m_hasCanary(hasCanary)
        , m_proxy(2)
    {
        m_proxy.listen();
        m_proxy.teams = {{"p-pay", "payments"}, {"p-search", "search"}};
        m_proxy.keys = {{FakeLiteLlm::hashOf(canaryKey), "canary", "p-pay", canaryKey}, {"aa22", "ci", "p-pay", ciKey},
            {"bb11", "web", "p-search", "sk-web"}};
    }

    [[nodiscard]] std::unique_ptr<Lever> lever(HttpClient& http, const QString& directory) const override
    {
        static const SystemClock clock;
        TargetsSetup setup {.address = {.id = "there",
                                .name = "There",
                                .socket = {},
                                .url = QUrl(m_proxy.url()),
                                .tokens = DoorTokens(FakeLiteLlm::adminKey)},
            .tries = 6};
        if (m_hasCanary)
            setup.canaries.set(payments.id, canaryKey);
        AllocationRule rule;
        rule.project = "p-pay";
        rule.team = payments.id;
        return std::make_unique<TargetLever>(
            std::make_unique<HttpTargets>(http, std::make_shared<LiteLlmControl>(), std::move(setup)),
            HoldRecords::open(directory).value(), [rule] { return std::vector {rule}; }, clock);
    }
    [[nodiscard]] bool serves() override { return m_proxy.wouldServe(canaryKey) || m_proxy.wouldServe(ciKey); }
    void begin(LeverFault fault) override
    {
        switch (fault) {
        case LeverFault::servesAnyway: goByWhatTheyKnow(); break;
        case LeverFault::staleReads: m_proxy.oldLists = {m_proxy.teams, m_proxy.keys}; break;
        case LeverFault::garbage: say(garbage); break;
        case LeverFault::timesOut: say(FakeLiteLlm::silence); break;
        case LeverFault::forgets:
        case LeverFault::editedOutside:
        case LeverFault::dies: break;
        }
    }
    void strike(LeverFault fault, unsigned dice) override
    {
        switch (fault) {
        case LeverFault::servesAnyway: m_proxy.cacheMs = dice % 2 == 0 ? -1 : 0; break;
        case LeverFault::staleReads:
            if (dice % 2 == 0)
                m_proxy.oldLists = {m_proxy.teams, m_proxy.keys};
            release();
            break;
        case LeverFault::forgets: release(); break;
        case LeverFault::editedOutside:
            if (dice % 2 == 0)
                m_proxy.team("p-pay")->blocked = false;
            m_proxy.key("aa22")->blocked = false;
            break;
        case LeverFault::dies:
            release();
            say(FakeLiteLlm::hangUp);
            if (dice % 2 == 0)
                m_proxy.meddler = [] { return std::nullopt; };
            break;
        case LeverFault::garbage:
        case LeverFault::timesOut:
            if (dice % 2 == 0)
                release();
            break;
        }
    }
    void mend() override
    {
        m_proxy.cacheMs = 0;
        m_proxy.oldLists.reset();
        m_proxy.meddler = [] { return std::nullopt; };
        m_proxy.hangUpOnTheSilent();
    }
    [[nodiscard]] QString complaints() const override { return m_proxy.complaints.join(QStringLiteral("; ")); }

private:
    void say(const QByteArray& answer)
    {
        m_proxy.meddler = [answer] { return std::optional(answer); };
    }
    void goByWhatTheyKnow()
    {
        m_proxy.cacheMs = -1;
        m_proxy.remember(canaryKey);
        m_proxy.remember(ciKey);
    }
    void release()
    {
        for (FakeLiteLlm::Team& team : m_proxy.teams)
            team.blocked = false;
        for (FakeLiteLlm::Key& key : m_proxy.keys)
            key.blocked.reset();
    }

    bool m_hasCanary;
    FakeLiteLlm m_proxy;
};

} // namespace

std::unique_ptr<FaultySystem> FaultySystem::make(LeverKind kind, const QString& directory)
{
    if (keepsOrders(kind))
        return std::make_unique<FaultyGatewayProcess>(directory);
    return std::make_unique<FaultyLiteLlm>(kind == LeverKind::targetsWithCanary);
}

} // namespace fuseboard::test
