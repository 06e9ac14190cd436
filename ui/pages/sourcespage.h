// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "pages/sourcelimits.h"

#include <QWidget>

class QTableView;
class QVBoxLayout;

namespace fuseboard {

class IconButton;
class LimitsPane;
class SourceModel;
class SourcesTexts;

/// Where the figures come from: each source's state, how far it is complete, and what is wrong with it.
class SourcesPage : public QWidget {
    Q_OBJECT
public:
    explicit SourcesPage(QWidget* parent = nullptr);

    void setState(const ShownState& state);
    /// The answer to `limitsWanted`; one for another source than the chosen one is dropped.
    void setLimits(const std::shared_ptr<const SourceLimits>& limits);
    void setLimitsFault(const Error& error);

Q_SIGNALS:
    void addPressed();
    void pastOrdered(const QString& sourceId, fuseboard::BackfillOrder order);
    void keyChangePressed(const QString& sourceId, const QString& name, const QString& kind);
    /// A source is chosen, or has answered since.
    void limitsWanted(const fuseboard::LimitsRequest& request);
    void removePressed(const QString& sourceId, const QString& name, bool canFreeze);

private:
    void buildHead(QVBoxLayout& column);
    [[nodiscard]] QWidget* buildActions();
    [[nodiscard]] std::optional<SourceView> chosen() const;
    void order(BackfillOrder order);
    void showActions();
    void choose();
    void askForLimits();
    void showTroubles(const ShownState& state);

    SourceModel* m_model;
    SourcesTexts* m_texts;
    QTableView* m_table;
    IconButton *m_pause, *m_end, *m_key, *m_remove;
    LimitsPane* m_limits;
    QWidget* m_troubles;
    QVBoxLayout* m_troubleColumn;
    QStringList m_shownTroubles;
    std::shared_ptr<const Board> m_board; ///< that limits were last asked for
    bool m_sandbox = false;
};

} // namespace fuseboard
