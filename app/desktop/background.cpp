// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/background.h"

#include "desktop/autostart.h"
#include "text/errortext.h"
#include "theme/icons.h"
#include "window/mainwindow.h"

#include <QApplication>
#include <QMenu>

#include <utility>

namespace fuseboard {
namespace {

const QColor quietColour(0x7C, 0x86, 0x93), alarmColour(0xCF, 0x33, 0x40); // seen on light and dark panels

/// What is told once.
QString turnOf(const Incident& incident) { return QString::fromStdString(incident.id) + QLatin1Char('\n') + incident.title; }

} // namespace

Background::Background(MainWindow& window, QStringList arguments, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_arguments(std::move(arguments))
{
    connect(&m_window, &MainWindow::incidentsChanged, this, &Background::setIncidents);
    connect(&m_window, &MainWindow::quitChosen, this, [this] { m_hasSaidSo = true; });
    connect(&m_notifier, &Notifier::opened, this, &Background::openRequested);
    connect(&m_notifier, &Notifier::acknowledged, this, [this](const QString& turn) {
        if (const auto found = m_waiting.find(turn); found != m_waiting.end())
            m_window.act(IncidentAction::acknowledge, found->second);
    });
    connect(&m_window, &MainWindow::acknowledgementRefused, this, &Background::askAgain);
    m_window.installEventFilter(this);
}

Background::~Background() = default;

void Background::setSettings(const Settings& settings)
{
    m_keepsWatching = settings.keepWatching;
    QApplication::setQuitOnLastWindowClosed(!m_keepsWatching);
    showTray();
    const bool atLogin = settings.keepWatching && settings.startAtLogin;
    if (m_isAutostartKnown && atLogin == m_startsAtLogin)
        return;
    if (!m_isAutostartKnown && !atLogin) { // what a person put there by hand stays
        m_isAutostartKnown = true;
        return;
    }
    m_isAutostartKnown = true;
    m_startsAtLogin = atLogin;
    if (const auto set = setAutostart(atLogin, m_arguments); !set)
        Q_EMIT failed(set.error());
}

void Background::showTray()
{
    if (!m_keepsWatching) {
        m_tray.reset();
        return;
    }
    if (!m_tray) {
        m_menu = std::make_unique<QMenu>();
        m_menu->addAction(tr("&Open Fuseboard"), this, [this] { Q_EMIT openRequested({}); });
        m_menu->addAction(tr("Freeze A&ll…"), this, [this] {
            Q_EMIT openRequested({});
            m_window.askToFreezeAll();
        });
        m_menu->addSeparator();
        m_menu->addAction(tr("&Quit"), &m_window, &MainWindow::quitChosen);
        m_tray = std::make_unique<QSystemTrayIcon>();
        m_tray->setContextMenu(m_menu.get());
        connect(m_tray.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
            if (reason != QSystemTrayIcon::Context)
                Q_EMIT openRequested({});
        });
    }
    const auto waiting = static_cast<int>(m_waiting.size());
    m_tray->setIcon(waiting > 0 ? icon(Icon::Alert, alarmColour) : icon(Icon::Budgets, quietColour));
    m_tray->setToolTip(waiting > 0 ? tr("Fuseboard: %n to decide", nullptr, waiting) : tr("Fuseboard watches"));
    m_tray->show();
}

void Background::setIncidents(const std::vector<Incident>& incidents)
{
    std::map<QString, Incident> waiting;
    for (const Incident& incident : incidents) {
        if (incident.group != IncidentGroup::decide)
            continue;
        const QString turn = turnOf(incident);
        waiting.emplace(turn, incident);
        if (!m_waiting.contains(turn) && !isInFront())
            m_notifier.show({incident.title, incident.text, turn});
    }
    for (const auto& [turn, incident] : m_waiting)
        if (!waiting.contains(turn))
            m_notifier.withdraw(turn);
    m_waiting = std::move(waiting);
    showTray();
}

/// Nobody has it, and its notification is gone.
void Background::askAgain(const Incident& incident, const Error& error)
{
    const QString turn = turnOf(incident);
    if (m_waiting.contains(turn) && !isInFront())
        m_notifier.show({tr("Not acknowledged: %1").arg(incident.title), sentence(error), turn});
}

bool Background::isInFront() const { return m_window.isVisible() && m_window.isActiveWindow(); }

/// The first time the window goes and the program stays, it says so.
bool Background::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::Close && m_keepsWatching && !std::exchange(m_hasSaidSo, true)) {
        m_notifier.show({tr("Fuseboard keeps watching"),
            tr("Starting it again brings the window back. Quit ends it; freezes stay in force either way."), {}});
    }
    return QObject::eventFilter(watched, event);
}

} // namespace fuseboard
