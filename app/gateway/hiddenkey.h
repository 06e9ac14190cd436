// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace fuseboard::gateway {

/// An upstream's key, where its answers show it: as it is, and as JSON or a URL spells it (ACCEPTANCE L6).
class HiddenKey {
public:
    HiddenKey() = default; ///< of an upstream that asks for none
    /// Short ones that are only letters are words that local upstreams take for a key ("ollama"), and nothing to hide.
    explicit HiddenKey(const std::string& key);
    /// Puts asterisks over it; the text keeps its length.
    void hideIn(std::string& text) const;

private:
    std::vector<std::string> m_spellings;
};

} // namespace fuseboard::gateway
