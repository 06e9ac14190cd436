// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/sourceremoval.h"

#include "connectors/targets/holdrecords.h"
#include "owner/sourcesfile.h"

#include <algorithm>

namespace fuseboard {
namespace {

Result<void> holdsNothing(const SourceConfig& source, const Profile& profile)
{
    const auto records = HoldRecords::open(profile.holdsDirectory() + QLatin1Char('/') + QString::fromStdString(source.id));
    if (!records)
        return std::unexpected(records.error());
    std::string held;
    const auto add = [&held](const Scope& scope) { held += (held.empty() ? "" : ", ") + scope.text(); };
    for (const auto& [scope, record] : (*records)->all())
        if (!record.targets.empty()) // cleared once a resume has read back all that it gave back
            add(scope);
    for (const auto& [scope, fault] : (*records)->faults()) // what can't be read may hold something too
        add(scope);
    return held.empty() ? Result<void>() : fail(ErrorCode::holdsFreeze, source.name, held);
}

} // namespace

Result<SourceConfig> removeSource(const Profile& profile, const std::string& id)
{
    const auto source = sourceCalled(id, profile);
    if (!source)
        return source;
    return holdsNothing(*source, profile)
        .and_then([&] {
            return changeSources(profile, [&](std::vector<SourceConfig>& all) {
                std::erase_if(all, [&](const SourceConfig& each) { return each.id == id; });
            });
        })
        .transform([&] { return *source; });
}

} // namespace fuseboard
