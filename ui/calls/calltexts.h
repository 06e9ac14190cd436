// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

#include <QIdentityProxyModel>

namespace fuseboard {

/// Words for the calls that run. Ages go on by `setState` alone.
class CallTexts : public QIdentityProxyModel {
    Q_OBJECT
public:
    explicit CallTexts(QObject* parent = nullptr);

    void setState(const ShownState& state);
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const QModelIndex& index) const;
    [[nodiscard]] QString toolTip(const QModelIndex& index) const;

    ShownState m_state;
};

} // namespace fuseboard
