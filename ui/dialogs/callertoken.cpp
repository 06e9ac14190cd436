// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/callertoken.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace fuseboard {

CallerToken makeCallerToken()
{
    std::array<quint32, 8> words {};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    const QByteArrayView bytes(reinterpret_cast<const char*>(words.data()), sizeof words);
    CallerToken token;
    token.text = QStringLiteral("fb-") + QString::fromLatin1(bytes.toByteArray().toHex());
    token.sha256 = sha256Of(token.text);
    return token;
}

std::string sha256Of(const QString& token)
{
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256).toHex().toStdString();
}

std::string parseSha256(const QString& text)
{
    const QByteArray hex = text.trimmed().toLower().toUtf8();
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return hex.size() == 64 && std::ranges::all_of(hex, isHex) ? hex.toStdString() : std::string();
}

} // namespace fuseboard
