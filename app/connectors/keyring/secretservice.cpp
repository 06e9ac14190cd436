// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keyring/secretservice.h"

#include "connectors/keyring/storename.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QMap>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace fuseboard {

/// `(oayays)` of the Secret Service.
struct WireSecret {
    QDBusObjectPath session;
    QByteArray parameters, value;
    QString contentType;
};

QDBusArgument& operator<<(QDBusArgument& out, const WireSecret& secret)
{
    out.beginStructure();
    out << secret.session << secret.parameters << secret.value << secret.contentType;
    out.endStructure();
    return out;
}

const QDBusArgument& operator>>(const QDBusArgument& in, WireSecret& secret)
{
    in.beginStructure();
    in >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    in.endStructure();
    return in;
}

namespace {

using Attributes = QMap<QString, QString>;

const QString service = QStringLiteral("org.freedesktop.secrets");
const QString servicePath = QStringLiteral("/org/freedesktop/secrets");
const QString defaultCollection = QStringLiteral("/org/freedesktop/secrets/aliases/default");
const QString serviceInterface = QStringLiteral("org.freedesktop.Secret.Service");
const QString promptInterface = QStringLiteral("org.freedesktop.Secret.Prompt");
const QString noObject = QStringLiteral("/");

/// As QtKeychain's, which reads no more than user and server.
Attributes attributesOf(const QString& name)
{
    return {{QStringLiteral("user"), name}, {QStringLiteral("server"), QStringLiteral("fuseboard")}};
}

/// A connection of its own: Qt's shared one has no bus for good where there was none at its first use, and might start one.
QDBusConnection sessionBus()
{
    QString address = QString::fromLocal8Bit(qgetenv("DBUS_SESSION_BUS_ADDRESS"));
    if (address.isEmpty() && qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
        address = QStringLiteral("unix:path=") + QString::fromLocal8Bit(qgetenv("XDG_RUNTIME_DIR")) + QStringLiteral("/bus");
    const QString name = QStringLiteral("fuseboard keyring ") + address;
    if (const QDBusConnection known(name); known.isConnected())
        return known;
    QDBusConnection::disconnectFromBus(name);
    return QDBusConnection::connectToBus(address, name);
}

bool registered()
{
    qDBusRegisterMetaType<WireSecret>();
    qDBusRegisterMetaType<Attributes>();
    return true;
}

QStringList paths(const QVariant& value)
{
    QStringList out;
    for (const QDBusObjectPath& path : qdbus_cast<QList<QDBusObjectPath>>(value))
        out += path.path();
    return out;
}

} // namespace

SecretService::SecretService(KeyringTerms terms)
    : m_terms(terms)
    , m_bus(sessionBus())
{
    static const bool known = registered();
    Q_UNUSED(known);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { finish(KeyringState::silent); });
}

QFuture<KeyringAnswer> SecretService::read(const QString& name)
{
    return begin([this, name] { search(name); });
}

QFuture<KeyringAnswer> SecretService::write(const QString& name, const QByteArray& key)
{
    return begin([this, name, key] { unlock(defaultCollection, [this, name, key] { create(name, key); }); });
}

QFuture<KeyringAnswer> SecretService::begin(std::function<void()> errand)
{
    QFuture<KeyringAnswer> future = m_promise.future();
    m_promise.start();
    if (!m_bus.isConnected()) {
        finish(KeyringState::absent, {}, QStringLiteral("there is no session bus"));
        return future;
    }
    patience(m_terms.answers);
    // In the open: who could read it on this bus could ask the keyring as well.
    call(servicePath, serviceInterface, QStringLiteral("OpenSession"),
        {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))},
        [this, errand = std::move(errand)](const QDBusMessage& opened) {
            m_session = opened.arguments().value(1).value<QDBusObjectPath>().path();
            QDBusMessage whose =
                QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
                    QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetConnectionUnixProcessID"));
            whose << service;
            auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(whose), this);
            connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, errand] {
                watcher->deleteLater();
                m_store = storeName(static_cast<pid_t>(watcher->reply().arguments().value(0).toUInt()));
                errand();
            });
        });
    return future;
}

void SecretService::call(
    const QString& path, const QString& interface, const QString& method, const QVariantList& arguments, Then then)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
    message.setArguments(arguments);
    // Our own timer ends the waiting, so that all calls of an errand share it.
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message, std::numeric_limits<int>::max()), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, then = std::move(then)] {
        watcher->deleteLater();
        if (const QDBusMessage reply = watcher->reply(); reply.type() == QDBusMessage::ReplyMessage)
            then(reply);
        else
            failed(reply);
    });
}

void SecretService::failed(const QDBusMessage& reply)
{
    const QString name = reply.errorName();
    constexpr std::array gone {"org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
        "org.freedesktop.DBus.Error.Disconnected", "org.freedesktop.DBus.Error.Spawn.ChildExited",
        "org.freedesktop.DBus.Error.Spawn.ExecFailed"};
    if (name == QLatin1String("org.freedesktop.Secret.Error.IsLocked"))
        finish(KeyringState::locked);
    else if (std::ranges::any_of(gone, [&name](const char* error) { return name == QLatin1String(error); }))
        finish(KeyringState::absent, {}, QStringLiteral("no program offers one"));
    else if (name == QLatin1String("org.freedesktop.DBus.Error.NoReply")) // it ended while it was asked, or hangs
        finish(KeyringState::silent);
    else
        finish(KeyringState::refused, {}, reply.errorMessage().left(200));
}

void SecretService::search(const QString& name)
{
    call(servicePath, serviceInterface, QStringLiteral("SearchItems"), {QVariant::fromValue(attributesOf(name))},
        [this](const QDBusMessage& found) {
            const QStringList open = paths(found.arguments().value(0)), locked = paths(found.arguments().value(1));
            if (!open.isEmpty())
                fetch(open.front());
            else if (locked.isEmpty())
                finish(KeyringState::missing);
            else
                unlock(locked.front(), [this, item = locked.front()] { fetch(item); });
        });
}

void SecretService::unlock(const QString& path, std::function<void()> then)
{
    if (!m_terms.mayAsk) {
        finish(KeyringState::locked);
        return;
    }
    call(servicePath, serviceInterface, QStringLiteral("Unlock"),
        {QVariant::fromValue(QList<QDBusObjectPath> {QDBusObjectPath(path)})},
        [this, then = std::move(then)](
            const QDBusMessage& unlocked) { ask(unlocked.arguments().value(1).value<QDBusObjectPath>().path(), then); });
}

void SecretService::fetch(const QString& item)
{
    patience(m_terms.answers);
    call(item, QStringLiteral("org.freedesktop.Secret.Item"), QStringLiteral("GetSecret"),
        {QVariant::fromValue(QDBusObjectPath(m_session))}, [this](const QDBusMessage& got) {
            finish(KeyringState::done, qdbus_cast<WireSecret>(got.arguments().value(0)).value);
        });
}

void SecretService::create(const QString& name, const QByteArray& key)
{
    patience(m_terms.answers);
    Attributes attributes = attributesOf(name);
    attributes[QStringLiteral("xdg:schema")] = QStringLiteral("org.qt.keychain");
    attributes[QStringLiteral("type")] = QStringLiteral("plaintext");
    const QVariantMap properties {{QStringLiteral("org.freedesktop.Secret.Item.Label"), QStringLiteral("Fuseboard: ") + name},
        {QStringLiteral("org.freedesktop.Secret.Item.Attributes"), QVariant::fromValue(attributes)}};
    const WireSecret secret {QDBusObjectPath(m_session), {}, key, QStringLiteral("text/plain; charset=utf8")};
    const bool replace = false;
    call(defaultCollection, QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("CreateItem"),
        {properties, QVariant::fromValue(secret), replace}, [this](const QDBusMessage& created) {
            ask(created.arguments().value(1).value<QDBusObjectPath>().path(), [this] { finish(KeyringState::done); });
        });
}

void SecretService::ask(const QString& prompt, std::function<void()> then)
{
    if (prompt.isEmpty() || prompt == noObject) {
        then();
        return;
    }
    m_prompt = prompt;
    m_afterQuestion = std::move(then);
    patience(m_terms.asksOwner);
    m_bus.connect(
        service, prompt, promptInterface, QStringLiteral("Completed"), this, SLOT(questionAnswered(bool, QDBusVariant)));
    call(prompt, promptInterface, QStringLiteral("Prompt"), {QString()}, [](const QDBusMessage&) { });
}

void SecretService::questionAnswered(bool dismissed, const QDBusVariant& /*result*/)
{
    m_prompt.clear();
    if (dismissed)
        finish(KeyringState::dismissed);
    else if (const auto then = std::exchange(m_afterQuestion, {}))
        then();
}

void SecretService::patience(std::chrono::milliseconds time) { m_timer.start(time); }

void SecretService::finish(KeyringState state, QByteArray key, const QString& said)
{
    if (m_promise.future().isFinished())
        return;
    m_timer.stop();
    const auto leave = [this](const QString& path, const QString& interface, const QString& method) {
        if (!path.isEmpty() && path != noObject)
            m_bus.send(QDBusMessage::createMethodCall(service, path, interface, method));
    };
    leave(m_prompt, promptInterface, QStringLiteral("Dismiss")); // nobody waits for it any more
    leave(m_session, QStringLiteral("org.freedesktop.Secret.Session"), QStringLiteral("Close"));
    deleteLater();
    m_promise.addResult(KeyringAnswer {state, std::move(key), m_store, said.toStdString()});
    m_promise.finish();
}

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::WireSecret)
