// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/bannertext.h"
#include "widgets/tonedframe.h"

class QGridLayout;
class QVBoxLayout;

namespace fuseboard {

class IconButton;
class IconLabel;
class ReasonLine;
class ResumeLine;
class TextLabel;

/// The one banner of the window. Says what was pressed; decides nothing.
class Banner : public TonedFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);

    [[nodiscard]] const std::optional<BannerText>& text() const { return m_text; }
    /// The freeze whose second step of resuming, or whose reason, is open.
    [[nodiscard]] std::optional<Scope> openLine() const;
    /// Empty hides it. `consequence`: of resuming the freeze it is about.
    void setBanner(const std::optional<BannerText>& text, const QString& name, const QString& consequence);
    /// Opens step two of resuming, if the banner is about a freeze that can be resumed.
    void openResume();

Q_SIGNALS:
    void stopRunningPressed(const fuseboard::Scope& scope);
    void resumePressed(const fuseboard::Scope& scope, const QString& reason, fuseboard::Undo undo);
    void reasonAdded(const fuseboard::Scope& scope, const QString& words);
    void freezePressed(const fuseboard::Scope& scope); ///< Try Again and Freeze Again of a freeze
    void retryPressed(); ///< Try Again of a source
    void faultDismissed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] bool isResuming() const;
    [[nodiscard]] bool isReasoning() const;
    void build();
    void showLines();
    void showButtons();
    void placeButtons();
    void openReason();
    void closeReason();
    void closeResume();

    std::optional<BannerText> m_text;
    QString m_name, m_consequence;
    bool m_placesAsked = false;
    std::vector<BannerLine> m_shownLines;
    IconLabel* m_icon;
    TextLabel* m_title;
    TextLabel* m_sentence;
    QWidget* m_places;
    QVBoxLayout* m_placeColumn;
    QGridLayout* m_grid;
    QWidget* m_buttons;
    ResumeLine* m_resumeLine;
    ReasonLine* m_reasonLine;
    IconButton* m_showPlaces;
    IconButton* m_addReason;
    IconButton* m_stop;
    IconButton* m_again;
    IconButton* m_resume;
    IconButton* m_keep; ///< the two answers to a resume that asks
    IconButton* m_putBack;
    IconButton* m_dismiss;
};

} // namespace fuseboard
