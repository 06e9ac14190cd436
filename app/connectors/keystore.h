// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/keyreference.h"
#include "connectors/keyring/secretservice.h"

#include <QByteArray>
#include <QFuture>

#include <memory>
#include <span>
#include <vector>

namespace fuseboard {

/// Where a profile's keys leave something on disk. Empty: nowhere.
struct KeyPlaces {
    QString marks {}; ///< of KeyMarks
    QString sealed {}; ///< of SealedKeys
    KeyringTerms keyring {};
};

/// Fetches and keeps the secrets that sources name. Locked, absent, silent, switched and missing are told apart (SAFETY SE2);
/// no error and no log carries a secret. One for a program's life: session keys and what came from the environment are
/// nowhere else. For any thread that has an event loop.
class KeyStore {
public:
    explicit KeyStore(std::span<const KeyReference> references, KeyPlaces places = {});
    ~KeyStore();

    /// Takes what the references name out of the environment, where it stays no longer: no program started later inherits
    /// it, and /proc shows it no more. The first time is for `main`, before the first thread: the environment is not safe to
    /// change beside others. Answers the variables that were taken.
    std::vector<std::string> takeEnvironment(std::span<const KeyReference> references);

    /// Answers once, queued, in the thread that asks. A keyring asks its owner first, so it may take a while; once that was
    /// dismissed, reading asks no more until the program's next start or a key is kept.
    [[nodiscard]] QFuture<Result<QByteArray>> read(const KeyReference& reference) const;

    /// Keeps a key at a place that is `keyring`, `session` or `sealed`, and answers its reference. The name begins so and is
    /// then made its own: no key that is there is overwritten.
    [[nodiscard]] QFuture<Result<KeyReference>> keep(KeyReference::Place place, const std::string& name, const QByteArray& key);

    [[nodiscard]] bool hasSealedFile() const;
    /// Whether keys can be taken out of the file of sealed keys, and put there.
    [[nodiscard]] bool isSealedOpen() const;
    /// Opens the file of sealed keys, or makes it where there is none. In a thread of its own: the passphrase is meant to take
    /// a second of work.
    [[nodiscard]] QFuture<Result<void>> openSealed(const QByteArray& passphrase);

private:
    struct Kept;
    std::shared_ptr<Kept> m_kept; ///< errands may outlive this
};

} // namespace fuseboard
