// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/policydocument.h"
#include "gateway/config.h"

#include <memory>
#include <unordered_map>

namespace fuseboard::gateway {

/// A policy in force, with what calls look up. Immutable: a call keeps the one it was admitted under.
class PolicyBook {
public:
    PolicyBook(std::shared_ptr<const Config> config, PolicyDocument policy, std::string text);
    /// Stands in for one that is not valid: nobody is known by it, and no call is served because of that.
    static std::shared_ptr<const PolicyBook> invalid(
        std::shared_ptr<const Config> config, std::string text, std::string because);
    /// Not empty: it is not valid.
    [[nodiscard]] const std::string& closedBecause() const { return m_closedBecause; }

    /// `gateway.toml` as it was held against: both come into force together.
    [[nodiscard]] const std::shared_ptr<const Config>& config() const { return m_config; }
    [[nodiscard]] const PolicyDocument& document() const { return m_policy; }
    /// As it was given, for reading back.
    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] const std::string& etag() const { return m_etag; }
    [[nodiscard]] const CallerKey* key(const std::string& sha256) const;
    [[nodiscard]] const Team* team(const std::string& id) const;
    /// The upstream that serves the model: the route of exactly that model, else the dialect's; empty: none.
    [[nodiscard]] std::string route(const std::string& dialect, const std::string& model) const;
    [[nodiscard]] const std::shared_ptr<const SpendLimits>& limits() const { return m_limits; }

private:
    std::shared_ptr<const Config> m_config;
    PolicyDocument m_policy;
    std::shared_ptr<const SpendLimits> m_limits;
    std::string m_text, m_etag, m_closedBecause;
    std::unordered_map<std::string, std::size_t> m_keys, m_teams;
};

} // namespace fuseboard::gateway
