// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QSet>

namespace fuseboard {

/// Shows notifications by the desktop (freedesktop.org's Desktop Notifications Specification). Texts are plain, whatever
/// stands in them (SAFETY SE5). Where no desktop shows any, nothing happens.
class Notifier : public QObject {
    Q_OBJECT
public:
    explicit Notifier(QObject* parent = nullptr);

    /// `isUrgent`: it stays until it is closed.
    void show(const QString& title, const QString& text, bool isUrgent);

Q_SIGNALS:
    /// A person pressed on one of ours; the token lets the window come to the front, where the desktop gives one.
    void opened(const QString& token);

private Q_SLOTS:
    void actionInvoked(uint id, const QString& action);
    void activationToken(uint id, const QString& token);
    void closed(uint id, uint reason);

private:
    QDBusConnection m_bus;
    QSet<uint> m_shown;
    QString m_token;
};

} // namespace fuseboard
