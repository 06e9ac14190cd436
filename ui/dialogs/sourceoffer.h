// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    bool operator==(const SourceOffer&) const = default;
};

/// A source that a person wants to connect. The key is in memory only; the receiver stores it in the keyring.
struct SourceDraft {
    QString kind;
    QString name;
    QString url; ///< http(s); empty where `socket` is set
    QString socket; ///< absolute path of a gateway's admin socket
    QString account; ///< the provider account its rows are owed on; empty for gateways
    QString key; ///< empty over a socket
    bool operator==(const SourceDraft&) const = default;
};

} // namespace fuseboard
