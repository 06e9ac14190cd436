// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/options.h"
#include "desktop/reportreader.h"
#include "desktop/sandboxhost.h"
#include "desktop/sourceadder.h"
#include "owner/engine.h"
#include "owner/ownerserver.h"
#include "owner/systemclock.h"
#include "theme/theme.h"
#include "window/mainwindow.h"

#include <QElapsedTimer>
#include <QPointer>

namespace fuseboard {

class KeyStore;
class OrganisationEditor;
class SourceKeyDialog;

/// The program: joins the window, the profile's engine, and in a sandbox its company.
class Desktop : public QObject {
    Q_OBJECT
public:
    explicit Desktop(DesktopOptions options);
    ~Desktop() override;

    /// Makes or opens the profile and shows the window. An Error: it can't start at all.
    Result<void> start();

private:
    Result<void> openEngine();
    Result<void> startProfile();
    void connectWindow();
    void connectEngine();
    void tick();
    void applySettings(const Settings& settings);
    void freezesChanged(const FreezeBoard& freezes);
    void firstRunChosen(FirstRunChoice choice);
    void connectSource(ConnectDialog* dialog, const SourceDraft& draft);
    void addOnRecord(const QPointer<ConnectDialog>& dialog, const SourceDraft& draft);
    void sayNotConnected(const QPointer<ConnectDialog>& dialog, const Error& error);
    void sourceAnswered(const QPointer<ConnectDialog>& dialog, const AuditEntry& act, const Result<QString>& words);
    void startAnew();
    void sourceAdded(const Result<QString>& sentence);
    void orderPast(const QString& sourceId, BackfillOrder order);
    void changeKey(const QPointer<SourceKeyDialog>& dialog, const QString& sourceId, const QString& key, const KeyWish& wish);
    /// Where sources have sealed keys: asks for the passphrase, once.
    void askForPassphrase();
    void showSealedKeys();
    void removeSource(const QString& sourceId);
    /// The intent, the act, its outcome; then the sources are read anew.
    void onRecord(const char* action, const QString& sourceId, const std::function<void(const SourceAdder::Done&)>& act);
    void seedOrganisation(const Organisation& organisation);
    /// Makes what a dialog changed, and nothing else of the organisation.
    void editOrganisation(OrganisationEditor* dialog, const Organisation& opened, const Organisation& edited);
    void exportTeams(const QString& file);
    void moveTo(const QStringList& arguments);

    DesktopOptions m_options;
    SystemClock m_clock;
    Settings m_settings;
    Theme m_theme;
    QElapsedTimer m_since;
    std::unique_ptr<SandboxHost> m_sandbox;
    std::unique_ptr<EmbeddedGateway> m_gateway;
    std::shared_ptr<KeyStore> m_keys; ///< for this start: session keys and opened ones are nowhere else
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<OwnerCommands> m_commands;
    std::unique_ptr<OwnerServer> m_server;
    std::unique_ptr<SourceAdder> m_adder;
    std::unique_ptr<ReportReader> m_reports;
    bool m_pricesAsked = false; ///< by the person, who waits for an answer
    std::unique_ptr<MainWindow> m_window;
    bool m_companyStarted = false;
    enum class Lesson { quiet, runaway, frozen, over } m_lesson = Lesson::quiet; ///< of the sandbox: what its hint is about
};

} // namespace fuseboard
