// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keystore.h"

#include "connectors/keyring/keymarks.h"
#include "connectors/privatefile.h"
#include "connectors/sealedkeys.h"

#include <QFileInfo>
#include <QThreadPool>
#include <QUuid>

#include <cstring>
#include <map>
#include <mutex>
#include <optional>

#include <strings.h>

namespace fuseboard {
namespace {

/// No provider's key is near this.
constexpr qint64 maxKeyBytes = 4096;

using Key = Result<QByteArray>;
using Place = KeyReference::Place;

Key usable(QByteArray key, const KeyReference& reference)
{
    key = key.trimmed();
    if (key.isEmpty())
        return fail(ErrorCode::keyMissing, reference.text());
    return key;
}

Key readFile(const KeyReference& reference)
{
    auto key = readPrivateFile(QString::fromStdString(reference.name), maxKeyBytes);
    if (key)
        return usable(*std::move(key), reference);
    const ErrorCode code = key.error().code == ErrorCode::fileUnreadable ? ErrorCode::keyMissing : key.error().code;
    return fail(code, reference.text(), key.error().detail);
}

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

/// What the keyring did, as the error that people read (SE2). `mark`: where the key was seen last.
std::unexpected<Error> keyringError(
    const KeyringAnswer& answer, const std::string& subject, const std::optional<KeyMarks::Mark>& mark)
{
    const std::string store = answer.store.empty() ? "the keyring" : answer.store;
    const std::string expected = mark ? "expected in " + mark->store + ", " : std::string();
    switch (answer.state) {
    case KeyringState::done: break;
    case KeyringState::missing:
        if (!mark)
            return fail(ErrorCode::keyMissing, subject, "not in " + store);
        return fail(ErrorCode::keyringAbsent, subject,
            expected + (mark->store == store ? "not found" : "but the keyring is " + store + " now"));
    case KeyringState::locked: return fail(ErrorCode::keyringLocked, subject, store + " is locked");
    case KeyringState::dismissed:
        return fail(ErrorCode::keyringLocked, subject, store + " is locked, and its question was dismissed");
    case KeyringState::silent: return fail(ErrorCode::keyringLocked, subject, store + " does not answer");
    case KeyringState::absent:
        return fail(ErrorCode::keyringAbsent, subject, expected + (answer.said.empty() ? "there is none" : answer.said));
    case KeyringState::refused: return fail(ErrorCode::keyringLocked, subject, store + " says: " + answer.said);
    }
    return fail(ErrorCode::keyMissing, subject);
}

QString ownName(const std::string& name)
{
    return QString::fromStdString(name) + QLatin1Char('-') + QUuid::createUuid().toString(QUuid::Id128).left(8);
}

template <class T>
QFuture<T> ready(T value)
{
    return QtFuture::makeReadyValueFuture(std::move(value));
}

} // namespace

struct KeyStore::Kept {
    explicit Kept(KeyPlaces where)
        : places(std::move(where))
        , marks(places.marks)
    {
    }
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;
    ~Kept()
    {
        for (auto* keys : {&environment, &session})
            for (auto& [name, key] : *keys)
                ::explicit_bzero(key.data(), static_cast<std::size_t>(key.size()));
    }

    const KeyPlaces places;
    std::mutex mutex; ///< of all that follows
    std::map<std::string, QByteArray> environment, session;
    std::optional<SealedKeys> sealed;
    KeyMarks marks;
    bool mayAsk = true; ///< its owner has not dismissed the keyring's question

    static QByteArray find(const std::map<std::string, QByteArray>& keys, const std::string& name)
    {
        const auto found = keys.find(name);
        return found == keys.end() ? QByteArray() : found->second;
    }

    Key answered(const KeyReference& reference, const KeyringAnswer& answer)
    {
        const std::scoped_lock guard(mutex);
        if (answer.state == KeyringState::dismissed)
            mayAsk = false;
        if (answer.state != KeyringState::done)
            return keyringError(answer, reference.text(), marks.mark(reference.name));
        marks.seen(reference.name, answer.store, now());
        return usable(answer.key, reference);
    }
};

KeyStore::KeyStore(std::span<const KeyReference> references, KeyPlaces places)
    : m_kept(std::make_shared<Kept>(std::move(places)))
{
    takeEnvironment(references);
}

KeyStore::~KeyStore() = default;

std::vector<std::string> KeyStore::takeEnvironment(std::span<const KeyReference> references)
{
    const std::scoped_lock guard(m_kept->mutex);
    std::vector<std::string> taken;
    for (const KeyReference& reference : references) {
        char* value = reference.place == Place::environment ? std::getenv(reference.name.c_str()) : nullptr;
        if (!value)
            continue;
        m_kept->environment.try_emplace(reference.name, value);
        ::explicit_bzero(value, std::strlen(value)); // where /proc/PID/environ reads it
        qunsetenv(reference.name.c_str());
        taken.push_back(reference.name);
    }
    return taken;
}

QFuture<Result<QByteArray>> KeyStore::read(const KeyReference& reference) const
{
    if (reference.place == Place::file)
        return ready(readFile(reference));
    std::unique_lock guard(m_kept->mutex);
    switch (reference.place) {
    case Place::environment: return ready(usable(Kept::find(m_kept->environment, reference.name), reference));
    case Place::session: {
        Key key = usable(Kept::find(m_kept->session, reference.name), reference);
        return ready(key ? key : fail(ErrorCode::keyMissing, reference.text(), "it was for one session only"));
    }
    case Place::sealed:
        return ready(m_kept->sealed
                ? usable(m_kept->sealed->key(reference.name), reference)
                : Key(fail(ErrorCode::keyringLocked, reference.text(), "the file of sealed keys needs its passphrase")));
    case Place::keyring: {
        KeyringTerms terms = m_kept->places.keyring;
        terms.mayAsk = terms.mayAsk && m_kept->mayAsk;
        guard.unlock(); // an answer may come at once
        return (new SecretService(terms))
            ->read(QString::fromStdString(reference.name))
            .then([kept = m_kept, reference](const KeyringAnswer& answer) { return kept->answered(reference, answer); });
    }
    case Place::file:
    case Place::none: break;
    }
    return ready(Key(QByteArray()));
}

QFuture<Result<KeyReference>> KeyStore::keep(Place place, const std::string& name, const QByteArray& key)
{
    const KeyReference reference {place, ownName(name).toStdString()};
    std::unique_lock guard(m_kept->mutex);
    switch (place) {
    case Place::session: m_kept->session.emplace(reference.name, key); return ready(Result<KeyReference>(reference));
    case Place::sealed: {
        if (!m_kept->sealed)
            return ready(
                Result<KeyReference>(fail(ErrorCode::keyringLocked, name, "the file of sealed keys needs its passphrase")));
        return ready(m_kept->sealed->add(reference.name, key).transform([&] { return reference; }));
    }
    case Place::keyring:
        m_kept->mayAsk = true; // somebody is here
        guard.unlock();
        return (new SecretService(m_kept->places.keyring))
            ->write(QString::fromStdString(reference.name), key)
            .then([kept = m_kept, reference, name](const KeyringAnswer& answer) -> Result<KeyReference> {
                if (answer.state != KeyringState::done)
                    return keyringError(answer, name, std::nullopt);
                const std::scoped_lock inner(kept->mutex);
                kept->marks.seen(reference.name, answer.store, now());
                return reference;
            });
    case Place::environment:
    case Place::file:
    case Place::none: break;
    }
    return ready(Result<KeyReference>(fail(ErrorCode::badConfig, name, "a key is not put there")));
}

bool KeyStore::hasSealedFile() const { return QFileInfo::exists(m_kept->places.sealed); }

bool KeyStore::isSealedOpen() const
{
    const std::scoped_lock guard(m_kept->mutex);
    return m_kept->sealed.has_value();
}

QFuture<Result<void>> KeyStore::openSealed(const QByteArray& passphrase)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, kept = m_kept, passphrase] {
        const QString& file = kept->places.sealed;
        auto opened = QFileInfo::exists(file) ? SealedKeys::open(file, passphrase) : SealedKeys::create(file, passphrase);
        Result<void> result;
        if (opened) {
            const std::scoped_lock guard(kept->mutex);
            kept->sealed = *std::move(opened);
        } else {
            result = std::unexpected(opened.error());
        }
        promise->addResult(std::move(result));
        promise->finish();
    });
    return promise->future();
}

} // namespace fuseboard
