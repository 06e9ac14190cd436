// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/blast.h"

#include <QFrame>

#include <set>
#include <string>

class QVBoxLayout;

namespace fuseboard {

class TextLabel;

/// What a resume of one freeze would give back, leave and ask about, a line a place.
class UndoPane : public QFrame {
    Q_OBJECT
public:
    explicit UndoPane(QWidget* parent = nullptr);

    /// The places are asked.
    void setAsking(const QString& name);
    /// `holdAll`: as `undoLines` takes it.
    void setPreview(const QString& name, const BlastPreview& preview, const std::set<std::string>& holdAll);
    /// They could not be asked.
    void setFault(const QString& name, const Error& error);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight();
    void addLine(const QString& place, const QString& text, bool isOpen);
    void clear();

    TextLabel* m_title;
    QWidget* m_lines = nullptr;
    QVBoxLayout* m_column;
};

} // namespace fuseboard
