// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/stylesheet.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

namespace fuseboard {

Theme::Theme(QObject* parent)
    : QObject(parent)
    , m_startedDark(tokensOf(QApplication::palette()).dark)
    , m_tokens(m_startedDark ? &darkTokens() : &lightTokens())
{
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::follow);
}

void Theme::apply(ThemeChoice choice)
{
    m_choice = choice;
    // Fusion draws from the palette alone, so that our colours reach every widget on every desktop.
    if (!m_applied && QApplication::style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) != 0)
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));

    // Where the platform can do it, title bars and its own dialogs follow; plain X11 can't.
    QStyleHints* hints = QGuiApplication::styleHints();
    switch (choice) {
    case ThemeChoice::system: hints->unsetColorScheme(); break;
    case ThemeChoice::light: hints->setColorScheme(Qt::ColorScheme::Light); break;
    case ThemeChoice::dark: hints->setColorScheme(Qt::ColorScheme::Dark); break;
    }
    m_applied = true;
    follow();
}

Theme::Making::Making(Theme& theme)
    : m_theme(theme)
{
    m_theme.m_isMaking = true;
    qApp->setStyleSheet({});
}

Theme::Making::~Making()
{
    m_theme.m_isMaking = false;
    m_theme.follow();
}

void Theme::follow()
{
    if (!m_applied)
        return;
    const bool dark = m_choice == ThemeChoice::system ? systemIsDark() : m_choice == ThemeChoice::dark;
    const Tokens& wanted = dark ? darkTokens() : lightTokens();
    const QString sheet = styleSheet(wanted, QApplication::font());
    QApplication::setPalette(paletteOf(wanted));
    if (!m_isMaking && qApp->styleSheet() != sheet)
        qApp->setStyleSheet(sheet);
    if (m_tokens == &wanted)
        return;
    m_tokens = &wanted;
    Q_EMIT changed();
}

bool Theme::systemIsDark() const
{
    switch (QGuiApplication::styleHints()->colorScheme()) {
    case Qt::ColorScheme::Dark: return true;
    case Qt::ColorScheme::Light: return false;
    case Qt::ColorScheme::Unknown: break;
    }
    return m_startedDark;
}

} // namespace fuseboard
