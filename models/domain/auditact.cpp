// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/auditact.h"

#include <algorithm>
#include <map>
#include <string>

namespace fuseboard {

std::vector<AuditAct> actsOf(const std::vector<AuditEntry>& entries)
{
    std::vector<AuditAct> out;
    std::map<std::string, std::size_t> open; // intents without an outcome, by their request
    for (const AuditEntry& entry : entries) {
        if (entry.isOutcome()) {
            if (const auto intent = open.extract(entry.requestId); !intent.empty()) {
                out[intent.mapped()].outcome = entry;
                continue;
            }
            out.push_back({entry, entry}); // its intent lies before what was read, or it has none
            continue;
        }
        out.push_back({entry, std::nullopt});
        if (entry.isIntent() && !entry.requestId.empty())
            open[entry.requestId] = out.size() - 1;
    }
    std::ranges::reverse(out);
    return out;
}

} // namespace fuseboard
