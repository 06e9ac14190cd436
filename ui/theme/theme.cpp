// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/stylesheet.h"

#include <QApplication>
#include <QEvent>
#include <QStyleFactory>
#include <QStyleHints>

namespace fuseboard {

Theme::Theme(QApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
{
    // One style everywhere: rules for single parts of a control take effect in every style only with Fusion under them.
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::apply);
    m_application.installEventFilter(this);
    apply();
}

Scheme Theme::scheme() const
{
    if (m_chosen)
        return *m_chosen;
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark ? Scheme::dark : Scheme::light;
}

void Theme::choose(std::optional<Scheme> scheme)
{
    m_chosen = scheme;
    apply();
}

void Theme::apply()
{
    if (m_applying)
        return;
    m_applying = true;
    QFont font = QApplication::font();
    if (!font.isFeatureSet(QFont::Tag("tnum"))) {
        font.setFeature(QFont::Tag("tnum"), 1); // figures under one another stand in columns
        QApplication::setFont(font);
    }
    const Scheme now = scheme();
    const Tokens& tokens = Tokens::of(now);
    QApplication::setPalette(paletteOf(tokens));
    m_application.setStyleSheet(styleSheetOf(tokens, font));
    m_applying = false;
    if (m_applied != now) {
        m_applied = now;
        Q_EMIT schemeChanged(now);
    }
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_application && event->type() == QEvent::ApplicationFontChange)
        apply();
    return QObject::eventFilter(watched, event);
}

} // namespace fuseboard
