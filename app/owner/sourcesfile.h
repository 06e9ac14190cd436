// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "owner/profile.h"

#include <functional>

namespace fuseboard {

/// The sources of a profile; none where there is no file yet.
Result<std::vector<SourceConfig>> sourcesOf(const Profile& profile);

/// The source of that id, or that there is none.
Result<SourceConfig> sourceCalled(const std::string& id, const Profile& profile);

/// A source's id from its name, unlike those that are taken.
std::string sourceIdFor(std::string_view name, const std::vector<SourceConfig>& taken);

/// As it would be read back from a file; the error names the member at fault.
Result<SourceConfig> checked(const SourceConfig& source);

/// Writes one more source to the end of the file, which keeps its comments. An empty id is made from the name. Refused, with
/// the file as it was, where the file would not be read back; the error names the member. The source as it is read back.
Result<SourceConfig> addSource(const Profile& profile, SourceConfig source);

/// Writes all of them anew, as `change` leaves them; comments are lost. Readers see the file before or after.
Result<void> changeSources(const Profile& profile, const std::function<void(std::vector<SourceConfig>&)>& change);

} // namespace fuseboard
