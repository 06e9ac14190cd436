// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/stylesheet.h"
#include "theme/tokens.h"
#include "ui/support/picturelanguage.h"

#include <QApplication>
#include <QDir>
#include <QTest>
#include <QWidget>

/// Pictures of widgets in both schemes, for people to look at.
namespace fuseboard::shots {

/// The font, folder and language all pictures share.
inline void prepare()
{
    QFont font(QStringLiteral("Noto Sans"));
    font.setPointSizeF(10);
    QApplication::setFont(font);
    QDir().mkpath(QStringLiteral(FUSEBOARD_BUILD "/screenshots"));
    speakAsAsked();
}

inline void dress(bool dark)
{
    const Tokens& tokens = dark ? darkTokens() : lightTokens();
    qApp->setStyle(QStringLiteral("Fusion"));
    qApp->setPalette(paletteOf(tokens));
    qApp->setStyleSheet(styleSheet(tokens, QApplication::font()));
}

inline bool save(QWidget& widget, const QString& name, bool dark)
{
    return widget.grab().save(QStringLiteral(FUSEBOARD_BUILD "/screenshots/%1-%2.png").arg(name, suffix(dark)));
}

} // namespace fuseboard::shots
