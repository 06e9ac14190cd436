// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/probekey.h"
#include "documents/policydocument.h"
#include "store/history.h"

namespace fuseboard {

/// What Fuseboard puts into a gateway's policy.
struct PolicyContents {
    Organisation organisation;
    PriceList prices;
    std::string zone;
    unsigned fiscalDay = 1;
    bool operator==(const PolicyContents&) const = default;
};

/// The gateway's policy with these contents, one revision on; what Fuseboard does not keep stays: routes, hard budgets, and
/// budgets of scopes other than the organisation and its teams. Each team gets its probe token. Pure. The very same document
/// comes back where nothing differs.
PolicyDocument editPolicy(PolicyDocument current, const PolicyContents& contents, const ProbeKey& probes, Instant now);

} // namespace fuseboard
