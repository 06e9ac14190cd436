// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/team.h"

#include <QWidget>

class QPushButton;
class QTableWidget;

namespace fuseboard {

/// A team's caller keys, with add and remove. Fingerprints are shown, never tokens.
class KeyList : public QWidget {
    Q_OBJECT
public:
    explicit KeyList(const std::vector<CallerKey>& keys, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<CallerKey>& keys() const { return m_keys; }

Q_SIGNALS:
    void changed();

private:
    void show(const CallerKey& key);
    void add();
    void removeCurrent();

    std::vector<CallerKey> m_keys;
    QTableWidget* m_table = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace fuseboard
