// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"

#include <QFrame>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace fuseboard {

/// The pages that exist, at the left edge; Settings at the foot. Icons alone where the window is narrow.
class Rail : public QFrame {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);

    void addPage(int page, Icon icon, const QString& name);
    void setCurrent(int page);
    void setNarrow(bool narrow);

Q_SIGNALS:
    void pagePressed(int page);
    void settingsPressed();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Entry {
        QToolButton* button = nullptr;
        Icon icon = Icon::Unknown;
    };
    QToolButton* makeButton(Icon icon, const QString& name);
    void tint();

    std::vector<Entry> m_entries;
    QVBoxLayout* m_pages;
    QButtonGroup* m_group;
    QToolButton* m_settings;
    bool m_narrow = false;
};

} // namespace fuseboard
