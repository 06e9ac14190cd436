// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"

#include <filesystem>
#include <memory>

namespace fuseboard {

class HttpClient;
class KeyStore;

/// The source that a configuration describes. `parseSources` lets no kind through that `connectorKinds` does not have.
/// `indexFile`: where a source may keep what it needs between two runs and can make anew.
std::unique_ptr<UsageSource> makeUsageSource(
    const SourceConfig& source, const KeyStore& keys, HttpClient& http, const std::filesystem::path& indexFile);

} // namespace fuseboard
