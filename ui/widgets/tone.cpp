// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tone.h"

#include "theme/tokens.h"

namespace fuseboard {
QColor textColour(const Tokens& tokens, Tone tone)
{
    switch (tone) {
    case Tone::plain: return tokens.text;
    case Tone::secondary: return tokens.secondary;
    case Tone::hint: return tokens.hint;
    case Tone::accent: return tokens.accent;
    case Tone::ok: return tokens.textOk;
    case Tone::warn: return tokens.textWarn;
    case Tone::crit: return tokens.textCrit;
    case Tone::frozen: return tokens.textFrozen;
    case Tone::unknown: return tokens.textUnknown;
    }
    return tokens.text;
}

QColor fillColour(const Tokens& tokens, Tone tone)
{
    switch (tone) {
    case Tone::plain:
    case Tone::secondary:
    case Tone::hint: return tokens.fillUnknown;
    case Tone::accent: return tokens.accent;
    case Tone::ok: return tokens.fillOk;
    case Tone::warn: return tokens.fillWarn;
    case Tone::crit: return tokens.fillCrit;
    case Tone::frozen: return tokens.fillFrozen;
    case Tone::unknown: return tokens.fillUnknown;
    }
    return tokens.fillUnknown;
}

QColor tintColour(const Tokens& tokens, Tone tone)
{
    // The chip of "on track" is tinted with its text's green, not with the bar's blue.
    return tokens.tint(tone == Tone::ok ? tokens.textOk : fillColour(tokens, tone));
}

} // namespace fuseboard
