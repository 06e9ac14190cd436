// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/themechoice.h"

#include <QObject>

#include <vector>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace fuseboard {

/// The menus of the window and their keys. Says what was chosen; the window does it.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QMainWindow& window);

    QAction* const exportCsv;
    QAction* const savePdf;
    QAction* const print;
    QAction* const importTeams;
    QAction* const quit;
    QAction* const addTeam;
    QAction* const editTeam;
    QAction* const freezeTeam;
    QAction* const freezeAll;
    QAction* const resume;
    QAction* const drill;
    QAction* const refresh;
    QAction* const filter;
    QAction* const focusTeams;
    QAction* const focusChart;
    QAction* const focusIncidents;
    QAction* const showCalls;
    QAction* const nextTeam;
    QAction* const previousTeam;
    QAction* const table;
    QAction* const copyPicture;
    QAction* const savePicture;
    QAction* const settings;
    QAction* const handbook;
    QAction* const about;
    std::vector<QAction*> pages; ///< in the order of the rail

    void setTheme(ThemeChoice choice);
    void addPage(const QString& name);

Q_SIGNALS:
    void pageChosen(int page);
    void themeChosen(fuseboard::ThemeChoice choice);

private:
    void buildMenus(QMainWindow& window);

    QMenu* m_view = nullptr;
    QAction* m_afterPages = nullptr;
    QActionGroup* m_themes;
    QActionGroup* m_pageGroup;
};

} // namespace fuseboard
