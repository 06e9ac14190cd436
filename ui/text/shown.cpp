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

QStringList shownFields(const std::set<std::string>& fields)
{
    QStringList out;
    for (const std::string& field : fields)
        out += shown(field);
    return out;
}

QString asSentence(const QString& text)
{
    const bool isEnded = text.endsWith(QLatin1Char('.')) || text.endsWith(QLatin1Char('!')) || text.endsWith(QLatin1Char('?'));
    return isEnded ? text : text + QLatin1Char('.');
}

QString asToolTip(const QString& text)
{
    return text.isEmpty() ? text : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

} // namespace fuseboard
