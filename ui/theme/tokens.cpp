// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/tokens.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace fuseboard {
namespace {

QColor rgb(QRgb value) { return QColor::fromRgb(value); }

Tokens light()
{
    return {.scheme = Scheme::light,
        .window = rgb(0xF3F5F8),
        .surface = rgb(0xFFFFFF),
        .surface2 = rgb(0xEEF1F5),
        .border = rgb(0xD9DEE6),
        .text = rgb(0x1A1F27),
        .secondary = rgb(0x4E5865),
        .hint = rgb(0x646E7B),
        .accent = rgb(0x2459C9),
        .onAccent = rgb(0xFFFFFF),
        .danger = rgb(0xB4232F),
        .onDanger = rgb(0xFFFFFF),
        .okText = rgb(0x0A6E61),
        .warnText = rgb(0x8A5200),
        .critText = rgb(0xB4232F),
        .frozenText = rgb(0x2456B8),
        .unknownText = rgb(0x56606C),
        .okFill = rgb(0x2459C9),
        .warnFill = rgb(0xC27803),
        .critFill = rgb(0xCF3340),
        .frozenFill = rgb(0x3E72D6),
        .unknownFill = rgb(0x7C8693),
        .actual = rgb(0x2459C9),
        .evenPace = rgb(0x6B7482),
        .forecast = rgb(0xB35C00),
        .runOut = rgb(0xB4232F),
        .selected = rgb(0xE9EEFA)};
}

Tokens dark()
{
    return {.scheme = Scheme::dark,
        .window = rgb(0x13161B),
        .surface = rgb(0x1B1F26),
        .surface2 = rgb(0x252A33),
        .border = rgb(0x333A46),
        .text = rgb(0xE8EBEF),
        .secondary = rgb(0xAEB6C1),
        .hint = rgb(0x929BA8),
        .accent = rgb(0x7AA7FF),
        .onAccent = rgb(0x0E1420),
        .danger = rgb(0xCF3A47),
        .onDanger = rgb(0xFFFFFF),
        .okText = rgb(0x45C4B0),
        .warnText = rgb(0xF0B34A),
        .critText = rgb(0xFF8B8B),
        .frozenText = rgb(0x8DB4FF),
        .unknownText = rgb(0xA0A9B5),
        .okFill = rgb(0x7AA7FF),
        .warnFill = rgb(0xE0A23A),
        .critFill = rgb(0xF0626E),
        .frozenFill = rgb(0x8DB4FF),
        .unknownFill = rgb(0x8A94A1),
        .actual = rgb(0x7AA7FF),
        .evenPace = rgb(0x8F98A5),
        .forecast = rgb(0xF2A65A),
        .runOut = rgb(0xFF8B8B),
        .selected = rgb(0x2A3348)};
}

double luminance(const QColor& colour)
{
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Tokens& Tokens::of(Scheme scheme)
{
    static const Tokens lightTokens = light();
    static const Tokens darkTokens = dark();
    return scheme == Scheme::dark ? darkTokens : lightTokens;
}

const Tokens& Tokens::of(const QPalette& palette)
{
    return of(palette.color(QPalette::Window).lightness() < 128 ? Scheme::dark : Scheme::light);
}

QColor Tokens::textOf(Severity severity) const
{
    switch (severity) {
    case Severity::none: return text;
    case Severity::ok: return okText;
    case Severity::warn: return warnText;
    case Severity::crit: return critText;
    case Severity::frozen: return frozenText;
    case Severity::unknown: return unknownText;
    }
    return text;
}

QColor Tokens::fill(Severity severity) const
{
    switch (severity) {
    case Severity::none:
    case Severity::ok: return okFill;
    case Severity::warn: return warnFill;
    case Severity::crit: return critFill;
    case Severity::frozen: return frozenFill;
    case Severity::unknown: return unknownFill;
    }
    return okFill;
}

QColor Tokens::tint(Severity severity) const { return mixed(textOf(severity), surface, scheme == Scheme::dark ? 200 : 110); }

QColor mixed(const QColor& over, const QColor& under, int share)
{
    const auto channel = [share](int a, int b) { return (a * share + b * (1000 - share)) / 1000; };
    return QColor(channel(over.red(), under.red()), channel(over.green(), under.green()), channel(over.blue(), under.blue()));
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace fuseboard
