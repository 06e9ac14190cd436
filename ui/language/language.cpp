// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace fuseboard {
namespace {

void install(QCoreApplication& application, const QString& name, const QString& directory)
{
    auto* translator = new QTranslator(&application);
    if (translator->load(name, directory))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

std::optional<QLocale::Language> spokenLanguage(const QStringList& uiLanguages)
{
    // QTranslator would go on behind English to a language that the person likes less.
    for (const QString& name : uiLanguages)
        switch (const QLocale::Language language = QLocale(name).language()) {
        case QLocale::German: return language;
        case QLocale::English:
        case QLocale::C: return std::nullopt;
        default: break;
        }
    return std::nullopt;
}

void speak(QCoreApplication& application, const QStringList& uiLanguages)
{
    const auto language = spokenLanguage(uiLanguages);
    if (!language)
        return;
    const QString code = QLocale::languageToCode(*language);
    install(application, QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, QStringLiteral("fuseboard_") + code, QStringLiteral(":/fuseboard/translations"));
}

} // namespace fuseboard
