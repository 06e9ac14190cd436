// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/probekey.h"
#include "documents/policydocument.h"
#include "store/history.h"

#include <set>

namespace fuseboard {

/// What Fuseboard puts into a gateway's policy.
struct PolicyContents {
    Organisation organisation;
    PriceList prices;
    std::string zone;
    unsigned fiscalDay = 1;
    bool operator==(const PolicyContents&) const = default;
};

/// The gateway's policy with these contents, one revision on; what Fuseboard does not keep stays: routes, hard budgets,
/// budgets of scopes other than the organisation and its teams, and prices of models that the list lacks. Each team gets its
/// probe token, which also tells the teams that Fuseboard has put there from those that somebody else has: those stay, with
/// their budgets and rules, and so do keys that are not among `sent`. Pure. The very same document comes back where nothing
/// differs, and where an organisation that has neither teams nor keys nor budgets has never been sent there.
PolicyDocument editPolicy(PolicyDocument current, const PolicyContents& contents, const ProbeKey& probes, Instant now,
    const std::set<std::string>& sent = {});

} // namespace fuseboard
