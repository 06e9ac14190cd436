// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/probekey.h"

#include <QCryptographicHash>
#include <QFile>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QSaveFile>

#include <array>

namespace fuseboard {
namespace {

constexpr qsizetype secretSize = 32;
constexpr qsizetype tokenDigits = 48;

Result<QByteArray> make(const QString& file)
{
    std::array<quint32, secretSize / sizeof(quint32)> words {};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    QByteArray secret(reinterpret_cast<const char*>(words.data()), secretSize);
    QSaveFile out(file);
    const bool written = out.open(QIODevice::WriteOnly) && out.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && out.write(secret) == secretSize && out.commit();
    if (!written)
        return fail(ErrorCode::fileUnwritable, file.toStdString(), out.errorString().toStdString());
    return secret;
}

} // namespace

ProbeKey::ProbeKey(QByteArray secret)
    : m_secret(std::move(secret))
{
}

Result<ProbeKey> ProbeKey::open(const QString& file)
{
    QFile in(file);
    if (!in.exists()) {
        auto made = make(file);
        if (!made)
            return std::unexpected(made.error());
        return ProbeKey(std::move(*made));
    }
    if (!in.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileUnreadable, file.toStdString(), in.errorString().toStdString());
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if ((in.permissions() & others) != 0)
        return fail(ErrorCode::badConfig, file.toStdString(), "others may read it; its mode must be 0600");
    QByteArray secret = in.read(secretSize + 1);
    if (secret.size() != secretSize)
        return fail(ErrorCode::badConfig, file.toStdString(), "it must be 32 bytes long");
    return ProbeKey(std::move(secret));
}

QByteArray ProbeKey::token(const TeamId& team) const
{
    const QByteArray code =
        QMessageAuthenticationCode::hash(QByteArray::fromStdString(team), m_secret, QCryptographicHash::Sha256);
    return "fbp-" + code.toHex().left(tokenDigits);
}

CallerKey ProbeKey::callerKey(const TeamId& team) const
{
    CallerKey key;
    key.sha256 = QCryptographicHash::hash(token(team), QCryptographicHash::Sha256).toHex().toStdString();
    key.team = team;
    key.label = "Fuseboard probe";
    key.probe = true;
    return key;
}

} // namespace fuseboard
