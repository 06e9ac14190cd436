// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scrollingdialog.h"

#include "theme/variant.h"

#include <QBoxLayout>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QShowEvent>

#include <algorithm>

namespace fuseboard {
namespace {

/// The title bar and edges that a desktop may draw, in pixels: known once a window is shown only.
constexpr int frameWidth = 8, frameHeight = 40;

int neededHeight(QLayout& layout, int width)
{
    return layout.hasHeightForWidth() ? layout.totalHeightForWidth(width) : layout.totalSizeHint().height();
}

} // namespace

ScrollingDialog::ScrollingDialog(QWidget* parent)
    : QDialog(parent)
    , m_scroll(new QScrollArea)
    , m_buttons(new QHBoxLayout)
{
    auto* content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(24, 20, 24, 0);
    m_column->setSpacing(12);
    setVariant(m_scroll, "list");
    m_scroll->setObjectName(QStringLiteral("dialogContent"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    // What is scrolled is scrolled by the keyboard too, even where nothing in it takes the focus.
    m_scroll->setFocusPolicy(Qt::NoFocus);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, m_scroll,
        [this](int least, int most) { m_scroll->setFocusPolicy(most > least ? Qt::TabFocus : Qt::NoFocus); });
    m_buttons->setContentsMargins(24, 0, 24, 20);
    m_buttons->setSpacing(12);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(12);
    all->addWidget(m_scroll, 1);
    all->addLayout(m_buttons);
}

void ScrollingDialog::setSizeInLines(int width, int height)
{
    m_linesWide = width;
    m_linesHigh = height;
}

QRect ScrollingDialog::room() const { return screen()->availableGeometry().adjusted(0, 0, -frameWidth, -frameHeight); }

int ScrollingDialog::heightFor(int width) const
{
    const int below = m_buttons->totalSizeHint().height() + layout()->spacing();
    return neededHeight(*m_scroll->widget()->layout(), width) + below;
}

void ScrollingDialog::growToFit()
{
    if (!isVisible())
        return; // fonts and screen are known once it is shown
    const QRect most = room();
    const int line = fontMetrics().lineSpacing();
    m_column->activate();
    const int content = m_column->totalMinimumSize().width() + m_scroll->verticalScrollBar()->sizeHint().width();
    const int needed = std::max({content, m_buttons->totalMinimumSize().width(), m_linesWide * line});
    setMinimumWidth(std::min(needed, most.width()));
    const bool isSized = testAttribute(Qt::WA_Resized);
    const int wide = isSized ? std::max(width(), minimumWidth()) : minimumWidth();
    const int high = std::min(std::max(heightFor(wide), m_linesHigh * line), most.height());
    if (isSized && wide <= width() && high <= height())
        return;
    resize(wide, isSized ? std::max(high, height()) : high);
    if (isVisible() && geometry().bottom() > most.bottom())
        move(x(), std::max(most.top(), y() - (geometry().bottom() - most.bottom())));
}

/// Before QDialog places it over its window.
void ScrollingDialog::showEvent(QShowEvent* event)
{
    if (!event->spontaneous())
        growToFit();
    QDialog::showEvent(event);
}

} // namespace fuseboard
