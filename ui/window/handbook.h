// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace fuseboard {

class SearchField;

/// The handbook that is installed with the program, with its chapters and a search; the window beside it stays usable.
class Handbook : public QDialog {
    Q_OBJECT
public:
    explicit Handbook(QWidget* parent = nullptr);

private:
    void listChapters();
    void search();

    QTextBrowser* m_text;
    QListWidget* m_chapters;
    SearchField* m_search;
};

} // namespace fuseboard
