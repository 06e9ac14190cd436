// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/calllink.h"
#include "gateway/refusal.h"
#include "gateway/requestfacts.h"
#include "gateway/services.h"

namespace fuseboard::gateway {

/// What a provider answers without a charge: which models there are, and how many tokens a request has. Nothing is produced,
/// so it has no row and takes nothing of a budget; a freeze refuses it. Only an answer that is what was asked for is passed on,
/// so that no server can serve a call by that way. Lives in the callers' thread for as long as the question.
class FreeQuestion {
public:
    static constexpr std::string_view modelsPath = "/v1/models"; ///< of one model: its name behind it

    FreeQuestion(Services& services, http::Exchange& caller, Api api, Dialect dialect);

    /// The list, or the model that the path names.
    http::Async<void> askModels(const CallIdentity& identity);
    /// Asks where the call itself would go, for the model that would serve it.
    http::Async<void> countTokens(CallIdentity identity, RequestFacts facts);

private:
    http::Async<void> pass(const CallIdentity& identity, const std::string& upstream, std::string body);
    http::Async<Result<http::Response>> ask(const UpstreamConfig& upstream, std::string body);
    /// Empty: it may be passed on.
    [[nodiscard]] std::optional<CallerError> wrongWith(const Result<http::Response>& answer) const;
    http::Async<void> say(CallerError error);

    Services& m_services;
    std::shared_ptr<const PolicyBook> m_policy; ///< as it was when it was asked
    http::Exchange& m_caller;
    Api m_api;
    Dialect m_dialect;
    bool m_sent = false;
    std::shared_ptr<CallLink> m_link = std::make_shared<CallLink>();
};

} // namespace fuseboard::gateway
