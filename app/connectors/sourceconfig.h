// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/keyreference.h"

#include <chrono>
#include <filesystem>
#include <vector>

namespace fuseboard {

/// One `[[source]]` of `config/sources.toml`.
struct SourceConfig {
    std::string id; ///< unique in the file; the history's rows carry it, so it never changes
    std::string name; ///< for people
    std::string kind; ///< "gateway" or "openai"
    std::string url; ///< base; empty where `socket` is set
    std::string socket; ///< path of a Unix socket; gateways only
    std::string account; ///< the provider account whose bill it shows; empty for gateways, whose rows name the upstream
    KeyReference key;
    bool embedded = false; ///< started by this program
    std::chrono::seconds interval {300}; ///< between two polls
    bool operator==(const SourceConfig&) const = default;
};

/// Any fault (unknown or missing member, unknown kind, repeated id) is a `badConfig` whose subject is file and line.
Result<std::vector<SourceConfig>> parseSources(std::string_view toml, const std::string& fileName);
Result<std::vector<SourceConfig>> readSources(const std::filesystem::path& file);
/// What `parseSources` reads back as the same sources.
std::string writeSources(const std::vector<SourceConfig>& sources);

} // namespace fuseboard
