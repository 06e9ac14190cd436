// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportpages/reporttable.h"

#include "theme/variant.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr int rowPadding = 10;
constexpr int leastWide = 7; ///< em: a model's or account's name is known by so much of it
constexpr int cellPadding = 7; ///< with what the style leaves, that of the heads: figures end apart from where words begin

/// A style sheet's padding is kept by chosen cells alone.
class PaddedCells : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem whole = option;
        initStyleOption(&whole, index);
        whole.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &whole, painter, whole.widget);
        QStyleOptionViewItem inner = option;
        inner.rect.adjust(cellPadding, 0, -cellPadding, 0);
        QStyledItemDelegate::paint(painter, inner, index);
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * cellPadding, 0);
    }
};

/// A cell with words from outside must not become a formula where it is pasted (as in our CSV).
QString pasted(const QModelIndex& cell)
{
    const QString text = cell.data().toString();
    const bool isOurs = cell.data(TableRowsModel::SortRole).metaType() != QMetaType::fromType<QString>();
    static const QString signs = QStringLiteral("=+-@＝＋－＠");
    return !isOurs && !text.isEmpty() && signs.contains(text.front()) ? QLatin1Char('\'') + text : text;
}

} // namespace

ReportTable::ReportTable(const QString& accessibleName, std::vector<TableColumn> columns, QWidget* parent)
    : QTableView(parent)
    , m_rows(new TableRowsModel(std::move(columns), this))
    , m_shown(new QSortFilterProxyModel(this))
{
    m_shown->setSourceModel(m_rows);
    m_shown->setSortRole(TableRowsModel::SortRole);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    setModel(m_shown);
    setItemDelegate(new PaddedCells(this));
    setVariant(this, "table");
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowPadding);
    QHeaderView* heads = horizontalHeader();
    heads->setHighlightSections(false);
    heads->setSectionsClickable(true);
    heads->setSortIndicator(-1, Qt::AscendingOrder); // as given, until a head is pressed
    setSortingEnabled(true);
    for (std::size_t i = 0; i < m_rows->columns().size(); ++i)
        heads->setSectionResizeMode(
            static_cast<int>(i), m_rows->columns()[i].isWide ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &ReportTable::choiceChanged);
}

std::string ReportTable::chosen() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? std::string() : rows.front().data(TableRowsModel::KeyRole).toString().toStdString();
}

int ReportTable::shownRows() const { return m_shown->rowCount(); }

QString ReportTable::copied() const
{
    std::vector<int> rows;
    for (const QModelIndex& row : selectionModel()->selectedRows())
        rows.push_back(row.row());
    if (rows.empty())
        for (int row = 0; row < m_shown->rowCount(); ++row)
            rows.push_back(row);
    std::ranges::sort(rows);
    QStringList lines, cells;
    for (const TableColumn& column : m_rows->columns())
        cells << column.title;
    lines << cells.join(QLatin1Char('\t'));
    for (const int row : rows) {
        cells.clear();
        for (int column = 0; column < m_shown->columnCount(); ++column)
            cells << pasted(m_shown->index(row, column));
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void ReportTable::setRows(std::vector<TableRow> rows)
{
    const std::string before = chosen();
    m_rows->setRows(std::move(rows));
    if (!before.empty() && chosen() != before)
        choose(before);
    fitWide();
}

void ReportTable::choose(const std::string& key)
{
    for (int row = 0; row < m_shown->rowCount(); ++row)
        if (m_shown->index(row, 0).data(TableRowsModel::KeyRole).toString().toStdString() == key) {
            setCurrentIndex(m_shown->index(row, 0));
            selectRow(row);
            return;
        }
}

void ReportTable::setFilter(const QString& words) { m_shown->setFilterFixedString(words.trimmed()); }

void ReportTable::fitRows(int most)
{
    const int rows = std::clamp(m_shown->rowCount(), 1, most) * verticalHeader()->defaultSectionSize();
    setFixedHeight(horizontalHeader()->sizeHint().height() + rows + 4);
}

void ReportTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitWide();
}

/// Wide columns share what the others leave; where that is too little to read they keep their least, and the table scrolls.
void ReportTable::fitWide()
{
    QHeaderView* heads = horizontalHeader();
    const int least = leastWide * fontMetrics().height();
    int left = viewport()->width(), wide = 0;
    const auto isWide = [&](int column) { return m_rows->columns()[static_cast<std::size_t>(column)].isWide; };
    for (int column = 0; column < heads->count(); ++column) {
        if (isWide(column))
            ++wide;
        else
            left -= heads->sectionSize(column);
    }
    for (int column = 0; column < heads->count(); ++column)
        if (isWide(column)) {
            heads->setSectionResizeMode(column, left >= wide * least ? QHeaderView::Stretch : QHeaderView::Fixed);
            if (left < wide * least)
                heads->resizeSection(column, least);
        }
}

void ReportTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(copied());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace fuseboard
