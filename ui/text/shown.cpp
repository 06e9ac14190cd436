// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/shown.h"

namespace fuseboard {

QString shown(const std::string& utf8, int longest)
{
    QString text = QString::fromUtf8(utf8).simplified();
    text.removeIf(
        [](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c.isNull(); });
    if (text.size() > longest)
        text = text.left(longest - 1) + QChar(0x2026);
    return text;
}

} // namespace fuseboard
