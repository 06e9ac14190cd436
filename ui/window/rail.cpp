// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/rail.h"

#include "theme/tokens.h"
#include "theme/type.h"
#include "theme/variant.h"

#include <QApplication>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QPalette>
#include <QToolButton>

namespace fuseboard {
namespace {

constexpr int iconSize = 20;

} // namespace

Rail::Rail(QWidget* parent)
    : QFrame(parent)
    , m_pages(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_settings(makeButton(Icon::Settings, tr("Settings")))
{
    setVariant(this, "rail");
    m_pages->setSpacing(6);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_pages);
    column->addStretch(1);
    column->addWidget(m_settings);
    m_settings->setObjectName(QStringLiteral("railSettings"));
    connect(m_settings, &QToolButton::clicked, this, &Rail::settingsPressed);
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::pagePressed);
    setNarrow(false);
}

QToolButton* Rail::makeButton(Icon icon, const QString& name)
{
    auto* button = new QToolButton;
    setVariant(button, "rail");
    button->setText(name);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setIconSize({iconSize, iconSize});
    button->setFont(fontFor(TypeRole::Rail, QApplication::font()));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_entries.push_back({button, icon});
    return button;
}

void Rail::addPage(int page, Icon icon, const QString& name)
{
    QToolButton* button = makeButton(icon, name);
    button->setCheckable(true);
    m_group->addButton(button, page);
    m_pages->addWidget(button);
    setNarrow(m_narrow);
    tint();
}

void Rail::setCurrent(int page)
{
    if (QAbstractButton* button = m_group->button(page))
        button->setChecked(true);
    tint();
}

void Rail::setNarrow(bool narrow)
{
    m_narrow = narrow;
    for (const Entry& entry : m_entries) {
        entry.button->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextUnderIcon);
        entry.button->setMinimumHeight(narrow ? 36 : 50);
    }
    int width = narrow ? 44 : std::max(80, 4 * em(QApplication::font()));
    for (const Entry& entry : m_entries) // the longest name, in whatever language
        width = std::max(width, narrow ? 0 : entry.button->sizeHint().width());
    setFixedWidth(width);
}

void Rail::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        tint();
}

void Rail::tint()
{
    // The application's scheme: under a style sheet a button without ground has a palette of its own, without colour.
    const QPalette palette = QApplication::palette();
    const Tokens& tokens = tokensOf(palette);
    for (const Entry& entry : m_entries)
        entry.button->setIcon(fuseboard::icon(entry.icon, entry.button->isChecked() ? tokens.accent : tokens.secondary));
}

} // namespace fuseboard
