// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/profile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>

#include <sys/stat.h>
#include <unistd.h>

namespace fuseboard {
namespace {

constexpr mode_t privateDirectory = 0700;

QString xdg(QStandardPaths::StandardLocation location) { return QStandardPaths::writableLocation(location); }

QString markerIn(const QString& config) { return config + QStringLiteral("/sandbox"); }

Error problem(ErrorCode code, const QString& path, const QString& detail)
{
    return {code, path.toStdString(), detail.toStdString()};
}

Result<void> makePrivate(const QString& directory)
{
    const QByteArray path = QFile::encodeName(directory);
    struct stat found = {};
    if (::lstat(path.constData(), &found) != 0) {
        if (!QDir().mkpath(QFileInfo(directory).path()) || ::mkdir(path.constData(), privateDirectory) != 0)
            return std::unexpected(problem(ErrorCode::fileUnwritable, directory, QString::fromLocal8Bit(::strerror(errno))));
        return {};
    }
    if (S_ISLNK(found.st_mode))
        return std::unexpected(problem(ErrorCode::fileUnwritable, directory, QStringLiteral("it is a symbolic link")));
    if (!S_ISDIR(found.st_mode))
        return std::unexpected(problem(ErrorCode::fileUnwritable, directory, QStringLiteral("it is not a directory")));
    if (found.st_uid != ::geteuid())
        return std::unexpected(problem(ErrorCode::fileUnwritable, directory, QStringLiteral("it belongs to another user")));
    if (::chmod(path.constData(), privateDirectory) != 0 || ::access(path.constData(), W_OK) != 0)
        return std::unexpected(problem(ErrorCode::fileUnwritable, directory, QString::fromLocal8Bit(::strerror(errno))));
    return {};
}

} // namespace

Profile::Profile(QString config, QString data, QString state, QString run)
    : m_config(std::move(config))
    , m_data(std::move(data))
    , m_state(std::move(state))
    , m_run(std::move(run))
{
}

namespace {

QStringList xdgPlaces(const QString& name)
{
    const QString state = xdg(QStandardPaths::GenericStateLocation) + QLatin1Char('/') + name;
    const QString runtime = QString::fromLocal8Bit(qgetenv("XDG_RUNTIME_DIR"));
    return {xdg(QStandardPaths::GenericConfigLocation) + QLatin1Char('/') + name,
        xdg(QStandardPaths::GenericDataLocation) + QLatin1Char('/') + name, state,
        runtime.isEmpty() || !QFileInfo(runtime).isWritable() ? state + QStringLiteral("/run")
                                                              : runtime + QLatin1Char('/') + name};
}

} // namespace

Profile Profile::standard()
{
    const QStringList places = xdgPlaces(QStringLiteral("fuseboard"));
    return {places[0], places[1], places[2], places[3]};
}

Profile Profile::standardSandbox()
{
    const QStringList places = xdgPlaces(QStringLiteral("fuseboard-sandbox"));
    return {places[0], places[1], places[2], places[3]};
}

Profile Profile::under(const QString& directory)
{
    const QString root = QDir::cleanPath(QDir().absoluteFilePath(directory));
    return {root + QStringLiteral("/config"), root + QStringLiteral("/data"), root + QStringLiteral("/state"),
        root + QStringLiteral("/run")};
}

Result<void> Profile::create() const
{
    const bool oneRoot = QFileInfo(m_config).path() == QFileInfo(m_data).path();
    if (oneRoot) {
        const QString root = QFileInfo(m_config).path();
        if (!QFileInfo(QFileInfo(root).path()).isDir())
            return std::unexpected(problem(ErrorCode::directoryMissing, QFileInfo(root).path(), {}));
        if (auto made = makePrivate(root); !made)
            return made;
    }
    for (const QString& directory : {m_config, m_data, m_state, m_run})
        if (auto made = makePrivate(directory); !made)
            return made;
    return {};
}

bool Profile::exists() const { return QFileInfo(m_config).isDir() && QFileInfo(m_data).isDir(); }

Result<void> Profile::markSandbox() const
{
    if (isSandbox())
        return {};
    if (QFileInfo::exists(historyFile()))
        return std::unexpected(
            problem(ErrorCode::fileExists, historyFile(), QStringLiteral("a real profile can't become the sandbox's")));
    QSaveFile marker(markerIn(m_config));
    if (!marker.open(QIODevice::WriteOnly) || marker.write("This profile is the sandbox's: not your money.\n") < 0
        || !marker.commit())
        return std::unexpected(problem(ErrorCode::fileUnwritable, marker.fileName(), marker.errorString()));
    return {};
}

QString Profile::gatewayUnit() const
{
    if (m_config == QDir::homePath() + QStringLiteral("/.config/fuseboard"))
        return QStringLiteral("fuseboard-gateway.service");
    QString name = QFileInfo(QFileInfo(m_config).path()).fileName().left(40);
    static const QRegularExpression strange(QStringLiteral("[^A-Za-z0-9_.]")); // what a unit's name may not have
    name.replace(strange, QStringLiteral("_"));
    const QByteArray hash = QCryptographicHash::hash(m_config.toUtf8(), QCryptographicHash::Sha256).toHex().left(8);
    return QStringLiteral("fuseboard-gateway-%1-%2.service").arg(name, QString::fromLatin1(hash));
}

bool Profile::isSandbox() const { return QFileInfo::exists(markerIn(m_config)); }

Result<void> Profile::removeSandbox() const
{
    if (!exists())
        return {};
    if (!isSandbox())
        return std::unexpected(problem(ErrorCode::fileExists, m_config, QStringLiteral("it is not a sandbox profile")));
    // The marker goes last, so that a removal cut short is still a sandbox's.
    for (const QString& directory : {m_data, m_state, m_run, m_config})
        if (!QDir(directory).removeRecursively())
            return std::unexpected(problem(ErrorCode::fileUnwritable, directory, QStringLiteral("it could not be removed")));
    return {};
}

} // namespace fuseboard
