// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/leverstand.h"

#include "connectors/targets/controldialects.h"

#include <algorithm>
#include <format>

namespace fuseboard::test {
namespace {

AllocationRule ruleOfPerson(const char* login)
{
    AllocationRule rule;
    rule.person = login;
    rule.team = "team-payments";
    return rule;
}

QStringList ids(std::initializer_list<const char*> list)
{
    QStringList out;
    for (const char* id : list)
        out.append(QLatin1StringView(id));
    return out;
}

} // namespace

std::vector<LeverCase> leverCases()
{
    const auto byProject = paymentsByProject();
    const std::vector<AllocationRule> byPerson {ruleOfPerson("ada"), ruleOfPerson("Bob")};
    return {{"bifrost", bifrostKind(), bifrostThings(), ids({"a0", "a1"}), ids({"b1"}), byProject, FreezeStage::frozen},
        {"openrouter", openRouterKind(), openRouterThings(), ids({"a1"}), ids({"b1", "c1"}), byProject},
        {"anthropic", anthropicKind(), anthropicThings(), ids({"a1"}), ids({"b1", "c1"}), byProject},
        {"openai", openAiKind(), openAiThings(), ids({"p-pay"}), ids({"p-search"}), byProject},
        {"github", gitHubKind(), gitHubThings(), ids({"ada", "Bob"}), ids({"cy"}), byPerson},
        {"github-enterprise", gitHubKind(), gitHubThings(), ids({"ada", "Bob"}), ids({"cy"}), byPerson}};
}

LeverCase leverCase(const QByteArray& kind)
{
    const auto all = leverCases();
    return *std::ranges::find_if(all, [&](const LeverCase& one) { return one.kind == kind; });
}

LeverStand::LeverStand(
    const LeverCase& what, std::chrono::milliseconds bound, std::optional<std::chrono::milliseconds> deadline)
    : m_case(what)
    , m_system(what.fake)
{
    m_system.stored = what.things;
    if (!m_system.listen())
        throw std::runtime_error("no port");
    m_stand = std::make_unique<TargetStand>(TargetStand::Options {.url = m_system.url().toStdString(),
                                                .dialect = controlDialectOf(what.kind, "acme"),
                                                .key = FakeSystem::adminKey,
                                                .bound = bound,
                                                .deadline = deadline,
                                                .rules = what.rules},
        [this] { return serves(); });
}

bool LeverStand::serves()
{
    return std::ranges::any_of(m_case.ours, [this](const QString& id) { return m_system.serves(id); });
}

qsizetype LeverStand::othersServed()
{
    return std::ranges::count_if(m_case.others, [this](const QString& id) { return m_system.serves(id); });
}

std::string LeverStand::state()
{
    const PlaceView place = m_stand->place();
    return std::format("{}: stage {}, place {}, {}; {}", m_case.kind, static_cast<int>(m_stand->stage()),
        static_cast<int>(place.stage), place.cause ? place.cause->detail : "no cause", faults().toStdString());
}

QString LeverStand::faults()
{
    QString out = m_system.complaints.join(QStringLiteral("; "));
    if (m_stand->falsehoods() > 0)
        out += QStringLiteral(" frozen was said while calls were let through");
    return out;
}

} // namespace fuseboard::test
