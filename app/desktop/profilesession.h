// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/attachedowner.h"
#include "owner/engine.h"
#include "owner/ownerserver.h"
#include "pages/watcher.h"

#include <QElapsedTimer>
#include <QTimer>

namespace fuseboard {

/// The window's hold on a profile. It owns the profile where nobody else does, and is attached to the owner otherwise. An owner
/// that goes away is waited for a moment, since it may only be starting anew; then the window takes over, as it would have
/// owned the profile had it been first.
class ProfileSession : public QObject {
    Q_OBJECT
public:
    ProfileSession(Profile profile, std::shared_ptr<KeyStore> keys);
    ~ProfileSession() override;

    /// Owns the profile, or begins to attach: `begun`, `raised` or `refused` follows then. An Error: it can't be owned, and not
    /// because somebody else does.
    Result<void> open(const EngineOptions& options);
    /// Begins to read the history of a profile that will be opened, if nobody else owns it.
    void prepare(const EngineOptions& options);
    void close();
    /// Whether somebody else owns it now.
    [[nodiscard]] bool isOwnedElsewhere() const;

    /// Null where there is none yet; then the one that `begun` told.
    [[nodiscard]] WatchedProfile* watched() const;
    [[nodiscard]] Engine* engine() const { return m_engine.get(); } ///< null unless it is owned here
    [[nodiscard]] AttachedOwner* attached() const { return m_attached.get(); } ///< null where it is owned here
    [[nodiscard]] const Watcher& watcher() const { return m_watcher; }

Q_SIGNALS:
    /// Another one than before, connected to nothing yet; starts once this is told.
    void begun(fuseboard::WatchedProfile& watched);
    void watcherChanged(const fuseboard::Watcher& watcher);
    /// The owner has a window, which was brought to the front.
    void raised();
    /// Another start asks for this window, with a token for the compositor.
    void raiseRequested(const QString& token);
    /// Nobody could be attached to; only before anything is shown.
    void refused(const fuseboard::Error& error);
    void failed(const fuseboard::Error& error);

private:
    Result<void> own(std::unique_ptr<Engine> engine);
    void attach();
    void attachedTo(const OwnerIntroduction& owner);
    void lost(const Error& error);
    void tryAgain();
    /// False: somebody else has it, or it can't be.
    bool takeOver();
    void letGo();
    void watch(const Watcher& watcher);

    Profile m_profile;
    std::shared_ptr<KeyStore> m_keys;
    SystemClock m_clock;
    EngineOptions m_options;
    std::optional<Result<std::unique_ptr<Engine>>> m_prepared; ///< until it is opened
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<OwnerCommands> m_commands;
    std::unique_ptr<OwnerServer> m_server;
    std::unique_ptr<AttachedOwner> m_attached;
    bool m_isShown = false; ///< the attached owner was told of by `begun`
    QElapsedTimer m_alone; ///< since the owner was lost, or is looked for
    QTimer m_again;
    std::optional<Error> m_fault; ///< of the last take-over; told once
    Watcher m_watcher;
};

} // namespace fuseboard
