// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"

#include <QIdentityProxyModel>

namespace fuseboard {

/// Words for the limits that a source keeps.
class LimitTexts : public QIdentityProxyModel {
    Q_OBJECT
public:
    explicit LimitTexts(QObject* parent = nullptr);

    void setCalendar(const Calendar& calendar) { m_calendar = calendar; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const QModelIndex& index) const;

    Calendar m_calendar = Calendar::utc();
};

} // namespace fuseboard
