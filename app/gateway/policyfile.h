// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/policybook.h"

namespace fuseboard::gateway {

using PolicyResult = std::expected<std::shared_ptr<const PolicyBook>, std::vector<Error>>;

/// A policy that this gateway can enforce as a whole, or all its faults: routes must name upstreams of `gateway.toml`.
PolicyResult checkPolicy(const std::shared_ptr<const Config>& config, std::string text);
/// The bytes of `policy.json` in the data directory; empty where it can't be opened.
std::optional<std::string> readPolicyText(const Config& config);
/// `policy.json` of the data directory.
PolicyResult loadPolicy(const std::shared_ptr<const Config>& config);
/// The one that is told where there is room for one: with the file where it says what is wrong in it.
Error firstFault(const std::vector<Error>& faults, const Config& config);
/// Replaces the file whole: after a crash the old or the new one stands there.
Result<void> savePolicy(const Config& config, const std::string& text);

} // namespace fuseboard::gateway
