// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/factbox.h"

#include "dialogs/parts.h"
#include "text/shown.h"
#include "theme/tokens.h"
#include "theme/variant.h"

#include <QGridLayout>

namespace fuseboard {
namespace {

constexpr std::size_t namesShown = 6;
constexpr int signSize = 16;

} // namespace

FactBox::FactBox(const QString& heading, QWidget* parent)
    : QFrame(parent)
    , m_grid(new QGridLayout(this))
{
    setVariant(this, "inset");
    m_grid->setContentsMargins(16, 12, 16, 12);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(2, 1);
    m_grid->addWidget(plainLabel(heading, "strong"), 0, 0, 1, 3);
}

void FactBox::add(Icon sign, const QString& what, const QString& value, bool warns)
{
    const int row = m_grid->rowCount();
    QLabel* fact = plainParagraph(value, "strong");
    fact->setAlignment(Qt::AlignRight | Qt::AlignTop);
    fact->setAccessibleName(what + QStringLiteral(": ") + value);
    auto* picture = new QLabel;
    const Tokens& tokens = tokensOf(this);
    picture->setPixmap(iconPixmap(sign, warns ? tokens.textWarn : tokens.secondary, signSize, devicePixelRatioF()));
    m_grid->addWidget(picture, row, 0, Qt::AlignTop);
    m_grid->addWidget(plainParagraph(what), row, 1, Qt::AlignTop);
    m_grid->addWidget(fact, row, 2);
}

void FactBox::addNames(Icon sign, const QString& what, const std::vector<std::string>& names, bool warns)
{
    if (!names.empty())
        add(sign, what, firstOf(names), warns);
}

void FactBox::close() { m_grid->setRowStretch(m_grid->rowCount(), 1); }

QString firstOf(const std::vector<std::string>& names)
{
    QStringList list;
    for (std::size_t i = 0; i < std::min(names.size(), namesShown); ++i)
        list += shown(names[i], 60);
    const QString first = list.join(QStringLiteral(", "));
    return names.size() > namesShown ? FactBox::tr("%1 and %2 more").arg(first).arg(names.size() - namesShown) : first;
}

} // namespace fuseboard
