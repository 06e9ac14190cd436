// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmlimits.h"

#include "connectors/jsonlimit.h"
#include "connectors/jsontime.h"

namespace fuseboard::litellm {

void addLimits(json::Object& row, const ProviderLimit& holder, const json::Place& place, std::vector<ProviderLimit>& limits)
{
    ProviderLimit own = holder;
    own.limit = json::dollarsOr(row, "max_budget", 0, place);
    own.used = json::dollarsOr(row, "spend", 0, place);
    own.period = json::textOr(row, "budget_duration", place);
    own.resetsAt = json::instantOr(row, "budget_reset_at", place);
    own.refusesBeyond = true;
    ProviderLimit soft = own;
    soft.covers = "soft_budget";
    soft.limit = json::dollarsOr(row, "soft_budget", 0, place);
    soft.refusesBeyond = false;
    for (ProviderLimit& each : {std::ref(own), std::ref(soft)})
        if (each.limit)
            limits.push_back(each);
    const auto windows = json::optional(row, "budget_limits", place);
    if (!windows)
        return;
    const json::Place list = place / "budget_limits";
    std::size_t index = 0;
    for (auto element : json::array(*windows, list)) {
        const json::Place at = list[index++];
        json::Object window = json::object(element.value(), at);
        ProviderLimit one = holder; // what is spent of it is not told
        one.limit = json::dollarsOr(window, "max_budget", 0, at);
        one.period = json::textOr(window, "budget_duration", at);
        one.refusesBeyond = true;
        if (one.limit)
            limits.push_back(one);
    }
}

} // namespace fuseboard::litellm
