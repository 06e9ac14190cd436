// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/background.h"
#include "desktop/exports.h"
#include "desktop/options.h"
#include "desktop/profilesession.h"
#include "desktop/readings.h"
#include "desktop/sandboxplay.h"
#include "desktop/sourcedesk.h"
#include "theme/theme.h"
#include "window/mainwindow.h"

namespace fuseboard {

class OrganisationEditor;

/// The program: joins the window, the profile's owner, be it here or elsewhere, and in a sandbox its company.
class Desktop : public QObject {
    Q_OBJECT
public:
    explicit Desktop(DesktopOptions options);
    ~Desktop() override;

    /// Makes or opens the profile and shows the window, or begins to attach to the profile's owner: then the window is shown
    /// once that has worked, the program ends where another window was raised instead, or `refused` says why not. An Error: it
    /// can't start at all.
    Result<void> start();

Q_SIGNALS:
    void refused(const fuseboard::Error& error);

private:
    Result<void> startProfile();
    Result<void> openProfile();
    void gatewayEnded();
    void ownGatewayBack();
    void gatewayBack();
    void connectSession();
    void connectProfile(WatchedProfile& watched);
    void connectWindow();
    void connectActs();
    void tick();
    void showWindow();
    [[nodiscard]] QStringList loginArguments() const;
    void raise(const QString& token);
    void startAnew();
    void applySettings(const Settings& settings);
    void firstRunChosen(FirstRunChoice choice);
    /// Makes what a dialog changed, and nothing else of the organisation.
    void editOrganisation(OrganisationEditor* dialog, const Organisation& opened, const Organisation& edited);
    void exportTeams(const QString& file);
    void moveTo(const QStringList& arguments);

    DesktopOptions m_options;
    SystemClock m_clock;
    Settings m_settings;
    Theme m_theme;
    std::unique_ptr<EmbeddedGateway> m_gateway;
    std::shared_ptr<KeyStore> m_keys; ///< for this start: session keys and opened ones are nowhere else
    std::unique_ptr<ProfileSession> m_session;
    bool m_pricesAsked = false; ///< by the person, who waits for an answer
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Background> m_background;
    std::unique_ptr<Exports> m_exports;
    std::unique_ptr<Readings> m_readings;
    std::unique_ptr<SandboxPlay> m_play;
    std::unique_ptr<SourceDesk> m_sources;
};

} // namespace fuseboard
