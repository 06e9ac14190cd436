// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagesource.h"
#include "net/httpclient.h"

namespace fuseboard {

using FetchResult = std::expected<QByteArray, UsageFailure>;

/// The body of a 200; everything else is a failure of the source. Nothing of the answer's text gets into an error but
/// the status: a provider may repeat the key in it.
FetchResult bodyOf(const Result<HttpAnswer>& answer, const std::string& sourceId);

/// What `Retry-After` asks for, at most 15 minutes (SAFETY RQ3): seconds, or a date, which the server's own clock tells how
/// far away it is. Anything else is not obeyed.
std::optional<std::chrono::seconds> retryAfter(const HttpAnswer& answer);

} // namespace fuseboard
