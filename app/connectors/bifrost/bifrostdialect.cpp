// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/bifrost/bifrostdialect.h"

#include "connectors/bifrost/bifrostcounts.h"
#include "connectors/bifrost/bifrostlogs.h"
#include "connectors/bifrost/bifrostnames.h"

namespace fuseboard {

const UsageRules& BifrostDialect::rules() const
{
    using std::chrono::hours;
    static const auto count = [](const char* list) {
        return UsageList {.name = list, .width = hours(1), .longest = hours(24)};
    };
    static const UsageRules rules {
        .ledgers = {{.ledger = Ledger::gateway,
            .lists = {{.name = bifrost::logsList, .width = hours(1), .longest = hours(6), .addsUp = true}},
            .counts = {count(bifrost::callsCount), count(bifrost::tokensCount), count(bifrost::costCount)}}},
        .directories = {bifrost::teamsList, bifrost::customersList},
        .limits = {bifrost::keysList, bifrost::teamsList, bifrost::customersList},
        .lateness = std::chrono::minutes(10), // calls still under way have no cost
        .isLog = true,
        .memberships = bifrost::keysList};
    return rules;
}

HttpHeaders BifrostDialect::keyHeaders(const QByteArray& key) const
{
    if (key.isEmpty())
        return {};
    return {{"Authorization", key.contains(':') ? "Basic " + key.toBase64() : "Bearer " + key}};
}

PageRequest BifrostDialect::request(const UsageTask& task, const std::string& page) const
{
    if (bifrost::isCount(task.list))
        return {bifrost::countsPath(task)};
    return {task.list == bifrost::logsList ? bifrost::logsPath(task, page) : bifrost::namesPath(task, page)};
}

Result<UsagePage> BifrostDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    if (bifrost::isCount(task.list))
        return bifrost::parseCounts(task, body);
    return task.list == bifrost::logsList ? bifrost::parseLogs(task, body, origin) : bifrost::parseNames(task, body);
}

std::string_view BifrostDialect::knownMembers(const UsageTask& task) const
{
    if (bifrost::isCount(task.list))
        return bifrost::knownOfCounts;
    return task.list == bifrost::logsList ? bifrost::knownOfLogs : bifrost::knownOfNames;
}

} // namespace fuseboard
