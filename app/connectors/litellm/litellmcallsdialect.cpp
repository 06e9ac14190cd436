// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmcallsdialect.h"

#include "connectors/litellm/litellmcalls.h"

namespace fuseboard {
namespace {

bool isOfCalls(const UsageTask& task) { return task.list == litellm::callsList || task.list == litellm::olderCallsList; }

} // namespace

const UsageRules& LiteLlmCallsDialect::rules() const
{
    using std::chrono::hours;
    static const UsageRules rules = [this] {
        UsageRules out = LiteLlmDialect::rules();
        LedgerLists& calls = out.ledgers.front();
        calls.past = calls.lists;
        calls.lists = {{.name = litellm::callsList, .width = hours(1), .longest = hours(1), .addsUp = true}};
        out.isLog = true;
        return out;
    }();
    return rules;
}

PageRequest LiteLlmCallsDialect::request(const UsageTask& task, const std::string& page) const
{
    return isOfCalls(task) ? PageRequest {litellm::callsPath(task, page)} : LiteLlmDialect::request(task, page);
}

Result<UsagePage> LiteLlmCallsDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    return isOfCalls(task) ? litellm::parseCalls(task, body, origin) : LiteLlmDialect::parse(task, body, origin);
}

std::string LiteLlmCallsDialect::otherList(const UsageTask& task) const
{
    return task.list == litellm::callsList ? litellm::olderCallsList : std::string();
}

std::string_view LiteLlmCallsDialect::knownMembers(const UsageTask& task) const
{
    return isOfCalls(task) ? litellm::knownOfCalls : LiteLlmDialect::knownMembers(task);
}

} // namespace fuseboard
