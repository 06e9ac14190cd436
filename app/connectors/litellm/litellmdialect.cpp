// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmdialect.h"

#include "connectors/litellm/litellmactivity.h"
#include "connectors/litellm/litellmnames.h"

namespace fuseboard {

const UsageRules& LiteLlmDialect::rules() const
{
    using std::chrono::hours;
    static const UsageRules rules {.ledgers = {{.ledger = Ledger::gateway,
                                       .lists = {{.name = litellm::activityList,
                                           .width = hours(24),
                                           .longest = hours(7 * 24),
                                           .addsUp = true,
                                           .byBucket = true}}}},
        .directories = {litellm::teamsList, litellm::keysList},
        .limits = {litellm::teamsList, litellm::keysList, litellm::usersList},
        .lateness = std::chrono::minutes(10)}; // its workers write every 10 to 60 s, and calls are told when they end
    return rules;
}

HttpHeaders LiteLlmDialect::keyHeaders(const QByteArray& key) const { return {{"Authorization", "Bearer " + key}}; }

PageRequest LiteLlmDialect::request(const UsageTask& task, const std::string& page) const
{
    return {task.directory ? litellm::namesPath(task, page) : litellm::activityPath(task, page)};
}

Result<UsagePage> LiteLlmDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    return task.directory ? litellm::parseNames(task, body) : litellm::parseActivity(task, body, origin);
}

std::string_view LiteLlmDialect::knownMembers(const UsageTask& task) const
{
    return task.directory ? litellm::knownOfNames(task) : litellm::knownOfActivity;
}

} // namespace fuseboard
