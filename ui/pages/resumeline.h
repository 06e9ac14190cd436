// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/freeze.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace fuseboard {

class IconButton;
class TextLabel;

/// Step two of resuming: the reason, what will pass again, and the two ways on. Only the second button resumes; Enter
/// in the note does not.
class ResumeLine : public QWidget {
    Q_OBJECT
public:
    explicit ResumeLine(QWidget* parent = nullptr);

    /// `frozen`: proved; only then is the word said. `name`: of whom; `consequence`: "6 places let calls pass again, $37/h".
    void open(const QString& name, bool frozen, const QString& consequence);
    void setConsequence(const QString& text);
    [[nodiscard]] QString reason() const;

Q_SIGNALS:
    void stayPressed();
    void resumePressed(const QString& reason);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QComboBox* m_reason;
    QLineEdit* m_note;
    TextLabel* m_consequence;
    IconButton* m_stay;
    IconButton* m_resume;
};

} // namespace fuseboard
