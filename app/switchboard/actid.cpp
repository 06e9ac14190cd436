// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/actid.h"

#include <QRandomGenerator>
#include <QUuid>

namespace fuseboard {

std::string makeActId(Instant at)
{
    const auto ms = static_cast<quint64>(std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count());
    const quint64 chance = QRandomGenerator::system()->generate64();
    const QUuid id(quint32(ms >> 16), quint16(ms & 0xFFFF), quint16(0x7000 | (chance & 0x0FFF)),
        quint8(0x80 | ((chance >> 12) & 0x3F)), quint8(chance >> 18), quint8(chance >> 26), quint8(chance >> 34),
        quint8(chance >> 42), quint8(chance >> 50), quint8(QRandomGenerator::system()->generate()),
        quint8(QRandomGenerator::system()->generate()));
    return id.toString(QUuid::WithoutBraces).toStdString();
}

} // namespace fuseboard
