// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/iconbutton.h"

#include "theme/tokens.h"
#include "theme/variant.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>

namespace fuseboard {

IconButton::IconButton(std::optional<Icon> icon, const QString& text, const char* variant, QWidget* parent)
    : QPushButton(text, parent)
    , m_icon(icon)
    , m_variant(variant)
{
    setVariant(this, variant);
    tint();
}

void IconButton::setLook(std::optional<Icon> icon, const char* variant)
{
    if (icon == m_icon && m_variant == variant)
        return;
    m_icon = icon;
    m_variant = variant;
    setVariant(this, variant);
    tint();
}

void IconButton::setPlainText(const QString& text, QChar mnemonic)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('&'), QStringLiteral("&&"));
    if (!mnemonic.isNull())
        if (const auto at = escaped.indexOf(mnemonic); at >= 0)
            escaped.insert(at, QLatin1Char('&'));
    if (escaped == QPushButton::text())
        return;
    setText(escaped);
    tint(); // with the first text comes the gap between it and the icon
}

void IconButton::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        tint();
}

void IconButton::tint()
{
    if (!m_icon) {
        setIcon({});
        return;
    }
    // The application's scheme: under a style sheet a button without ground has a palette of its own, without colour.
    const QPalette palette = QApplication::palette();
    const Tokens& tokens = tokensOf(palette);
    const QColor ink = m_variant == "primary" ? tokens.onAccent
        : m_variant == "dangerSolid"          ? tokens.onDanger
        : m_variant == "danger"               ? tokens.textCrit
                                              : tokens.secondary;
    setIcon(fuseboard::icon(*m_icon, ink));
    setIconSize(text().isEmpty() ? QSize(iconBesideText.height(), iconBesideText.height()) : iconBesideText);
}

} // namespace fuseboard
