// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/type.h"

#include <QFontMetrics>

namespace fuseboard {
namespace {

bool isHeavy(TypeRole role)
{
    return role == TypeRole::Title || role == TypeRole::Tile || role == TypeRole::Section || role == TypeRole::Chip;
}

} // namespace

double typeScale(TypeRole role)
{
    switch (role) {
    case TypeRole::Title: return 1.5;
    case TypeRole::Tile: return 1.8;
    case TypeRole::Section: return 1.1;
    case TypeRole::Body: return 1;
    case TypeRole::Secondary: return 0.9;
    case TypeRole::Axis: return 0.88;
    case TypeRole::Chip: return 0.85;
    case TypeRole::Rail: return 0.8;
    }
    return 1;
}

QFont fontFor(TypeRole role, const QFont& user)
{
    QFont font = user;
    if (user.pointSizeF() > 0)
        font.setPointSizeF(user.pointSizeF() * typeScale(role));
    else
        font.setPixelSize(qRound(user.pixelSize() * typeScale(role)));
    if (isHeavy(role))
        font.setWeight(QFont::DemiBold);
    font.setFeature(QFont::Tag("tnum"), 1);
    return font;
}

int em(const QFont& font) { return QFontMetrics(font).height(); }

int chipHeight(const QFont& user)
{
    // 21 px at 10 pt, as in the pictures.
    return qRound(QFontMetricsF(fontFor(TypeRole::Chip, user)).height() * 1.35);
}

} // namespace fuseboard
