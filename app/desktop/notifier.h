// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QHash>
#include <QObject>
#include <QSet>

namespace fuseboard {

struct Notice {
    QString title, text;
    QString subject; ///< something that waits for a person, and can be acknowledged: it stays until it is closed; empty: news
};

/// Shows notifications by the desktop (freedesktop.org's Desktop Notifications Specification). Texts are plain, whatever
/// stands in them (SAFETY SE5). Where no desktop shows any, nothing happens.
class Notifier : public QObject {
    Q_OBJECT
public:
    explicit Notifier(QObject* parent = nullptr);
    /// What waits for an answer that nobody would hear any more is closed.
    ~Notifier() override;

    void show(const Notice& notice);
    /// Closes what was shown of it.
    void withdraw(const QString& subject);

Q_SIGNALS:
    /// A person pressed on one of ours; the token lets the window come to the front, where the desktop gives one.
    void opened(const QString& token);
    void acknowledged(const QString& subject);

private Q_SLOTS:
    void actionInvoked(uint id, const QString& action);
    void activationToken(uint id, const QString& token);
    void closed(uint id, uint reason);

private:
    void close(uint id);

    QDBusConnection m_bus;
    QHash<uint, QString> m_shown; ///< the server's numbers, and what each is about
    QSet<QString> m_waiting; ///< subjects that were shown, or are about to be, and not withdrawn
    QString m_token;
};

} // namespace fuseboard
