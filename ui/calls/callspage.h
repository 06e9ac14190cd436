// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/runningcall.h"
#include "pages/shownstate.h"

#include <QWidget>

#include <set>

class QAction;
class QTableView;

namespace fuseboard {

class CallModel;
class CallTexts;
class IconButton;
class TextLabel;

/// The calls in flight of a team, or of all, in the centre of the budgets page; one of them can be cut. Asks for them each
/// second while somebody looks at it, and never otherwise.
class CallsPage : public QWidget {
    Q_OBJECT
public:
    explicit CallsPage(QWidget* parent = nullptr);

    void setState(const ShownState& state, const Selection& selection);
    /// The answer to `wanted`. Of another scope than is shown: dropped.
    void setCalls(const RunningCalls& calls);
    void setFault(const Scope& scope, const Error& error);
    /// A cut is ordered; `tellCut` follows.
    void setCutting(const CallCut& cut);
    void tellCut(const CallCut& cut, const Result<CutOutcome>& outcome);
    /// The keyboard goes to the calls.
    void takeFocus();

Q_SIGNALS:
    void wanted(const fuseboard::Scope& scope);
    void cutPressed(const fuseboard::CallCut& cut);
    /// To be said aloud.
    void told(const QString& sentence);
    void backPressed();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildCard();
    void buildTable();
    void askIfLookedAt();
    void turnTo(const Scope& scope);
    /// What is known stays, and is old from now on.
    void markOld(const Error& why);
    void markOldAgain();
    void showCalls();
    void tell();
    void updateCut();
    void press();
    [[nodiscard]] std::optional<CallCut> chosen() const;
    [[nodiscard]] bool isWatched() const;

    ShownState m_state;
    RunningCalls m_calls;
    bool m_isTold = false; ///< something is known of the scope that is shown
    std::optional<Error> m_fault; ///< why nobody tells it now
    std::optional<Instant> m_askedAt; ///< and not answered since
    std::optional<Instant> m_lastAsked;
    std::set<std::pair<std::string, std::string>> m_cutting; ///< place and id of those whose cut is on its way
    CallModel* m_model;
    CallTexts* m_texts;
    QTableView* m_table;
    TextLabel *m_title, *m_about, *m_silent, *m_never, *m_outcome;
    IconButton *m_back, *m_cut;
    QAction* m_cutAction;
};

} // namespace fuseboard
