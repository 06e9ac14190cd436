// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/ruleanswers.h"

#include <QJsonObject>

namespace fuseboard {
namespace {

constexpr std::size_t mostBreakers = 200; ///< more than anybody reads; a gateway may have thousands

std::optional<RuleBreaker> parseRuleBreaker(const QJsonObject& entry)
{
    const auto text = [](const QJsonObject& object, QStringView name) { return object.value(name).toString().toStdString(); };
    const QJsonObject where = entry.value(u"scope").toObject();
    const auto scope = parseScope(text(where, u"kind") + '/' + text(where, u"id"));
    const auto cause = parseBreakerCause(text(entry, u"rule"));
    const auto state = parseBreakerState(text(entry, u"state"));
    const auto at = parseInstant(text(entry, u"at"));
    if (!scope || !cause || !state || *state == BreakerState::closed || !at)
        return std::nullopt;
    return RuleBreaker {.scope = *scope,
        .cause = *cause,
        .state = *state,
        .observed = entry.value(u"observe").toBool(),
        .at = *at,
        .reason = text(entry, u"reason"),
        .upstream = text(entry, u"upstream"),
        .team = text(entry, u"team"),
        .key = text(entry, u"label")};
}

} // namespace

std::vector<RuleBreaker> parseRuleBreakers(const QJsonArray& breakers)
{
    std::vector<RuleBreaker> out;
    for (const auto& each : breakers)
        if (auto breaker = parseRuleBreaker(each.toObject()))
            out.push_back(*std::move(breaker));
    keepFirst(out, mostBreakers);
    return out;
}

} // namespace fuseboard
