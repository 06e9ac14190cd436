// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/burndownview.h"
#include "pages/bannertext.h"
#include "pages/figures.h"

#include <QStringList>

#include <array>

namespace fuseboard {

/// A group of "Where It Goes" with all its columns.
struct PageTable {
    struct Row {
        QStringList cells;
        int barPermille = 0; ///< of the largest; 0: no bar
    };
    QStringList heads; ///< name, cost, share, change; as many cells in each row
    std::vector<Row> rows; ///< add up to the sum
    QString sum;
};

/// All that a page on paper says, in the words of the window.
struct TeamPage {
    QString title; ///< of the document
    QString name, period, made;
    std::optional<Chip> chip;
    bool isSandbox = false;
    bool isUnknown = false; ///< there is no line to draw
    std::vector<BannerText> notices; ///< the worst first
    std::array<Figure, 4> figures;
    BurnDownView chart;
    std::vector<PageTable> tables; ///< agents and keys, models, people
    QString nothing; ///< why they have no rows; empty where they have some
    QString signs; ///< what ≥, ≤ and ≈ mean, where they stand on the page
    QString sources;
};

/// Whether there is anything to put on paper: not before the first board, nor without teams and spending. Where no figure is
/// known, the page says so.
bool hasTeamPage(const ShownState& state, const Selection& selection);
/// Needs `hasTeamPage`.
TeamPage teamPageOf(const ShownState& state, const Selection& selection);

/// `fuseboard-payments-2026-11`, with `-sandbox` behind it where it is no money: a name for a file, without an ending.
QString pageFileName(const ShownState& state, const Selection& selection);
/// "Sandbox: not your money"
QString sandboxText();

} // namespace fuseboard
