// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/notifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace fuseboard {
namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
const QString openAction = QStringLiteral("default");
constexpr uchar critical = 2;

} // namespace

Notifier::Notifier(QObject* parent)
    : QObject(parent)
    , m_bus(QDBusConnection::sessionBus())
{
    m_bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this, SLOT(actionInvoked(uint, QString)));
    m_bus.connect(service, path, service, QStringLiteral("ActivationToken"), this, SLOT(activationToken(uint, QString)));
    m_bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this, SLOT(closed(uint, uint)));
}

void Notifier::show(const QString& title, const QString& text, bool isUrgent)
{
    QVariantMap hints {{QStringLiteral("desktop-entry"), QStringLiteral("org.fuseboard.fuseboard")}};
    if (isUrgent)
        hints[QStringLiteral("urgency")] = QVariant::fromValue(critical);
    auto call = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    // A server may take a body for markup, never a title.
    call << QStringLiteral("Fuseboard") << uint(0) << QStringLiteral("org.fuseboard.fuseboard") << title << text.toHtmlEscaped()
         << QStringList {openAction, tr("Open")} << hints << -1;
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        if (!reply.isError())
            m_shown.insert(reply.value());
        watcher->deleteLater();
    });
}

void Notifier::activationToken(uint id, const QString& token)
{
    if (m_shown.contains(id))
        m_token = token;
}

void Notifier::actionInvoked(uint id, const QString& /*action*/)
{
    if (m_shown.contains(id)) // the server tells everybody
        Q_EMIT opened(std::exchange(m_token, {}));
}

void Notifier::closed(uint id, uint /*reason*/) { m_shown.remove(id); }

} // namespace fuseboard
