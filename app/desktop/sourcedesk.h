// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/sourceadder.h"
#include "domain/auditentry.h"

#include <QPointer>

namespace fuseboard {

class MainWindow;
class ProfileSession;
class SourceKeyDialog;

/// What a person does to sources and their keys in the window: tried, put on record, done; at the profile's owner, where that
/// is another program and can do it.
class SourceDesk : public QObject {
    Q_OBJECT
public:
    /// All outlive it.
    SourceDesk(MainWindow& window, ProfileSession& session, Profile profile, KeyStore& keys);

    /// How often what is added from now on is polled.
    void setSettings(const Settings& settings) { m_settings = settings; }
    /// Where sources have sealed keys: asks for the passphrase, once, over a window that is shown. One that is hidden is no
    /// place for a dialog: ask again when it is shown.
    void askForPassphrase();
    /// Says what became of a source, and that the sources are others now.
    void sourceAdded(const Result<QString>& sentence);

Q_SIGNALS:
    /// The sources, or what opens their keys, are others now.
    void changed();

private:
    void connectSource(ConnectDialog* dialog, const SourceDraft& draft);
    void addOnRecord(const QPointer<ConnectDialog>& dialog, const SourceDraft& draft);
    void addAtOwner(const QPointer<ConnectDialog>& dialog, const SourceDraft& draft);
    void askOwner(const QJsonObject& request, const std::function<void(const Result<QJsonObject>&)>& answered);
    void sayNotConnected(const QPointer<ConnectDialog>& dialog, const Error& error);
    void sourceAnswered(const QPointer<ConnectDialog>& dialog, const AuditEntry& act, const Result<QString>& words);
    void changeKey(const QPointer<SourceKeyDialog>& dialog, const QString& sourceId, const QString& key, const KeyWish& wish);
    void changeKeyAtOwner(
        const QPointer<SourceKeyDialog>& dialog, const QString& sourceId, const QString& key, const KeyWish& wish);
    void keyAnswered(const QPointer<SourceKeyDialog>& dialog, const Result<void>& changed);
    [[nodiscard]] QString keyNotForOwner(const QString& outcome) const;
    void showSealedKeys();
    void removeSource(const QString& sourceId);
    /// The intent, the act, its outcome; then the sources are read anew.
    void onRecord(const char* action, const QString& sourceId, const std::function<void(const SourceAdder::Done&)>& act);

    MainWindow& m_window;
    ProfileSession& m_session;
    KeyStore& m_keys;
    SystemClock m_clock;
    Settings m_settings;
    SourceAdder m_adder;
    bool m_hasAsked = false; ///< for the passphrase of the sealed keys
};

} // namespace fuseboard
