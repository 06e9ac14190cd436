// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <filesystem>

namespace fuseboard::sandbox {

/// The sandbox's made-up keys, all derived from one secret in DIR/sandbox.secret, so that whoever of provider and set-up
/// comes first makes them and a second start finds the same. Worth nothing anywhere else.
class Secrets {
public:
    /// Reads DIR/sandbox.secret, or makes it (0600).
    static Result<Secrets> open(const std::filesystem::path& directory);

    [[nodiscard]] std::string adminKey() const; ///< sk-admin-…: usage and costs
    [[nodiscard]] std::string upstreamKey() const; ///< sk-proj-…: the gateway's
    [[nodiscard]] std::string callerToken(std::string_view label) const; ///< of one company key

private:
    explicit Secrets(std::string secret)
        : m_secret(std::move(secret))
    {
    }
    [[nodiscard]] std::string derived(std::string_view purpose) const;
    std::string m_secret;
};

/// Writes a file that only its owner may read, whole or not at all.
Result<void> writePrivate(const std::filesystem::path& path, std::string_view text);
Result<std::string> readText(const std::filesystem::path& path);

} // namespace fuseboard::sandbox
