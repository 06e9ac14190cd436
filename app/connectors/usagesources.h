// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/keystore.h"
#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"

#include <memory>

namespace fuseboard {

class HttpClient;

/// The list of usage halves: one line per kind that `sources.toml` knows. Null for a kind that has none.
std::unique_ptr<UsageSource> makeUsageSource(const SourceConfig& config, HttpClient& client, const KeyStore& keys);

} // namespace fuseboard
