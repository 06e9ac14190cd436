// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/gatewayaddress.h"
#include "documents/policydocument.h"

#include <functional>

namespace fuseboard {

/// Brings a gateway's policy up to date: reads it with its ETag, edits it, puts it back on the condition that nobody
/// else has changed it. The answer is the revision that is in force.
class PolicyPush {
public:
    /// Pure; may be asked several times, each time with what the gateway holds then.
    using Edit = std::function<PolicyDocument(PolicyDocument current)>;

    /// The client must outlive the push and live in the calling thread.
    PolicyPush(HttpClient& http, GatewayAddress address);

    /// `conflict` where others keep changing it; `badDocument` with path and reason where the gateway refuses it; nothing
    /// is applied then.
    [[nodiscard]] QFuture<Result<std::int64_t>> send(Edit edit) const;

private:
    HttpClient& m_http;
    GatewayAddress m_address;
};

} // namespace fuseboard
