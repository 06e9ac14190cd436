// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "items/chip.h"
#include "items/rowmodel.h"

#include <functional>

namespace fuseboard {

enum class SourceState { loading, answers, late, failing };

/// How a source is doing at a moment: computed once for table, status bar and banner.
struct SourceRow {
    SourceView view;
    SourceState state = SourceState::loading;
    std::chrono::microseconds age {0}; ///< since the last answer, where there was one
    bool operator==(const SourceRow&) const = default;
};

std::vector<SourceRow> sourceRows(const Board& board, Instant now);
Severity severityOf(SourceState state);

/// The table of sources.
class SourceModel : public RowModel<SourceRow> {
    Q_OBJECT
public:
    enum Column { Name, State, CompleteUpTo, LastAnswer, CanFreeze, ColumnCount };
    enum Role { SeverityRole = Qt::UserRole, NoteRole, IdRole, SortRole };
    /// The text of a cell, and the smaller one under it.
    struct Text {
        QString text, note;
    };
    using Words = std::function<Text(const SourceRow&, Column)>;

    SourceModel(Words words, QStringList heads, QObject* parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setRows(std::vector<SourceRow> rows);

private:
    Words m_words;
    QStringList m_heads;
};

} // namespace fuseboard
