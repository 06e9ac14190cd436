// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/actions.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace fuseboard {
namespace {

QAction* make(QMainWindow& window, const QString& text, const QList<QKeySequence>& keys = {})
{
    auto* action = new QAction(text, &window);
    action->setShortcuts(keys);
    return action;
}

QKeySequence key(QKeyCombination combination) { return QKeySequence(combination); }

} // namespace

Actions::Actions(QMainWindow& window)
    : QObject(&window)
    , exportCsv(make(window, tr("&Export CSV…"), {key(Qt::CTRL | Qt::Key_E)}))
    , savePdf(make(window, tr("&Save as PDF…")))
    , print(make(window, tr("&Print…"), {key(Qt::CTRL | Qt::Key_P)}))
    , importTeams(make(window, tr("&Import Teams…")))
    , quit(make(window, tr("&Quit"), {key(Qt::CTRL | Qt::Key_Q)}))
    , addTeam(make(window, tr("&Add Team…"), {key(Qt::CTRL | Qt::Key_N)}))
    , editTeam(make(window, tr("&Edit Team…")))
    , freezeTeam(make(window, tr("&Freeze")))
    , freezeAll(make(window, tr("Freeze A&ll…"), {key(Qt::CTRL | Qt::SHIFT | Qt::Key_F)}))
    , resume(make(window, tr("&Resume…")))
    , drill(make(window, tr("Freeze as a &Drill…")))
    , refresh(make(window, tr("&Refresh"), {key(Qt::CTRL | Qt::Key_R), QKeySequence(Qt::Key_F5)}))
    , filter(make(window, tr("F&ilter Teams"), {key(Qt::CTRL | Qt::Key_F)}))
    , focusTeams(make(window, tr("Go to &Teams"), {key(Qt::CTRL | Qt::Key_1)}))
    , focusChart(make(window, tr("Go to &Chart"), {key(Qt::CTRL | Qt::Key_2)}))
    , focusIncidents(make(window, tr("Go to &Incidents"), {key(Qt::CTRL | Qt::Key_3)}))
    , showCalls(make(window, tr("Running Ca&lls"), {key(Qt::CTRL | Qt::Key_4)}))
    , nextTeam(make(window, tr("&Next Team"), {key(Qt::CTRL | Qt::Key_Down)}))
    , previousTeam(make(window, tr("&Previous Team"), {key(Qt::CTRL | Qt::Key_Up)}))
    , table(make(window, tr("Burn-Down as Ta&ble"), {key(Qt::CTRL | Qt::Key_T)}))
    , copyPicture(make(window, tr("Copy &Picture")))
    , savePicture(make(window, tr("&Save Picture…")))
    , settings(make(window, tr("&Settings…"), {key(Qt::CTRL | Qt::SHIFT | Qt::Key_Comma)}))
    , handbook(make(window, tr("&Handbook"), {key(Qt::Key_F1)}))
    , about(make(window, tr("&About Fuseboard")))
    , m_themes(new QActionGroup(this))
    , m_pageGroup(new QActionGroup(this))
{
    table->setCheckable(true);
    buildMenus(window);
}

void Actions::buildMenus(QMainWindow& window)
{
    QMenu* file = window.menuBar()->addMenu(tr("&File"));
    file->addActions({exportCsv, savePdf, print});
    file->addSeparator();
    file->addAction(importTeams);
    file->addSeparator();
    file->addAction(quit);

    QMenu* team = window.menuBar()->addMenu(tr("&Team"));
    team->addActions({addTeam, editTeam});
    team->addSeparator();
    team->addActions({freezeTeam, freezeAll, resume, drill});
    team->addSeparator();
    team->addActions({nextTeam, previousTeam, filter});

    m_view = window.menuBar()->addMenu(tr("&View"));
    m_afterPages = m_view->addSeparator();
    m_view->addAction(refresh);
    m_view->addActions({focusTeams, focusChart, focusIncidents, showCalls, table});
    m_view->addSeparator();
    m_view->addActions({copyPicture, savePicture});
    m_view->addSeparator();
    QMenu* theme = m_view->addMenu(tr("T&heme"));
    const QStringList names {tr("As the &System"), tr("&Light"), tr("&Dark")};
    for (int i = 0; i < names.size(); ++i) {
        QAction* action = theme->addAction(names[i]);
        action->setCheckable(true);
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, i] { Q_EMIT themeChosen(static_cast<ThemeChoice>(i)); });
    }

    QMenu* settingsMenu = window.menuBar()->addMenu(tr("&Settings"));
    settingsMenu->addAction(settings);
    QMenu* help = window.menuBar()->addMenu(tr("&Help"));
    help->addActions({handbook, about});
}

void Actions::setTheme(ThemeChoice choice) { m_themes->actions().at(static_cast<int>(choice))->setChecked(true); }

void Actions::addPage(const QString& name)
{
    const int page = static_cast<int>(pages.size());
    auto* action = new QAction(name, m_pageGroup);
    action->setCheckable(true);
    action->setShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + page)));
    m_view->insertAction(m_afterPages, action);
    connect(action, &QAction::triggered, this, [this, page] { Q_EMIT pageChosen(page); });
    pages.push_back(action);
}

} // namespace fuseboard
