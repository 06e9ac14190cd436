// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

#include <QWidget>

class QTableView;
class QVBoxLayout;

namespace fuseboard {

class IconButton;
class SourceModel;
class SourcesTexts;

/// Where the figures come from: each source's state, how far it is complete, and what is wrong with it.
class SourcesPage : public QWidget {
    Q_OBJECT
public:
    explicit SourcesPage(QWidget* parent = nullptr);

    void setState(const ShownState& state);

Q_SIGNALS:
    void addPressed();
    void pastOrdered(const QString& sourceId, fuseboard::BackfillOrder order);
    void keyChangePressed(const QString& sourceId, const QString& name, const QString& kind);
    void removePressed(const QString& sourceId, const QString& name, bool canFreeze);

private:
    void buildHead(QVBoxLayout& column);
    [[nodiscard]] QWidget* buildActions();
    [[nodiscard]] std::optional<SourceView> chosen() const;
    void order(BackfillOrder order);
    void showActions();
    void showTroubles(const ShownState& state);

    SourceModel* m_model;
    SourcesTexts* m_texts;
    QTableView* m_table;
    IconButton *m_pause, *m_end, *m_key, *m_remove;
    QWidget* m_troubles;
    QVBoxLayout* m_troubleColumn;
    QStringList m_shownTroubles;
    bool m_sandbox = false;
};

} // namespace fuseboard
