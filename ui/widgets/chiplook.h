// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/chip.h"
#include "theme/icons.h"
#include "widgets/tone.h"

#include <QFont>
#include <QString>

class QPainter;

namespace fuseboard {

struct Tokens;

/// How a chip is drawn: its own icon shape, its tone and its words.
struct ChipLook {
    Icon icon = Icon::Unknown;
    Tone tone = Tone::unknown;
    bool solid = false;
    bool hatched = false; ///< the bar of the same row
    QString text;
};

ChipLook chipLook(const Chip& chip);
QSize chipSize(const ChipLook& look, const QFont& userFont);
void paintChip(QPainter& painter, const QRect& rect, const ChipLook& look, const Tokens& tokens, const QFont& userFont);

} // namespace fuseboard
