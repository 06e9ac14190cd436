// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>

namespace fuseboard {

/// Words and money for the rows of "Where It Goes".
class BreakdownTexts : public QIdentityProxyModel {
    Q_OBJECT
public:
    explicit BreakdownTexts(QObject* parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// The tab changed: the first heading with it.
    void tellHeader();

private:
    [[nodiscard]] QString text(const QModelIndex& index) const;
    [[nodiscard]] QString sentence(const QModelIndex& index) const;
};

} // namespace fuseboard
