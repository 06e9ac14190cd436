// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartcolours.h"

#include <QPalette>

namespace fuseboard {

ChartColours ChartColours::of(const QPalette& palette)
{
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    const auto pick = [dark](QRgb light, QRgb darkColour) { return QColor::fromRgb(dark ? darkColour : light); };
    return {.surface = pick(0xFFFFFF, 0x1B1F26),
        .surface2 = pick(0xEEF1F5, 0x252A33),
        .border = pick(0xD9DEE6, 0x333A46),
        .text = pick(0x1A1F27, 0xE8EBEF),
        .secondary = pick(0x4E5865, 0xAEB6C1),
        .hint = pick(0x646E7B, 0x929BA8),
        .actual = pick(0x2459C9, 0x7AA7FF),
        .evenPace = pick(0x6B7482, 0x8F98A5),
        .forecast = pick(0xB35C00, 0xF2A65A),
        .runOut = pick(0xB4232F, 0xFF8B8B),
        .frozen = pick(0x2456B8, 0x8DB4FF),
        .warn = pick(0x8A5200, 0xF0B34A),
        .unknown = pick(0x56606C, 0xA0A9B5),
        .budget = pick(0x3A4048, 0xD8DDE4),
        .dark = dark};
}

} // namespace fuseboard
