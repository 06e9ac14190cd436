// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QStringList>

#include <optional>

class QCoreApplication;

namespace fuseboard {

/// The first of a person's languages, the dearest first, that the window speaks; none where that is English, in which
/// it is written. Names as QLocale::uiLanguages() has them.
std::optional<QLocale::Language> spokenLanguage(const QStringList& uiLanguages);

/// Makes the application speak the person's language, before any text is made. Qt's own texts (dialogs for files) follow
/// where Qt's translations are installed. The translators are the application's.
void speak(QCoreApplication& application, const QStringList& uiLanguages);

} // namespace fuseboard
