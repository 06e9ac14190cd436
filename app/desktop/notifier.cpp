// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/notifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>

namespace fuseboard {
namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
const QString openAction = QStringLiteral("default"), acknowledgeAction = QStringLiteral("acknowledge");
constexpr uchar critical = 2;

} // namespace

Notifier::Notifier(QObject* parent)
    : QObject(parent)
    , m_bus(QDBusConnection::sessionBus())
{
    // One that is started anew counts from the beginning: its numbers are none of ours.
    auto* restarts = new QDBusServiceWatcher(service, m_bus, QDBusServiceWatcher::WatchForUnregistration, this);
    connect(restarts, &QDBusServiceWatcher::serviceUnregistered, this, [this] { m_shown.clear(); });
    m_bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this, SLOT(actionInvoked(uint, QString)));
    m_bus.connect(service, path, service, QStringLiteral("ActivationToken"), this, SLOT(activationToken(uint, QString)));
    m_bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this, SLOT(closed(uint, uint)));
}

Notifier::~Notifier()
{
    for (const auto& [id, subject] : m_shown.asKeyValueRange())
        if (!subject.isEmpty())
            close(id);
}

void Notifier::show(const Notice& notice)
{
    const bool waits = !notice.subject.isEmpty();
    QVariantMap hints {{QStringLiteral("desktop-entry"), QStringLiteral("org.fuseboard.fuseboard")}};
    QStringList actions {openAction, tr("Open")};
    if (waits) {
        hints[QStringLiteral("urgency")] = QVariant::fromValue(critical);
        actions << acknowledgeAction << tr("Acknowledge");
        m_waiting.insert(notice.subject);
    }
    auto call = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    // A server may take a body for markup, never a title.
    call << QStringLiteral("Fuseboard") << uint(0) << QStringLiteral("org.fuseboard.fuseboard") << notice.title
         << notice.text.toHtmlEscaped() << actions << hints << -1;
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, subject = notice.subject] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            return;
        if (!subject.isEmpty() && !m_waiting.contains(subject)) // withdrawn meanwhile
            close(reply.value());
        else
            m_shown.insert(reply.value(), subject);
    });
}

void Notifier::withdraw(const QString& subject)
{
    m_waiting.remove(subject);
    const QList<uint> ids = m_shown.keys(subject);
    for (const uint id : ids) {
        m_shown.remove(id);
        close(id);
    }
}

void Notifier::close(uint id)
{
    auto call = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("CloseNotification"));
    call << id;
    m_bus.asyncCall(call);
}

void Notifier::activationToken(uint id, const QString& token)
{
    if (m_shown.contains(id))
        m_token = token;
}

void Notifier::actionInvoked(uint id, const QString& action)
{
    const auto found = m_shown.constFind(id);
    if (found == m_shown.cend()) // the server tells everybody
        return;
    const QString token = std::exchange(m_token, {});
    if (action == acknowledgeAction)
        Q_EMIT acknowledged(QString(*found));
    else
        Q_EMIT opened(token);
}

void Notifier::closed(uint id, uint /*reason*/) { m_shown.remove(id); }

} // namespace fuseboard
