// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/loops/turndigest.h"

#include <array>
#include <string>
#include <string_view>

namespace fuseboard::gateway {

/// Made anew in each process, and never leaves it.
struct FingerprintKey {
    std::array<unsigned char, 16> bytes {};
    static FingerprintKey make();
};

/// Hashes texts with a key. For one thread.
class Fingerprints {
public:
    explicit Fingerprints(const FingerprintKey& key)
        : m_key(key)
    {
    }
    /// Never 0 but for an empty text.
    [[nodiscard]] loops::Fingerprint of(std::string_view text) const;
    [[nodiscard]] loops::TextPrint print(std::string_view text);
    /// Of the words in the values of a JSON text; its members' names are no words.
    [[nodiscard]] loops::WordSketch words(std::string_view json) const;

private:
    FingerprintKey m_key;
    std::string m_steady, m_shape; ///< kept for their memory
};

} // namespace fuseboard::gateway
