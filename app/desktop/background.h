// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/notifier.h"
#include "incidents/incidents.h"
#include "settings/settings.h"

#include <QSystemTrayIcon>

#include <map>
#include <memory>

class QMenu;

namespace fuseboard {

class MainWindow;

/// Keeps the program watching when its window is closed, where the person has chosen so: a tray icon where there is a tray,
/// and a second start brings the window back anyway. Tells of what waits for a person while the window is not in front, each
/// incident once, and again when it takes another turn or has been in hand for too long; what waits no more is withdrawn.
class Background : public QObject {
    Q_OBJECT
public:
    /// The window must outlive it. `arguments`: with which the same profile is opened at login.
    Background(MainWindow& window, QStringList arguments, QObject* parent = nullptr);
    ~Background() override;

    void setSettings(const Settings& settings);
    [[nodiscard]] bool keepsWatching() const { return m_keepsWatching; }

Q_SIGNALS:
    void openRequested(const QString& token);
    void failed(const fuseboard::Error& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setIncidents(const std::vector<Incident>& incidents);
    void askAgain(const Incident& incident, const Error& error);
    [[nodiscard]] bool isInFront() const;
    void showTray();

    MainWindow& m_window;
    QStringList m_arguments;
    Notifier m_notifier;
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_tray; ///< null: it does not keep watching
    std::map<QString, Incident> m_waiting; ///< by id and title: what waits and was told, or seen in the window
    bool m_keepsWatching = false;
    bool m_hasSaidSo = false; ///< that it stays when its window goes
    bool m_isAutostartKnown = false;
    bool m_startsAtLogin = false;
};

} // namespace fuseboard
