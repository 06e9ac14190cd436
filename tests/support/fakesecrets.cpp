// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QMap>
#include <QTimer>

#include <algorithm>
#include <cstdio>

#include <sys/prctl.h>

/// A keyring for tests: org.freedesktop.secrets with one collection, on the session bus. It takes nothing that the
/// specification does not allow, and keeps nothing on disk.
///   fakesecrets PROGRAM MODE [NAME KEY]
/// PROGRAM is what it is called in the list of processes. MODE: open, locked (asks, is let in), dismissed (asks, is not),
/// unanswered (asks, and nobody comes), hangs (answers nothing). Prints "ready".
namespace {

struct Secret {
    QDBusObjectPath session;
    QByteArray parameters, value;
    QString contentType;
};
QDBusArgument& operator<<(QDBusArgument& out, const Secret& secret)
{
    out.beginStructure();
    out << secret.session << secret.parameters << secret.value << secret.contentType;
    out.endStructure();
    return out;
}
const QDBusArgument& operator>>(const QDBusArgument& in, Secret& secret)
{
    in.beginStructure();
    in >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    in.endStructure();
    return in;
}

using Attributes = QMap<QString, QString>;
using Paths = QList<QDBusObjectPath>;

const QString root = QStringLiteral("/org/freedesktop/secrets");
const QString prompt = root + QStringLiteral("/prompt/p1");
const QString session = root + QStringLiteral("/session/s1");
const QString defaults = root + QStringLiteral("/aliases/default");

struct Item {
    Attributes attributes;
    QByteArray secret;
};

class Keyring : public QDBusVirtualObject {
public:
    explicit Keyring(QString mode)
        : m_mode(std::move(mode))
        , m_locked(m_mode != QLatin1String("open"))
    {
    }
    void add(const QString& name, const QByteArray& key)
    {
        m_items << Item {{{QStringLiteral("user"), name}, {QStringLiteral("server"), QStringLiteral("fuseboard")}}, key};
    }
    [[nodiscard]] QString introspect(const QString& /*path*/) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& bus) override
    {
        if (m_mode == QLatin1String("hangs"))
            return true;
        const QString method = message.member();
        const QVariantList arguments = message.arguments();
        const auto reply = [&](const QVariantList& values) { return bus.send(message.createReply(values)); };
        const auto refuse = [&](const char* error) {
            return bus.send(message.createErrorReply(QLatin1String(error), QLatin1String("not so")));
        };
        if (method == QLatin1String("OpenSession")) {
            if (arguments.value(0).toString() != QLatin1String("plain"))
                return refuse("org.freedesktop.DBus.Error.NotSupported");
            m_sessionOpen = true;
            return reply({QVariant::fromValue(QDBusVariant(QString())), QVariant::fromValue(QDBusObjectPath(session))});
        }
        if (method == QLatin1String("Close") && message.path() == session) {
            m_sessionOpen = false;
            return reply({});
        }
        if (method == QLatin1String("SearchItems")) {
            const auto wanted = qdbus_cast<Attributes>(arguments.value(0));
            Paths found;
            for (qsizetype i = 0; i < m_items.size(); ++i)
                if (std::ranges::all_of(wanted.asKeyValueRange(),
                        [&](const auto& pair) { return m_items[i].attributes.value(pair.first) == pair.second; }))
                    found << QDBusObjectPath(pathOf(i));
            return reply({QVariant::fromValue(m_locked ? Paths() : found), QVariant::fromValue(m_locked ? found : Paths())});
        }
        if (method == QLatin1String("Unlock"))
            return reply({QVariant::fromValue(m_locked ? Paths() : qdbus_cast<Paths>(arguments.value(0))),
                QVariant::fromValue(QDBusObjectPath(m_locked ? prompt : QStringLiteral("/")))});
        if (method == QLatin1String("Prompt") && message.path() == prompt) {
            std::puts("asked");
            std::fflush(stdout);
            if (m_mode != QLatin1String("unanswered"))
                QTimer::singleShot(50, this, [this, bus] { answerPrompt(bus); });
            return reply({});
        }
        if (method == QLatin1String("Dismiss") && message.path() == prompt) {
            std::puts("question taken back");
            std::fflush(stdout);
            return reply({});
        }
        if (method == QLatin1String("GetSecret"))
            return secretOf(message, bus);
        if (method == QLatin1String("CreateItem") && message.path() == defaults)
            return create(message, bus);
        return refuse("org.freedesktop.DBus.Error.UnknownMethod");
    }

private:
    static QString pathOf(qsizetype item) { return root + QStringLiteral("/collection/login/%1").arg(item); }
    void answerPrompt(const QDBusConnection& bus)
    {
        const bool dismissed = m_mode == QLatin1String("dismissed");
        m_locked = dismissed;
        QDBusMessage done =
            QDBusMessage::createSignal(prompt, QStringLiteral("org.freedesktop.Secret.Prompt"), QStringLiteral("Completed"));
        done << dismissed << QVariant::fromValue(QDBusVariant(QVariant::fromValue(Paths())));
        bus.send(done);
    }
    bool secretOf(const QDBusMessage& message, const QDBusConnection& bus)
    {
        const qsizetype item = message.path().section(QLatin1Char('/'), -1).toLongLong();
        if (m_locked)
            return bus.send(message.createErrorReply(QStringLiteral("org.freedesktop.Secret.Error.IsLocked"), {}));
        if (!m_sessionOpen || item < 0 || item >= m_items.size() || message.path() != pathOf(item))
            return bus.send(message.createErrorReply(QStringLiteral("org.freedesktop.Secret.Error.NoSuchObject"), {}));
        const Secret secret {QDBusObjectPath(session), {}, m_items[item].secret, QStringLiteral("text/plain")};
        return bus.send(message.createReply(QVariant::fromValue(secret)));
    }
    bool create(const QDBusMessage& message, const QDBusConnection& bus)
    {
        const auto properties = qdbus_cast<QVariantMap>(message.arguments().value(0));
        const auto secret = qdbus_cast<Secret>(message.arguments().value(1));
        if (m_locked)
            return bus.send(message.createErrorReply(QStringLiteral("org.freedesktop.Secret.Error.IsLocked"), {}));
        if (!m_sessionOpen || secret.session.path() != session || message.signature() != QLatin1String("a{sv}(oayays)b"))
            return bus.send(message.createErrorReply(QStringLiteral("org.freedesktop.DBus.Error.InvalidArgs"), {}));
        m_items << Item {
            qdbus_cast<Attributes>(properties[QStringLiteral("org.freedesktop.Secret.Item.Attributes")]), secret.value};
        return bus.send(message.createReply({QVariant::fromValue(QDBusObjectPath(pathOf(m_items.size() - 1))),
            QVariant::fromValue(QDBusObjectPath(QStringLiteral("/")))}));
    }

    QString m_mode;
    bool m_locked;
    bool m_sessionOpen = false;
    QList<Item> m_items;
};

} // namespace

Q_DECLARE_METATYPE(Secret)

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 3)
        return 2;
    ::prctl(PR_SET_NAME, words[1].toUtf8().constData());
    qDBusRegisterMetaType<Secret>();
    qDBusRegisterMetaType<Attributes>();
    Keyring keyring(words[2]);
    if (words.size() > 4)
        keyring.add(words[3], words[4].toUtf8());
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.registerVirtualObject(root, &keyring, QDBusConnection::SubPath)
        || !bus.registerService(QStringLiteral("org.freedesktop.secrets")))
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
