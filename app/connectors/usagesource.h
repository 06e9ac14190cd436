// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/poll.h"

#include <QFuture>

#include <chrono>

namespace fuseboard {

/// One answer of a source: to be stored whole, and whether there is more to fetch at once.
struct UsageAnswer {
    Poll poll;
    bool more = false;
};

/// Why there is none.
struct UsageFailure {
    Error error; ///< its subject is the source's id
    std::optional<std::chrono::seconds> retryAfter; ///< as the source asked
};

using UsageResult = std::expected<UsageAnswer, UsageFailure>;

/// The usage half of a connector: turns a system's own figures into rows. It decides nothing, prices nothing, stores
/// nothing and keeps no state but the cursor it is handed.
///
/// Duties: the answer is complete or a failure, never a part; a repeated poll from the same cursor gives the same rows;
/// amounts come from the text of the numbers; unknown members are ignored and missing ones are failures that name their
/// path; no request follows a redirect; a key is in no error. One request at a time, in the thread that asks.
class UsageSource {
public:
    UsageSource() = default;
    UsageSource(const UsageSource&) = delete;
    UsageSource& operator=(const UsageSource&) = delete;
    virtual ~UsageSource() = default;

    [[nodiscard]] virtual const std::string& id() const = 0;
    /// Answers once. `cursor` is that of the last stored poll, empty before the first. Not called again before it
    /// answered.
    [[nodiscard]] virtual QFuture<UsageResult> poll(std::string cursor, Instant now) = 0;
};

} // namespace fuseboard
