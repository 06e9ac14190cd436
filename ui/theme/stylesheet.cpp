// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/stylesheet.h"

#include "theme/type.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>

namespace fuseboard {
namespace {

using Names = QMap<QString, QString>;

QString sizeText(TypeRole role, const QFont& user)
{
    const QFont font = fontFor(role, user);
    if (font.pointSizeF() > 0)
        return QStringLiteral("%1pt").arg(font.pointSizeF(), 0, 'f', 2);
    return QStringLiteral("%1px").arg(font.pixelSize());
}

void addColours(Names& names, const Tokens& t)
{
    const std::pair<const char*, QColor> colours[] {{"surface", t.surface}, {"surface2", t.surface2}, {"border", t.border},
        {"text", t.text}, {"secondary", t.secondary}, {"hint", t.hint}, {"accent", t.accent}, {"onAccent", t.onAccent},
        {"danger", t.danger}, {"onDanger", t.onDanger}, {"textOk", t.textOk}, {"textWarn", t.textWarn},
        {"textCrit", t.textCrit}, {"textFrozen", t.textFrozen}, {"textUnknown", t.textUnknown}, {"solidGround", t.solid()},
        {"onSolid", t.onSolid()}, {"fillCrit", t.fillCrit}, {"selection", t.selection()},
        {"hover", blend(t.surface, t.text, 0.05)}, {"disabled", blend(t.surface, t.hint, 0.65)},
        {"accentHover", blend(t.accent, t.text, 0.15)}, {"dangerHover", blend(t.danger, QColor(Qt::black), 0.15)},
        {"scrollHandle", blend(t.surface, t.text, 0.28)}, {"stripGround", blend(t.surface, t.accent, 0.105)}};
    for (const auto& [name, colour] : colours)
        names.insert(QString::fromLatin1(name), colour.name());

    const std::pair<const char*, QColor> states[] {
        {"ok", t.textOk}, {"warn", t.textWarn}, {"crit", t.textCrit}, {"frozen", t.textFrozen}, {"unknown", t.textUnknown}};
    for (const auto& [name, colour] : states) {
        const QString state = QString::fromLatin1(name);
        names.insert(state + QStringLiteral("Tint"), t.tint(colour).name());
        names.insert(state + QStringLiteral("Banner"), blend(t.surface, colour, t.dark ? 0.16 : 0.08).name());
        names.insert(state + QStringLiteral("Border"), blend(t.surface, colour, t.dark ? 0.45 : 0.50).name());
    }
}

void addSizes(Names& names, const QFont& user)
{
    const std::pair<const char*, TypeRole> roles[] {{"titleSize", TypeRole::Title}, {"tileSize", TypeRole::Tile},
        {"sectionSize", TypeRole::Section}, {"secondarySize", TypeRole::Secondary}, {"chipSize", TypeRole::Chip},
        {"railSize", TypeRole::Rail}};
    for (const auto& [name, role] : roles)
        names.insert(QString::fromLatin1(name), sizeText(role, user));
    // A chip is a pill: its radius is half its height, or Qt draws square corners.
    const int half = chipHeight(user) / 2;
    names.insert(QStringLiteral("chipRadius"), QStringLiteral("%1px").arg(half));
    names.insert(QStringLiteral("chipHeight"), QStringLiteral("%1px").arg(2 * half));
}

} // namespace

QString styleSheet(const Tokens& tokens, const QFont& user)
{
    QFile file(QStringLiteral(":/fuseboard/theme/style.qss"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    const QString source = opened ? QString::fromUtf8(file.readAll()) : QString();

    Names names;
    addColours(names, tokens);
    addSizes(names, user);
    static const QRegularExpression placeholder(QStringLiteral("@([A-Za-z0-9]+)"));
    QString sheet;
    qsizetype from = 0;
    for (const QRegularExpressionMatch& match : placeholder.globalMatch(source)) {
        sheet += QStringView(source).sliced(from, match.capturedStart() - from);
        sheet += names.value(match.captured(1), match.captured(0));
        from = match.capturedEnd();
    }
    sheet += QStringView(source).sliced(from);
    return sheet;
}

} // namespace fuseboard
