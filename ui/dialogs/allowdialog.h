// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/raiseask.h"
#include "widgets/scrollingdialog.h"

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fuseboard {

/// What a caller asks for, as known when a person is to say how much. Texts are safe to show.
struct AllowQuestion {
    std::string place; ///< id
    RaiseAsk ask;
    QString scope; ///< whose money it is
    Calendar calendar = Calendar::utc();
    Instant now;
    std::optional<Money> ownLeft {}; ///< of Fuseboard's own hard budget of that scope, which then has to be raised too
    QString frozen {}; ///< says that a freeze goes on refusing, whatever is allowed; empty: none does
};

/// Asks how much more a caller may spend, until when, and why. Says what that means. Stays open until the answer is taken.
class AllowDialog : public ScrollingDialog {
    Q_OBJECT
public:
    explicit AllowDialog(AllowQuestion question, QWidget* parent = nullptr);

    /// Which request it is about.
    [[nodiscard]] const AllowQuestion& question() const { return m_question; }
    /// The time goes on: an end that is over by then can't be allowed any more.
    void setNow(Instant now) { m_question.now = now; }
    /// What became of the answer: closes the dialog, or says what is wrong. `fault`: a whole sentence; empty where it was
    /// taken.
    void answer(const QString& fault);

Q_SIGNALS:
    /// Tell the dialog what became of it.
    void decided(const fuseboard::AskDecision& decision);

private:
    void buildForm();
    void buildButtons();
    void addEnds();
    [[nodiscard]] Instant periodEnd() const;
    /// Empty: another time, which is typed.
    [[nodiscard]] std::optional<Instant> until() const;
    [[nodiscard]] Result<Money> amount() const;
    /// Why it can't be allowed so; empty: it can.
    [[nodiscard]] QString fault() const;
    void update();
    void send();

    AllowQuestion m_question;
    QLineEdit *m_amount = nullptr, *m_reason = nullptr;
    QComboBox* m_end = nullptr;
    QDateTimeEdit* m_time = nullptr;
    QLabel *m_meaning = nullptr, *m_own = nullptr, *m_fault = nullptr;
    QPushButton* m_allow = nullptr;
    bool m_isSent = false;
};

} // namespace fuseboard
