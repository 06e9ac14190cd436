// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settingsbinder.h"

#include <KCoreConfigSkeleton>

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

namespace fuseboard {

SettingsBinder::SettingsBinder(KCoreConfigSkeleton& settings, QWidget& form)
    : QObject(&form)
{
    const QString prefix = QStringLiteral("kcfg_");
    const auto widgets = form.findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        if (!widget->objectName().startsWith(prefix))
            continue;
        KConfigSkeletonItem* item = settings.findItem(widget->objectName().mid(prefix.size()));
        Q_ASSERT_X(item, "SettingsBinder", qPrintable(widget->objectName()));
        if (auto* number = qobject_cast<QSpinBox*>(widget))
            number->setRange(item->minValue().toInt(), item->maxValue().toInt());
        connectEdited(widget);
        m_bonds.push_back({item, widget});
    }
    load();
}

void SettingsBinder::connectEdited(QWidget* widget)
{
    if (auto* check = qobject_cast<QCheckBox*>(widget))
        connect(check, &QCheckBox::toggled, this, &SettingsBinder::edited);
    else if (auto* number = qobject_cast<QSpinBox*>(widget))
        connect(number, &QSpinBox::valueChanged, this, &SettingsBinder::edited);
    else if (auto* box = qobject_cast<QComboBox*>(widget))
        connect(box, &QComboBox::currentTextChanged, this, &SettingsBinder::edited);
    else if (auto* edit = qobject_cast<QLineEdit*>(widget))
        connect(edit, &QLineEdit::textChanged, this, &SettingsBinder::edited);
    else
        Q_ASSERT_X(false, "SettingsBinder", qPrintable(widget->objectName()));
}

void SettingsBinder::load()
{
    for (const Bond& bond : m_bonds)
        setValue(bond.widget, bond.item->property());
}

void SettingsBinder::store()
{
    for (const Bond& bond : m_bonds)
        bond.item->setProperty(valueOf(bond.widget));
}

QVariant SettingsBinder::valueOf(const QWidget* widget) const
{
    if (const auto* check = qobject_cast<const QCheckBox*>(widget))
        return check->isChecked();
    if (const auto* number = qobject_cast<const QSpinBox*>(widget))
        return number->value();
    if (const auto* box = qobject_cast<const QComboBox*>(widget))
        return box->isEditable()           ? QVariant(box->currentText().trimmed())
            : box->currentData().isValid() ? box->currentData()
                                           : QVariant(box->currentIndex());
    return qobject_cast<const QLineEdit*>(widget)->text().trimmed();
}

void SettingsBinder::setValue(QWidget* widget, const QVariant& value)
{
    if (auto* check = qobject_cast<QCheckBox*>(widget))
        check->setChecked(value.toBool());
    else if (auto* number = qobject_cast<QSpinBox*>(widget))
        number->setValue(value.toInt());
    else if (auto* box = qobject_cast<QComboBox*>(widget))
        if (box->isEditable())
            box->setCurrentText(value.toString());
        else
            box->setCurrentIndex(box->itemData(0).isValid() ? box->findData(value.toString()) : value.toInt());
    else if (auto* edit = qobject_cast<QLineEdit*>(widget))
        edit->setText(value.toString());
}

} // namespace fuseboard
