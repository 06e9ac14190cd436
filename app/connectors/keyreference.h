// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <string>
#include <string_view>

namespace fuseboard {

/// Where a secret lies, never the secret: `keyring:NAME`, `session:NAME`, `sealed:NAME`, `env:NAME`, `file:PATH`.
struct KeyReference {
    enum class Place {
        none,
        keyring, ///< the desktop's
        session, ///< in memory, until the program ends
        sealed, ///< the profile's file of sealed keys, which a passphrase opens
        environment,
        file
    };
    Place place = Place::none;
    std::string name;

    /// Empty text is no key. The error never repeats the text: somebody may have put the key itself there.
    static Result<KeyReference> parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool isSet() const { return place != Place::none; }
    bool operator==(const KeyReference&) const = default;
};

} // namespace fuseboard
