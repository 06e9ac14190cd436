// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/keylist.h"

#include "dialogs/keydialog.h"
#include "dialogs/parts.h"
#include "text/shown.h"
#include "theme/variant.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QTableWidget>

namespace fuseboard {

KeyList::KeyList(const std::vector<CallerKey>& keys, QWidget* parent)
    : QWidget(parent)
    , m_keys(keys)
{
    m_table = new QTableWidget(0, 4);
    m_table->setObjectName(QStringLiteral("keys"));
    setVariant(m_table, "table");
    m_table->setAccessibleName(tr("Keys of this team"));
    m_table->setHorizontalHeaderLabels({tr("Label"), tr("Person"), tr("Agent"), tr("Fingerprint")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    for (const CallerKey& key : m_keys)
        show(key);
    auto* add = plainButton(tr("Add &Key…"));
    add->setObjectName(QStringLiteral("addKeyButton"));
    m_remove = plainButton(tr("Remove Key"));
    m_remove->setObjectName(QStringLiteral("removeKey"));
    m_remove->setEnabled(false);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->addWidget(plainParagraph(tr("Calls that show one of these keys to the gateway are this team’s."), "secondary"));
    column->addWidget(m_table, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(add);
    row->addWidget(m_remove);
    row->addStretch(1);
    column->addLayout(row);
    connect(add, &QPushButton::clicked, this, &KeyList::add);
    connect(m_remove, &QPushButton::clicked, this, &KeyList::removeCurrent);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] { m_remove->setEnabled(m_table->currentRow() >= 0); });
}

void KeyList::show(const CallerKey& key)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const QString hash = QString::fromStdString(key.sha256);
    const QStringList texts {
        shown(key.label), shown(key.person), shown(key.agent), hash.left(8) + QStringLiteral("…") + hash.right(4)};
    for (int column = 0; column < texts.size(); ++column)
        m_table->setItem(row, column, new QTableWidgetItem(texts[column].isEmpty() ? QStringLiteral("–") : texts[column]));
}

void KeyList::add()
{
    auto* dialog = new KeyDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &KeyDialog::keyAdded, this, [this](const CallerKey& key) {
        m_keys.push_back(key);
        show(key);
        Q_EMIT changed();
    });
    dialog->open();
}

void KeyList::removeCurrent()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    m_keys.erase(m_keys.begin() + row);
    m_table->removeRow(row);
    Q_EMIT changed();
}

} // namespace fuseboard
