// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"

#include <memory>

namespace fuseboard {

class HttpClient;
class KeyStore;

/// The list of usage connectors: one line a kind. `parseSources` lets no other kind through.
std::unique_ptr<UsageSource> makeUsageSource(const SourceConfig& source, const KeyStore& keys, HttpClient& http);

} // namespace fuseboard
