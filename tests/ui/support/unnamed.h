// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QStringList>
#include <QWidget>

#include <set>

namespace fuseboard::test {

/// What assistive technology hears nothing of: each control under an accessible object that is shown, can be used, and has no
/// name. Of tables and lists their cells too.
inline void addUnnamed(QAccessibleInterface* in, const QString& path, int& seen, QStringList& out)
{
    static const std::set<QAccessible::Role> controls {QAccessible::PushButton, QAccessible::ButtonMenu, QAccessible::CheckBox,
        QAccessible::RadioButton, QAccessible::ComboBox, QAccessible::EditableText, QAccessible::SpinBox, QAccessible::Slider,
        QAccessible::List, QAccessible::ListItem, QAccessible::Table, QAccessible::Tree, QAccessible::ColumnHeader,
        QAccessible::Chart, QAccessible::PageTab, QAccessible::MenuItem, QAccessible::ProgressBar};
    if (!in || !in->isValid() || in->state().invisible)
        return;
    const QString here = path + QLatin1Char('/') + QString::number(in->role()) + QLatin1Char(' ') + in->text(QAccessible::Name);
    if (controls.contains(in->role()) && !in->state().disabled) {
        ++seen;
        if (in->text(QAccessible::Name).trimmed().isEmpty())
            out += here + (in->object() ? QLatin1Char(' ') + in->object()->objectName() : QString());
    }
    for (int i = 0; i < in->childCount(); ++i)
        addUnnamed(in->child(i), here, seen, out);
}

} // namespace fuseboard::test
