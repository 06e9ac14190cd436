// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndownchartaccessible.h"

#include "charts/burndownchart.h"

#include <QAccessibleWidget>

namespace fuseboard {
namespace {

class ChartInterface : public QAccessibleWidget {
public:
    explicit ChartInterface(BurnDownChart* chart)
        : QAccessibleWidget(chart, QAccessible::Chart)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        const auto* chart = static_cast<const BurnDownChart*>(widget());
        if (kind == QAccessible::Description)
            return chart->sentence();
        if (kind == QAccessible::Value)
            return chart->reading() ? readingSentence(*chart->reading(), chart->view()) : QString();
        return QAccessibleWidget::text(kind);
    }

    // The scene behind is drawing, not content.
    int childCount() const override { return 0; }
    QAccessibleInterface* child(int) const override { return nullptr; }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* chart = qobject_cast<BurnDownChart*>(object);
    return chart ? new ChartInterface(chart) : nullptr;
}

} // namespace

void installBurnDownChartAccessibility()
{
    // Installing the same factory again is a no-op in Qt.
    QAccessible::installFactory(makeInterface);
}

} // namespace fuseboard
