// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/secrets.h"

#include <map>
#include <optional>

namespace fuseboard::sandbox {

/// Whose key a call carries, in the provider's ids.
struct CallerIdentity {
    std::string project, key, user;
};

/// The keys the provider knows: the gateway's one key, and the company's own tokens, so that the company can also call
/// it without a gateway.
class Callers {
public:
    explicit Callers(const Secrets& secrets);
    /// `openAiProject`: the OpenAI-Project header; empty: none. It counts only with the gateway's key.
    [[nodiscard]] std::optional<CallerIdentity> find(std::string_view key, std::string_view openAiProject) const;

private:
    std::string m_upstreamKey;
    std::map<std::string, CallerIdentity, std::less<>> m_company;
};

} // namespace fuseboard::sandbox
