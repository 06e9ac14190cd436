// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keystore.h"

#include <qt6keychain/keychain.h>

#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <unistd.h>

namespace fuseboard {
namespace {

/// A keyring that asks its owner for a password gets this long; after that the source says so and tries again.
constexpr std::chrono::seconds keyringPatience {30};
/// No provider's key is near this.
constexpr qint64 maxKeyBytes = 4096;

using Key = Result<QByteArray>;

Key usable(QByteArray key, const KeyReference& reference)
{
    key = key.trimmed();
    if (key.isEmpty())
        return fail(ErrorCode::keyMissing, reference.text());
    return key;
}

Key readFile(const KeyReference& reference)
{
    QFile file(QString::fromStdString(reference.name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::keyMissing, reference.text(), file.errorString().toStdString());
    const QFileInfo info(file);
    constexpr auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    if (info.ownerId() != geteuid() || file.permissions().testAnyFlags(others))
        return fail(ErrorCode::badConfig, reference.text(), "others can read this file; it must be yours with mode 0600");
    if (file.size() > maxKeyBytes)
        return fail(ErrorCode::badConfig, reference.text(), "too long to be a key");
    return usable(file.readAll(), reference);
}

Key keyringAnswer(const QKeychain::ReadPasswordJob& job, const KeyReference& reference)
{
    const std::string said = job.errorString().toStdString();
    switch (job.error()) {
    case QKeychain::NoError: return usable(job.binaryData(), reference);
    case QKeychain::EntryNotFound: return fail(ErrorCode::keyMissing, reference.text());
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented: return fail(ErrorCode::keyringAbsent, reference.text(), said);
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError: break;
    }
    return fail(ErrorCode::keyringLocked, reference.text(), said);
}

QFuture<Key> readKeyring(const KeyReference& reference)
{
    auto promise = std::make_shared<QPromise<Key>>();
    promise->start();
    const auto answer = [promise](Key key) {
        if (promise->future().isFinished())
            return;
        promise->addResult(std::move(key));
        promise->finish();
    };
    auto* job = new QKeychain::ReadPasswordJob(QStringLiteral("fuseboard"));
    job->setKey(QString::fromStdString(reference.name));
    // The job deletes itself; it may outlive our patience.
    QObject::connect(job, &QKeychain::Job::finished, job, [answer, job, reference] { answer(keyringAnswer(*job, reference)); });
    QTimer::singleShot(keyringPatience, job,
        [answer, reference] { answer(fail(ErrorCode::keyringLocked, reference.text(), "it did not answer")); });
    job->start();
    return promise->future();
}

} // namespace

KeyStore::KeyStore(std::span<const KeyReference> references)
{
    for (const KeyReference& reference : references) {
        if (reference.place != KeyReference::Place::environment || m_environment.contains(reference.name))
            continue;
        if (!qEnvironmentVariableIsSet(reference.name.c_str()))
            continue;
        m_environment.emplace(reference.name, qgetenv(reference.name.c_str()));
        qunsetenv(reference.name.c_str());
    }
}

QFuture<Result<QByteArray>> KeyStore::read(const KeyReference& reference) const
{
    switch (reference.place) {
    case KeyReference::Place::keyring: return readKeyring(reference);
    case KeyReference::Place::file: return QtFuture::makeReadyValueFuture(readFile(reference));
    case KeyReference::Place::environment: {
        const auto it = m_environment.find(reference.name);
        return QtFuture::makeReadyValueFuture(usable(it == m_environment.end() ? QByteArray() : it->second, reference));
    }
    case KeyReference::Place::none: break;
    }
    return QtFuture::makeReadyValueFuture(Key(QByteArray()));
}

} // namespace fuseboard
