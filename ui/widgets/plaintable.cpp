// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plaintable.h"

#include "theme/variant.h"

#include <QHeaderView>
#include <QTableView>

namespace fuseboard {
namespace {

constexpr int aroundText = 14;

} // namespace

void makePlain(QTableView& table, const char* objectName, const QString& accessibleName)
{
    setVariant(&table, "table");
    table.setObjectName(QLatin1String(objectName));
    table.setAccessibleName(accessibleName);
    table.setFrameShape(QFrame::NoFrame);
    table.setShowGrid(false);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + aroundText);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setSectionsClickable(false);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
}

} // namespace fuseboard
