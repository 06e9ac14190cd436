// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"

#include <memory>

namespace fuseboard {

class HttpClient;
class KeyStore;

/// The source that a configuration describes. `parseSources` lets no kind through that `connectorKinds` does not have.
std::unique_ptr<UsageSource> makeUsageSource(const SourceConfig& source, const KeyStore& keys, HttpClient& http);

} // namespace fuseboard
