// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/doorright.h"
#include "connectors/keyreference.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <vector>

namespace fuseboard {

/// One `[[source]]` of `config/sources.toml`.
struct SourceConfig {
    std::string id; ///< unique in the file; the history's rows carry it, so it never changes
    std::string name; ///< for people
    std::string kind; ///< the name of a ConnectorKind
    std::string url; ///< base, without a slash at its end; empty where `socket` is set
    std::string socket; ///< path of a Unix socket; gateways and proxies only
    /// The provider account whose bill it shows; empty for gateways, whose rows name the upstream. Of local logs the account
    /// that pays for what they tell of; empty: an account of their own.
    std::string account;
    KeyReference key; ///< for all rights
    /// Of what can be controlled over TCP: a key for each right, instead of `key`. A right without one is not ours.
    std::map<DoorRight, KeyReference> keys;
    /// Of a gateway that keeps no orders: by team, a caller's key that can buy nothing, for test calls.
    std::map<std::string, KeyReference> canaries {};
    int workers = 1; ///< of such a gateway, replicas included, that each have to refuse
    /// Of a proxy: its callers' door, without a slash at its end; `table` or `map`; the name of that table, or of the map's
    /// file. Neither of the latter is empty once read.
    std::string callers {}, variant {}, holds {};
    std::vector<std::string> doors {}; ///< of a gateway of ours: where callers reach proxies that ask it about each call
    /// Of a gateway of ours, whose doors are at https: the file of its own authority (PEM), or the SHA-256 of its certificate
    /// in lower-case hex digits. Both empty: the system's authorities.
    std::string authority {}, pin {};
    std::string directory {}; ///< of local logs; empty: where the tool usually keeps them
    bool embedded = false; ///< started by this program
    std::chrono::seconds interval {300}; ///< between two polls
    std::chrono::seconds bucket {0}; ///< that usage is told in: 60, 3600 or 86400; 0: as suits the kind
    bool operator==(const SourceConfig&) const = default;

    /// The key to use for a right; not set where there is none.
    [[nodiscard]] KeyReference keyFor(DoorRight right) const
    {
        const auto own = keys.find(right);
        return own == keys.end() ? key : own->second;
    }
    /// What paths follow.
    [[nodiscard]] std::string base() const { return socket.empty() ? url : "http://localhost"; }
};

/// Whether freezes reach it: a proxy, a gateway with any key, a provider only with one for that.
bool hasLever(const SourceConfig& source);

/// Whether it is asked with a key: no socket, no log of this computer and no proxy is.
bool takesKey(const SourceConfig& source);

/// Whether sources of a kind tell what was used; the others are levers alone.
bool tellsUsage(std::string_view kind);

/// Whether sources of a kind tell what was merged, and no spending.
bool isRepository(std::string_view kind);

/// Whether sources of a kind tell what their account is billed, so that its days are settled by what they have told.
bool tellsBill(std::string_view kind);

/// Whether sources of a kind are logs of this computer, which need no address and no key.
bool isLocalLog(std::string_view kind);

/// The word for the width that its usage is told in, where that can be chosen; else empty.
std::string_view shownBucket(const SourceConfig& source);

/// `1m`, `1h` or `1d`, the words for a bucket's width; empty for any other.
std::string_view bucketWord(std::chrono::seconds width);

/// Any fault (unknown or missing member, unknown kind, repeated id) is a `badConfig` whose subject is file and line.
Result<std::vector<SourceConfig>> parseSources(std::string_view toml, const std::string& fileName);
Result<std::vector<SourceConfig>> readSources(const std::filesystem::path& file);
/// What `parseSources` reads back as the same sources.
std::string writeSources(const std::vector<SourceConfig>& sources);

} // namespace fuseboard
