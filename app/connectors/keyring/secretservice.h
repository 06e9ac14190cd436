// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>

#include <chrono>
#include <functional>

class QDBusPendingCall;
class QDBusVariant;

namespace fuseboard {

/// What a keyring did with an errand. `missing`: it is open and has no such key; all others say nothing about the key.
enum class KeyringState { done, missing, locked, dismissed, silent, absent, refused };

struct KeyringAnswer {
    KeyringState state = KeyringState::absent;
    QByteArray key; ///< of a read that is done
    std::string store; ///< who keeps the keys, "KWallet"; empty where nobody was found
    std::string said; ///< the keyring's own words, if any
};

/// How long a keyring may take, and whether its owner may be asked for a password.
struct KeyringTerms {
    std::chrono::milliseconds answers {5'000}; ///< for what needs nobody's hand
    std::chrono::milliseconds asksOwner {60'000}; ///< time to find and type a password
    bool mayAsk = true;
};

/// One errand to the desktop's keyring by the Secret Service API (specifications.freedesktop.org/secret-service), never
/// waiting for it. Not by QtKeychain, which takes a dismissed question for a missing key and stops the event loop while it
/// looks for a keyring; keys have the attributes that it gives them. One errand each; goes by itself at its end.
class SecretService : public QObject {
    Q_OBJECT
public:
    explicit SecretService(KeyringTerms terms);

    /// Answers once, in the thread that asks, whose event loop has to run.
    QFuture<KeyringAnswer> read(const QString& name);
    /// Into the default collection. A key that has this name already stays beside it.
    QFuture<KeyringAnswer> write(const QString& name, const QByteArray& key);

private Q_SLOTS:
    void questionAnswered(bool dismissed, const QDBusVariant& result);

private:
    using Then = std::function<void(const QDBusMessage& reply)>;

    QFuture<KeyringAnswer> begin(std::function<void()> errand);
    void call(const QString& path, const QString& interface, const QString& method, const QVariantList& arguments, Then then);
    void failed(const QDBusMessage& reply);
    void search(const QString& name);
    void unlock(const QString& path, std::function<void()> then);
    void fetch(const QString& item);
    void create(const QString& name, const QByteArray& key);
    void ask(const QString& prompt, std::function<void()> then);
    void patience(std::chrono::milliseconds time);
    void finish(KeyringState state, QByteArray key = {}, const QString& said = {});

    KeyringTerms m_terms;
    QDBusConnection m_bus;
    QPromise<KeyringAnswer> m_promise;
    QTimer m_timer;
    std::string m_store;
    QString m_session, m_prompt;
    std::function<void()> m_afterQuestion;
};

} // namespace fuseboard
