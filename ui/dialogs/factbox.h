// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"

#include <QFrame>

#include <string>
#include <vector>

class QGridLayout;

namespace fuseboard {

/// A box of facts: a heading and rows of what and how much.
class FactBox : public QFrame {
    Q_OBJECT
public:
    explicit FactBox(const QString& heading, QWidget* parent = nullptr);

    void add(Icon sign, const QString& what, const QString& value, bool warns = false);
    /// A row of names, where there are any: the first few, and how many more.
    void addNames(Icon sign, const QString& what, const std::vector<std::string>& names, bool warns = false);
    /// After the last row.
    void close();

private:
    QGridLayout* m_grid;
};

/// "Payments, Search and 3 more", safe to show.
QString firstOf(const std::vector<std::string>& names);

} // namespace fuseboard
