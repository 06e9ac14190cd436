// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sourcemodel.h"

namespace fuseboard {

std::vector<SourceRow> sourceRows(const Board& board, Instant now)
{
    std::vector<SourceRow> rows;
    for (const SourceView& source : board.sources) {
        SourceRow row {.view = source};
        if (source.lastAnswer)
            row.age = now - *source.lastAnswer;
        if (source.error)
            row.state = source.lastAnswer && !source.isStale(now) ? SourceState::late : SourceState::failing;
        else if (source.lastAnswer)
            row.state = source.isStale(now) ? SourceState::failing : SourceState::answers;
        rows.push_back(std::move(row));
    }
    return rows;
}

Severity severityOf(SourceState state)
{
    switch (state) {
    case SourceState::loading: return Severity::unknown;
    case SourceState::answers: return Severity::ok;
    case SourceState::late: return Severity::warn;
    case SourceState::failing: return Severity::crit;
    }
    return Severity::unknown;
}

SourceModel::SourceModel(Words words, QStringList heads, QObject* parent)
    : RowModel(parent)
    , m_words(std::move(words))
    , m_heads(std::move(heads))
{
}

int SourceModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant SourceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SourceRow& source = row(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole: return m_words(source, column).text;
    case Qt::AccessibleTextRole: {
        const Text words = m_words(source, column);
        return words.note.isEmpty() ? words.text : QStringLiteral("%1, %2").arg(words.text, words.note);
    }
    case NoteRole: return m_words(source, column).note;
    case SeverityRole: return static_cast<int>(severityOf(source.state));
    case IdRole: return QString::fromStdString(source.view.id);
    case SortRole:
        return source.view.lastAnswer ? QVariant(static_cast<qlonglong>(toUnixSeconds(*source.view.lastAnswer))) : QVariant();
    default: return {};
    }
}

QVariant SourceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_heads.value(section);
}

void SourceModel::setRows(std::vector<SourceRow> rows)
{
    replaceRows(std::move(rows), [](const SourceRow& a, const SourceRow& b) { return a.view.id == b.view.id; });
}

} // namespace fuseboard
