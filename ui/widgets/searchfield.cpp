// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/searchfield.h"

#include "theme/tokens.h"
#include "theme/variant.h"
#include "widgets/iconbutton.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace fuseboard {
namespace {

constexpr int iconSize = 16;
constexpr int iconLeft = 8;
constexpr int clearSize = 24; // UX: targets of 24 px and more

} // namespace

SearchField::SearchField(const QString& clearName, QWidget* parent)
    : QLineEdit(parent)
    , m_clear(new IconButton(Icon::Close, {}, "bare", this))
{
    setVariant(this, "field");
    m_clear->setAccessibleName(clearName);
    m_clear->setToolTip(clearName);
    m_clear->setFocusPolicy(Qt::NoFocus); // Escape does it from the keyboard
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->hide();
    connect(m_clear, &QPushButton::clicked, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, m_clear, [this](const QString& text) { m_clear->setVisible(!text.isEmpty()); });
    arrange();
}

void SearchField::arrange()
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int leading = iconLeft + iconSize, trailing = clearSize;
    setTextMargins(mirrored ? trailing : leading, 0, mirrored ? leading : trailing, 0);
    const QRect place(width() - clearSize - 4, (height() - clearSize) / 2, clearSize, clearSize);
    m_clear->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    const QRect place(iconLeft, (height() - iconSize) / 2, iconSize, iconSize);
    QPainter painter(this);
    paintIcon(painter, Icon::Search, QStyle::visualRect(layoutDirection(), rect(), place), tokensOf(this).hint);
}

void SearchField::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    arrange();
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else
        QLineEdit::keyPressEvent(event);
}

void SearchField::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        arrange();
}

} // namespace fuseboard
