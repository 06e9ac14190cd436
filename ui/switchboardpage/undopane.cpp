// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboardpage/undopane.h"

#include "text/errortext.h"
#include "text/undotext.h"
#include "theme/icons.h"
#include "theme/variant.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int iconSize = 14;

} // namespace

UndoPane::UndoPane(QWidget* parent)
    : QFrame(parent)
    , m_title(new TextLabel(TypeRole::Section))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("undoPreview"));
    setVariant(this, "card");
    m_title->setWordWrap(true);
    m_column->setContentsMargins(16, 12, 16, 12);
    m_column->setSpacing(8);
    m_column->addWidget(m_title);
}

void UndoPane::clear()
{
    delete m_lines;
    m_lines = new QWidget;
    auto* column = new QVBoxLayout(m_lines);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_column->addWidget(m_lines);
}

void UndoPane::setAsking(const QString& name)
{
    clear();
    m_title->setText(tr("A resume of %1 now: asking the places…").arg(name));
    fitHeight();
}

void UndoPane::setFault(const QString& name, const Error& error)
{
    clear();
    m_title->setText(
        tr("What a resume of %1 would do is not known now: %2. The places are asked again soon.").arg(name, shortText(error)));
    fitHeight();
}

void UndoPane::setPreview(const QString& name, const BlastPreview& preview, const std::set<std::string>& holdAll)
{
    clear();
    const std::vector<UndoLine> lines = undoLines(preview, holdAll);
    m_title->setText(lines.empty() ? tr("A resume of %1 now gives nothing back: no place holds it.").arg(name)
                                   : tr("A resume of %1 now").arg(name));
    for (const UndoLine& line : lines)
        addLine(line.place, line.text, line.isOpen);
    fitHeight();
}

void UndoPane::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitHeight();
}

/// Lines that wrap are never squeezed into each other.
void UndoPane::fitHeight()
{
    const int height = m_column->hasHeightForWidth() ? m_column->heightForWidth(width()) : m_column->sizeHint().height();
    setMinimumHeight(std::max(height, 0));
}

void UndoPane::addLine(const QString& place, const QString& text, bool isOpen)
{
    auto* icon = new IconLabel(iconSize);
    icon->setIcon(isOpen ? Icon::Warning : Icon::Resume, isOpen ? Tone::warn : Tone::secondary);
    auto* words = new TextLabel(TypeRole::Secondary, isOpen ? Tone::warn : Tone::plain);
    words->setWordWrap(true);
    words->setText(tr("%1: %2").arg(place, text));
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    static_cast<QVBoxLayout*>(m_lines->layout())->addLayout(row);
}

} // namespace fuseboard
