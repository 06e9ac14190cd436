// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace fuseboard {

/// Where a person wants a key to be kept.
enum class KeyPlace { keyring, session, sealed };

/// The profile's file of sealed keys: not made yet, waiting for its passphrase, or open since this start.
enum class SealedKeysState { none, closed, open };

struct KeyWish {
    KeyPlace place = KeyPlace::keyring;
    QString passphrase {}; ///< of the sealed keys, where they are not open; in memory only
    bool freezes = false; ///< to freeze and resume with, not to read with
    bool operator==(const KeyWish&) const = default;
};

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::KeyWish)
