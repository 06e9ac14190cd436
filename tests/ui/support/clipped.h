// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QComboBox>
#include <QHeaderView>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QMenu>
#include <QMenuBar>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QToolButton>

/// What a window in another language easily gets wrong.
namespace fuseboard::test {

namespace detail {

/// A label that shortens itself with "…" asks for less than its text.
inline bool fits(const QLabel& label)
{
    if (label.text().isEmpty())
        return true;
    if (label.wordWrap())
        return label.heightForWidth(label.width()) <= label.height() + 1;
    return label.minimumSizeHint().width() < label.sizeHint().width() || label.sizeHint().width() <= label.width();
}

inline bool fits(const QAbstractButton& button)
{
    const auto* tool = qobject_cast<const QToolButton*>(&button);
    const bool onlyIcon = button.text().isEmpty() || (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly);
    return onlyIcon || button.sizeHint().width() <= button.width();
}

inline bool fits(const QTabBar& bar)
{
    for (int i = 0; i < bar.count(); ++i)
        if (bar.isTabVisible(i) && bar.fontMetrics().horizontalAdvance(bar.tabText(i)) > bar.tabRect(i).width())
            return false;
    return bar.sizeHint().width() <= bar.width();
}

inline bool fits(const QLineEdit& line)
{
    const QString text = line.text().isEmpty() ? line.placeholderText() : QString(); // what people type may be long
    return line.fontMetrics().horizontalAdvance(text) <= line.contentsRect().width();
}

inline bool fits(const QComboBox& box)
{
    QStyleOptionComboBox option;
    option.initFrom(&box);
    const QRect field = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    return box.fontMetrics().horizontalAdvance(box.currentText()) <= field.width();
}

/// One that is scrolled has room for all of it.
inline bool fits(const QHeaderView& heads)
{
    if (heads.orientation() != Qt::Horizontal || !heads.model())
        return true;
    for (int i = 0; i < heads.count(); ++i) {
        const QStringList lines = heads.model()->headerData(i, Qt::Horizontal).toString().split(QLatin1Char('\n'));
        for (const QString& line : lines)
            if (!heads.isSectionHidden(i) && heads.fontMetrics().horizontalAdvance(line) > heads.sectionSize(i))
                return false;
    }
    return true;
}

template <class Widget, class Text>
void collect(const QWidget& root, const Text& text, QStringList& out)
{
    for (const Widget* widget : root.findChildren<Widget*>())
        if (widget->isVisibleTo(&root) && widget->isVisible() && !fits(*widget))
            out += QStringLiteral("%1 %2, %3 of %4 wide: %5")
                       .arg(QLatin1String(widget->metaObject()->className()), widget->objectName())
                       .arg(widget->width())
                       .arg(widget->sizeHint().width())
                       .arg(text(*widget));
}

} // namespace detail

/// Texts that are cut where they stand, with class and name of the widget. Those that are shortened by "…" and told
/// whole by a tool tip, and what delegates draw, are not looked at.
inline QStringList clippedTexts(const QWidget& root)
{
    QStringList out;
    detail::collect<QLabel>(root, [](const QLabel& label) { return label.text(); }, out);
    detail::collect<QAbstractButton>(root, [](const QAbstractButton& button) { return button.text(); }, out);
    detail::collect<QTabBar>(root, [](const QTabBar& bar) { return bar.tabText(0); }, out);
    detail::collect<QHeaderView>(
        root, [](const QHeaderView& heads) { return heads.model()->headerData(0, Qt::Horizontal).toString(); }, out);
    detail::collect<QLineEdit>(root, [](const QLineEdit& line) { return line.placeholderText(); }, out);
    detail::collect<QComboBox>(root, [](const QComboBox& box) { return box.currentText(); }, out);
    return out;
}

/// Texts with a mnemonic that another one beside them has too: in a dialog, in a menu, in the menu bar.
inline QStringList doubledMnemonics(const QWidget& root)
{
    QStringList out;
    QMap<QKeySequence, QString> taken;
    const auto take = [&](const QString& text) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (key.isEmpty())
            return;
        if (taken.contains(key))
            out += text + QStringLiteral(" and ") + taken.value(key);
        taken.insert(key, text);
    };
    for (const QLabel* label : root.findChildren<QLabel*>())
        if (label->buddy() && label->isVisible())
            take(label->text());
    for (const QAbstractButton* button : root.findChildren<QAbstractButton*>())
        if (button->isVisible())
            take(button->text());
    for (const QMenuBar* bar : root.findChildren<QMenuBar*>())
        for (const QAction* action : bar->actions())
            take(action->text());
    for (const QMenu* menu : root.findChildren<QMenu*>()) {
        taken.clear();
        for (const QAction* action : menu->actions())
            take(action->text());
    }
    return out;
}

/// Both, line by line; empty where all is well.
inline QString languageFaults(const QWidget& root)
{
    return (clippedTexts(root) + doubledMnemonics(root)).join(QLatin1Char('\n'));
}

} // namespace fuseboard::test
