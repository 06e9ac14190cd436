// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/secrets.h"

namespace fuseboard::sandbox {

/// Writes what a sandbox profile is seeded from, into the directory: `upstream.key` and `admin.key` (the provider's keys
/// for the gateway and for its usage API, one line each, 0600) and `company.json` (0600, it holds the callers' tokens).
/// The same directory always gives the same keys and tokens; only the provider's address may change.
///
/// company.json:
/// `{"version":1, "sandbox":true, "account":"sandbox", "currency":"USD",
///   "provider":{"url":"http://127.0.0.1:PORT", "adminKeyFile":"/…/admin.key", "upstreamKeyFile":"/…/upstream.key"},
///   "teams":[{"id":"team-payments", "name":"Payments", "owner":"A. Meyer", "costCenterId":"CC-4100",
///             "costCenterName":"Payments Engineering", "project":"proj_payments",
///             "budget":{"amount":"20000", "currency":"USD", "period":"month"}}],
///   "keys":[{"token":"fb-sandbox-…", "sha256":"…", "team":"team-payments", "label":"checkout-agent",
///            "agent":"checkout-agent", "person":"", "project":"proj_payments", "keyId":"key_checkout-agent", "userId":""}],
///   "rules":[{"account":"sandbox", "project":"proj_payments", "team":"team-payments"}]}`
/// Amounts are whole currency units. Keys of nobody's team have `"team":""`, exist at the provider only, and have no rule:
/// they are what is unallocated.
Result<void> writeSetup(const std::filesystem::path& directory, const std::string& providerUrl);

/// The document itself.
std::string companyJson(const std::filesystem::path& directory, const std::string& providerUrl, const Secrets& secrets);

} // namespace fuseboard::sandbox
