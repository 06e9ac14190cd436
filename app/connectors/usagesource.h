// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/backfill.h"
#include "store/poll.h"

#include <QFuture>

#include <chrono>
#include <functional>
#include <set>

namespace fuseboard {

/// What a provider calls one of its ids. Rows carry the id, which never changes; people know the name.
struct IdentityName {
    enum class Kind { project, key, person };
    Kind kind = Kind::project;
    std::string id, name;
    bool operator==(const IdentityName&) const = default;
};

/// What a kind of source can tell and do.
struct Capabilities {
    std::vector<std::string> lists {}; ///< kinds of usage, in the provider's words
    bool statesCost = false; ///< else what it counts is priced here
    std::chrono::seconds finestWidth {0}; ///< of its buckets; 0: single calls
    std::chrono::seconds lateness {0}; ///< data younger than this may still be missing
};

/// One answer of a source: to be stored whole, and whether there is more to fetch at once.
struct UsageAnswer {
    Poll poll;
    bool more = false;
    std::optional<Error> missing {}; ///< what the source refused to tell, while the rest is here
    std::vector<IdentityName> names {}; ///< what it said this time; others stay as they were
    std::optional<Instant> serverDate {}; ///< the source's clock, when it last answered
    std::set<std::string>
        unknownFields {}; ///< that its contract does not name, and that were ignored; `mostUnknownFields` at most
    /// By how much the server's clock is ahead of the time the poll was given; empty: it did not say. A poll whose `now` was
    /// off has used the server's time instead.
    std::optional<std::chrono::seconds> clockSkew {};
};

/// Why there is none.
struct UsageFailure {
    Error error; ///< its subject is the source's id
    std::optional<std::chrono::seconds> retryAfter {}; ///< as the source asked
    bool tried = false; ///< the connector asked again itself, as often as may be
};

using UsageResult = std::expected<UsageAnswer, UsageFailure>;

/// The usage half of a connector: turns a system's own figures into rows. It decides nothing, prices nothing, stores
/// nothing and keeps no state but the cursor it is handed.
///
/// Duties: the answer is complete or a failure, never a part; a repeated poll from the same cursor gives the same rows;
/// amounts come from the text of the numbers; unknown members are ignored and missing ones are failures that name their
/// path; no request with a key leaves its origin; a key is in no error; a `now` that the server contradicts
/// loses nothing. One request at a time, in the thread that asks.
class UsageSource {
public:
    UsageSource() = default;
    UsageSource(const UsageSource&) = delete;
    UsageSource& operator=(const UsageSource&) = delete;
    virtual ~UsageSource() = default;

    [[nodiscard]] virtual const std::string& id() const = 0;
    [[nodiscard]] virtual Capabilities capabilities() const { return {}; }
    /// Answers once. `cursor` is that of the last stored poll, empty before the first. Neither this nor `readPast` is called
    /// again before it answered.
    [[nodiscard]] virtual QFuture<UsageResult> poll(std::string cursor, Instant now) = 0;
    /// Asks for `news`, called in the thread that asks, whenever there is more to poll before `interval` is over; each call
    /// takes the place of the one before. Answers after what time it is to be polled without news: `interval`, or sooner
    /// where this source can't tell them all.
    [[nodiscard]] virtual std::chrono::seconds follow(const std::function<void()>& /*news*/, std::chrono::seconds interval)
    {
        return interval;
    }
    /// How far the past is read, as a cursor says; empty: this source has no back-fill.
    [[nodiscard]] virtual std::optional<Backfill> past(const std::string& /*cursor*/) const { return std::nullopt; }
    /// The cursor with that back-fill instead. Only for cursors that have one.
    [[nodiscard]] virtual std::string withPast(const std::string& cursor, const Backfill& /*past*/) const { return cursor; }
    /// Reads the back-fill's next part, as `poll` reads what is new. Only for cursors whose back-fill has one.
    [[nodiscard]] virtual QFuture<UsageResult> readPast(std::string cursor, Instant now)
    {
        return poll(std::move(cursor), now);
    }
};

} // namespace fuseboard
