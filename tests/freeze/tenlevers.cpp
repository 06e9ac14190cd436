// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/tenlevers.h"

#include "connectors/gateway/gatewaylever.h"
#include "connectors/litellm/litellmcontrol.h"
#include "connectors/targets/httptargets.h"
#include "freeze/faultysystems.h"
#include "freeze/switchboardstand.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <algorithm>

namespace fuseboard::test {
namespace {

using namespace std::chrono_literals;

constexpr int good = 7, goodGateways = 4;
constexpr auto slowness = 5s;

/// The lever of a system with another id and name, as each stands for itself.
class NamedLever : public Lever {
public:
    NamedLever(std::unique_ptr<Lever> inner, const std::string& name)
        : m_inner(std::move(inner))
        , m_traits(m_inner->traits())
    {
        m_traits.id = m_traits.name = name;
    }
    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<LeverReport>> observe() override { return m_inner->observe(); }
    QFuture<Result<LeverAcknowledgement>> order(HoldOrder order) override { return m_inner->order(std::move(order)); }
    QFuture<Result<ProbeResult>> probe(Scope scope) override { return m_inner->probe(std::move(scope)); }

private:
    std::unique_ptr<Lever> m_inner;
    LeverTraits m_traits;
};

std::unique_ptr<Lever> leverAt(const QString& socket, HttpClient& http)
{
    const GatewayAddress address {.id = "there", .name = "There", .socket = socket, .url = {}, .tokens = {}};
    return std::make_unique<GatewayLever>(http, address, ProbeKey(QByteArray(32, 'k')));
}

} // namespace

TenLevers pressAtTenLevers()
{
    const QTemporaryDir slowDirectory, deadDirectory;
    const QString slowSocket = slowDirectory.filePath(QStringLiteral("slow.sock"));
    RawServer slow([](QIODevice& connection, const QByteArray& /*request*/) {
        QTimer::singleShot(slowness, &connection, [&connection] { connection.write(RawServer::answer(200, "{}")); });
    });
    slow.listen(slowSocket);
    std::vector<std::unique_ptr<FaultySystem>> systems;
    std::vector<std::unique_ptr<QTemporaryDir>> directories;
    for (int i = 0; i < good; ++i) {
        directories.push_back(std::make_unique<QTemporaryDir>());
        systems.push_back(FaultySystem::make(
            i < goodGateways ? LeverKind::probed : LeverKind::targetsWithCanary, directories.back()->path()));
    }
    SwitchboardStand stand([&](HttpClient& http) {
        std::vector<std::unique_ptr<Lever>> out;
        const auto add = [&](std::unique_ptr<Lever> lever, const std::string& name) {
            out.push_back(std::make_unique<NamedLever>(std::move(lever), name));
        };
        add(leverAt(slowSocket, http), "slow");
        for (const char* name : {"dead 1", "dead 2"})
            add(leverAt(deadDirectory.filePath(QString::fromLatin1(name)), http), name);
        for (std::size_t i = 0; i < systems.size(); ++i)
            add(systems[i]->lever(http, directories[i]->path()), "good " + std::to_string(i));
        return out;
    });
    QTest::qWait(50); // it has begun to look

    TenLevers out;
    const auto placesLike = [&](const char* name, auto&& isSo) {
        const FreezeView view = stand.view();
        return std::ranges::count_if(
            view.places, [&](const PlaceView& place) { return place.id.starts_with(name) && isSo(place); });
    };
    const auto isProved = [](const PlaceView& place) { return place.stage == PlaceStage::proved; };
    const auto isNamed = [](const PlaceView& place) {
        return place.cause && place.cause->code == ErrorCode::unreachable && place.stage != PlaceStage::proved;
    };
    QElapsedTimer since;
    since.start();
    stand.freeze();
    const auto look = [&] {
        const auto now = std::chrono::milliseconds(since.elapsed());
        if (out.sevenProved == 0ms && placesLike("good", isProved) == good)
            out.sevenProved = now;
        if (out.deadNamed == 0ms && placesLike("dead", isNamed) == 2)
            out.deadNamed = now;
        if (stand.stage() == FreezeStage::frozen || placesLike("slow", isProved) + placesLike("dead", isProved) > 0)
            out.fault = "proved where nobody can have shown it";
        return out.sevenProved > 0ms && out.deadNamed > 0ms;
    };
    QObject::connect(&stand, &SwitchboardStand::boardCame, &stand, look);
    if (!QTest::qWaitFor(look, 5000))
        out.fault = std::to_string(placesLike("good", isProved)) + " of the good ones proved, "
            + std::to_string(placesLike("dead", isNamed)) + " of the dead ones named";
    for (const auto& system : systems)
        if (!system->complaints().isEmpty())
            out.fault = system->complaints().toStdString();
    return out;
}

} // namespace fuseboard::test
