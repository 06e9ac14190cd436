// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/callmodel.h"
#include "window/mainwindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QTableView>
#include <QTest>

/// What a person's hands and eyes do with the running program's window.
namespace fuseboard::test {

inline constexpr int patience = 60'000; ///< under sanitizers the programs take seconds to start

inline MainWindow* window()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* found = qobject_cast<MainWindow*>(widget))
            return found;
    return nullptr;
}

/// The button a screen reader would find by this name.
inline QAbstractButton* button(QWidget* in, const QString& name)
{
    for (auto* candidate : in->findChildren<QAbstractButton*>())
        if (candidate->isVisible()
            && (candidate->accessibleName() == name || candidate->text().remove(QLatin1Char('&')) == name))
            return candidate;
    return nullptr;
}

inline QAction* menuAction(const QString& text)
{
    for (auto* action : window()->findChildren<QAction*>())
        if (action->text().remove(QLatin1Char('&')) == text)
            return action;
    return nullptr;
}

/// Which control has the keyboard, by the name a screen reader says.
inline QString focusedName()
{
    const QWidget* focused = QApplication::focusWidget();
    if (!focused)
        return {};
    const auto* asButton = qobject_cast<const QAbstractButton*>(focused);
    return !focused->accessibleName().isEmpty() ? focused->accessibleName()
        : asButton                              ? asButton->text().remove(QLatin1Char('&'))
                                                : focused->objectName();
}

/// Presses a key where the keyboard is.
inline void pressKey(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QWidget* focused = QApplication::focusWidget();
    QTest::keyClick(focused ? focused : QApplication::activeWindow(), key, modifiers);
}

inline void typeKeys(const QString& text)
{
    for (const QChar letter : text)
        QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
}

/// Goes by Tab until the control of that name has the keyboard; empty where it has, else what was passed on the way.
inline QString tabTo(const QString& name)
{
    QStringList passed;
    for (int i = 0; i < 120; ++i) {
        if (focusedName() == name)
            return {};
        passed += focusedName();
        pressKey(Qt::Key_Tab);
    }
    return name + QStringLiteral(" is not among: ") + passed.join(QStringLiteral(", "));
}

/// The window in both themes, as build/screenshots/live-NAME-THEME.png. Ends in the light one.
inline void picture(const QString& name)
{
    QVERIFY(QDir(QStringLiteral(FUSEBOARD_BUILD)).mkpath(QStringLiteral("screenshots")));
    for (const QString& theme : {QStringLiteral("Dark"), QStringLiteral("Light")}) {
        QVERIFY(menuAction(theme));
        menuAction(theme)->trigger();
        QTest::qWait(100); // layouts and polishing run in the event loop
        QVERIFY(
            window()->grab().save(QStringLiteral(FUSEBOARD_BUILD "/screenshots/live-%1-%2.png").arg(name, theme.toLower())));
    }
}

/// On the page of running calls: the row of the call that has run longest, once there is one of that model; -1: none comes.
inline int rowOfRunningCall(const QString& model)
{
    auto* table = window()->findChild<QTableView*>(QStringLiteral("runningCalls"));
    int found = -1;
    const auto look = [&] {
        for (int row = table->model()->rowCount() - 1; row >= 0; --row)
            if (table->model()->index(row, CallModel::ModelColumn).data().toString() == model)
                found = row;
        return found >= 0;
    };
    return QTest::qWaitFor(look, patience) ? found : -1;
}

} // namespace fuseboard::test
