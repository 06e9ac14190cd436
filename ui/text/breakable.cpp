// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/breakable.h"

namespace fuseboard {

QString breakable(const QString& text)
{
    constexpr int longest = 16; // letters; no word that people write is cut in the middle of a line for it
    const QChar here(0x200B); // zero width space
    QString out;
    int letters = 0;
    for (const QChar letter : text) {
        letters = letter.isSpace() ? 0 : letters + 1;
        if (letters > longest && !letter.isLowSurrogate() && !letter.isMark()) {
            out += here;
            letters = 1;
        }
        out += letter;
    }
    return out;
}

} // namespace fuseboard
