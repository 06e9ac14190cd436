// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <memory>
#include <string>

namespace fuseboard {

/// Keys in a file that only a passphrase opens, for those who have no keyring and asked for it (SAFETY SE1, ACCEPTANCE E3):
/// Argon2id and XChaCha20-Poly1305, mode 0600. What is open is in memory until this is destroyed, and wiped then.
class SealedKeys {
public:
    /// A new file; one that is there already is never overwritten. The passphrase has at least 8 characters.
    static Result<SealedKeys> create(const QString& file, const QByteArray& passphrase);
    /// `badPassphrase` where it does not fit, or the file was changed; which of the two can't be told.
    static Result<SealedKeys> open(const QString& file, const QByteArray& passphrase);
    SealedKeys(SealedKeys&&) noexcept;
    SealedKeys& operator=(SealedKeys&&) noexcept;
    ~SealedKeys();

    /// Empty where there is none of that name.
    [[nodiscard]] QByteArray key(const std::string& name) const;
    /// Saved at once, wholly or not at all. A name that has a key already is refused (`duplicateName`).
    Result<void> add(const std::string& name, const QByteArray& key);
    Result<void> remove(const std::string& name);

private:
    class Seal;
    SealedKeys(QString file, std::unique_ptr<Seal> seal, std::map<std::string, QByteArray> keys);
    Result<void> save();

    QString m_file;
    std::unique_ptr<Seal> m_seal;
    std::map<std::string, QByteArray> m_keys;
};

} // namespace fuseboard
