// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "language/language.h"

#include <QCoreApplication>
#include <QLocale>

/// Pictures are made in English, and in German where FUSEBOARD_TEST_LANGUAGE=de is set (fuseboard_german_pictures).
namespace fuseboard::shots {

inline bool inGerman() { return qgetenv("FUSEBOARD_TEST_LANGUAGE") == "de"; }

inline void speakAsAsked()
{
    if (!inGerman())
        return;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    speak(*QCoreApplication::instance(), {QStringLiteral("de-DE")});
}

/// In the second language one scheme is enough.
inline QList<bool> schemes() { return inGerman() ? QList {false} : QList {false, true}; }

inline QString suffix(bool dark)
{
    return (dark ? QStringLiteral("dark") : QStringLiteral("light")) + (inGerman() ? QStringLiteral("-de") : QString());
}

} // namespace fuseboard::shots
