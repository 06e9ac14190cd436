// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariant>

#include <vector>

class KCoreConfigSkeleton;
class KConfigSkeletonItem;
class QWidget;

namespace fuseboard {

/// Connects widgets named `kcfg_Entry` with the entries of a KConfigXT class: check boxes, spin boxes (with the entry's
/// minimum and maximum), combo boxes (editable ones by text, others by their data or else by index) and line edits. A widget
/// without an entry, or of another kind, is our own bug and asserts.
class SettingsBinder : public QObject {
    Q_OBJECT
public:
    SettingsBinder(KCoreConfigSkeleton& settings, QWidget& form);

    /// Entries into widgets.
    void load();
    /// Widgets into entries; the caller saves them.
    void store();

Q_SIGNALS:
    /// A person changed a widget.
    void edited();

private:
    void connectEdited(QWidget* widget);
    [[nodiscard]] QVariant valueOf(const QWidget* widget) const;
    void setValue(QWidget* widget, const QVariant& value);

    struct Bond {
        KConfigSkeletonItem* item;
        QWidget* widget;
    };
    std::vector<Bond> m_bonds;
};

} // namespace fuseboard
