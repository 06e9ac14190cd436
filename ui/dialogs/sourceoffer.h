// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/keywish.h"

#include <QString>

#include <vector>

namespace fuseboard {

/// A kind of source that a person may connect, as whoever connects it describes it.
struct SourceOffer {
    QString kind; ///< as `sources.toml` names it
    QString title; ///< "OpenAI organisation"
    QString name; ///< suggested for the source
    QString about; ///< what it reads, and whether it can freeze
    QString rights; ///< exactly what the key has to be allowed; empty where no key is needed
    QString url; ///< suggested; empty: each has its own
    QString account; ///< suggested; empty: the rows name it themselves
    bool isGateway = false; ///< may be reached over a socket, without a key
    bool needsKey = true;
    bool isLocalLog = false; ///< a folder on this computer, without a key
    /// Exactly what a key has to be allowed that freezes and resumes; empty: freezing needs none of its own, or can't be done.
    QString freezeRights {};
    bool isProxy = false; ///< a socket or `tcp://` address, and where its callers reach it; no key, no account
    bool mayBePinned = false; ///< its certificate may be of an authority of one's own, or known by its fingerprint
    bool operator==(const SourceOffer&) const = default;
};

/// A source that a person wants to connect. The key is in memory only; the receiver keeps it as wished, and nowhere else.
struct SourceDraft {
    QString kind;
    QString name;
    QString url; ///< http(s); empty where `socket` is set
    QString socket; ///< absolute path of a gateway's admin socket
    QString account; ///< the provider account its rows are owed on; empty for gateways and local logs
    QString key; ///< empty over a socket
    KeyWish keep {};
    QString directory {}; ///< of local logs; empty: where the tool usually keeps them
    QString freezeKey {}; ///< to freeze and resume with; empty: `key` is, where that may
    QString callers {}; ///< of a proxy: where its callers reach it
    bool usesMap = false; ///< of a proxy: its holds are in a map, not in a stick table
    /// Whom to believe that it is this source: the file of an authority, or a certificate's SHA-256; neither: this computer's.
    QString authority {}, pin {};
    [[nodiscard]] bool hasKey() const { return !key.isEmpty() || !freezeKey.isEmpty(); }
    bool operator==(const SourceDraft&) const = default;
};

} // namespace fuseboard
