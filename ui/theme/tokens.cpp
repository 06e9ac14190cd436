// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/tokens.h"

#include <QPalette>
#include <QWidget>

#include <cmath>

namespace fuseboard {
namespace {

Tokens makeLight()
{
    Tokens t;
    t.dark = false;
    t.window = QColor(0xF3F5F8), t.surface = QColor(0xFFFFFF), t.surface2 = QColor(0xEEF1F5), t.border = QColor(0xD9DEE6);
    t.text = QColor(0x1A1F27), t.secondary = QColor(0x4E5865), t.hint = QColor(0x646E7B);
    t.accent = QColor(0x2459C9), t.onAccent = QColor(0xFFFFFF), t.danger = QColor(0xB4232F), t.onDanger = QColor(0xFFFFFF);
    t.textOk = QColor(0x0A6E61), t.textWarn = QColor(0x8A5200), t.textCrit = QColor(0xB4232F), t.textFrozen = QColor(0x2456B8),
    t.textUnknown = QColor(0x56606C);
    t.fillOk = QColor(0x2459C9), t.fillWarn = QColor(0xC27803), t.fillCrit = QColor(0xCF3340), t.fillFrozen = QColor(0x3E72D6),
    t.fillUnknown = QColor(0x7C8693);
    t.actual = QColor(0x2459C9), t.evenPace = QColor(0x6B7482), t.forecast = QColor(0xB35C00), t.runOut = QColor(0xB4232F);
    return t;
}

Tokens makeDark()
{
    Tokens t;
    t.dark = true;
    t.window = QColor(0x13161B), t.surface = QColor(0x1B1F26), t.surface2 = QColor(0x252A33), t.border = QColor(0x333A46);
    t.text = QColor(0xE8EBEF), t.secondary = QColor(0xAEB6C1), t.hint = QColor(0x929BA8);
    t.accent = QColor(0x7AA7FF), t.onAccent = QColor(0x0E1420), t.danger = QColor(0xCF3A47), t.onDanger = QColor(0xFFFFFF);
    t.textOk = QColor(0x45C4B0), t.textWarn = QColor(0xF0B34A), t.textCrit = QColor(0xFF8B8B), t.textFrozen = QColor(0x8DB4FF),
    t.textUnknown = QColor(0xA0A9B5);
    t.fillOk = QColor(0x7AA7FF), t.fillWarn = QColor(0xE0A23A), t.fillCrit = QColor(0xF0626E), t.fillFrozen = QColor(0x8DB4FF),
    t.fillUnknown = QColor(0x8A94A1);
    t.actual = QColor(0x7AA7FF), t.evenPace = QColor(0x8F98A5), t.forecast = QColor(0xF2A65A), t.runOut = QColor(0xFF8B8B);
    return t;
}

/// WCAG 2.2, relative luminance.
double luminance(const QColor& colour)
{
    const auto linear = [](float channel) {
        const double c = static_cast<double>(channel);
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

QColor Tokens::tint(const QColor& colour) const { return blend(surface, colour, dark ? 0.20 : 0.11); }
QColor Tokens::selection() const { return blend(surface, accent, dark ? 0.20 : 0.10); }
QColor Tokens::track() const { return blend(surface, text, dark ? 0.14 : 0.10); }
QColor Tokens::solid() const { return dark ? fillCrit : danger; }
QColor Tokens::onSolid() const { return dark ? window : onDanger; }

const Tokens& lightTokens()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens& darkTokens()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

const Tokens& tokensOf(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? darkTokens() : lightTokens();
}

const Tokens& tokensOf(const QWidget* widget) { return tokensOf(widget->palette()); }

QPalette paletteOf(const Tokens& t)
{
    QPalette palette(t.text, t.surface, t.dark ? t.border : t.surface, t.dark ? t.window : t.border, t.border, t.text,
        t.onAccent, t.surface, t.window);
    palette.setColor(QPalette::AlternateBase, t.surface2);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Accent, t.accent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::PlaceholderText, t.hint);
    palette.setColor(QPalette::ToolTipBase, t.surface2);
    palette.setColor(QPalette::ToolTipText, t.text);
    const QColor disabled = blend(t.surface, t.hint, 0.65);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.border);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, t.text);
    return palette;
}

QColor blend(const QColor& ground, const QColor& over, double share)
{
    const auto mix = [share](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * share)); };
    return {mix(ground.red(), over.red()), mix(ground.green(), over.green()), mix(ground.blue(), over.blue())};
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace fuseboard
