// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "gateway/api.h"
#include "gateway/loops/fingerprints.h"

#include <memory>

namespace fuseboard::gateway {

/// Reads requests' bodies as conversations. Keeps fingerprints only, never text. For one thread; what it reads is valid until
/// the next body. A part of it that it does not understand is left out: what is not read is not judged.
class ConversationReader {
public:
    explicit ConversationReader(const FingerprintKey& key);
    ~ConversationReader();

    /// Fills prefixes, answeredBefore, task; token and session must be set, for they are part of each prefix. False: the body
    /// is no conversation.
    bool open(Api api, const std::string& body, loops::ConversationPrint& request);
    /// What stands after the first `known` items; 0: the last turn.
    loops::TurnDigest turn(std::size_t known);
    /// Gives back what a large body took.
    void close();

private:
    struct Opened;
    Fingerprints m_fingerprints;
    std::unique_ptr<Opened> m_opened;
};

} // namespace fuseboard::gateway
