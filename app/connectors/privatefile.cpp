// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/privatefile.h"

#include <QFile>
#include <QSaveFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fuseboard {

namespace {

Result<QByteArray> read(const QString& file, qint64 maxBytes, mode_t forbidden, const char* whyForbidden)
{
    const auto refused = [&file](const char* why) { return fail(ErrorCode::badConfig, file.toStdString(), why); };
    // Looked at once it is open, so that nobody changes what was looked at; a pipe would keep us waiting.
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ELOOP ? refused("it is a symbolic link")
                              : fail(ErrorCode::fileUnreadable, file.toStdString(), ::strerror(errno));
    QFile in;
    struct stat info = {};
    if (!in.open(descriptor, QIODevice::ReadOnly, QFile::AutoCloseHandle) || ::fstat(descriptor, &info) != 0)
        return fail(ErrorCode::fileUnreadable, file.toStdString(), in.errorString().toStdString());
    if (!S_ISREG(info.st_mode))
        return refused("it is no file");
    if (info.st_uid != ::geteuid() || (info.st_mode & forbidden) != 0)
        return refused(whyForbidden);
    if (info.st_size > maxBytes)
        return refused("it is too large");
    return in.readAll();
}

} // namespace

Result<QByteArray> readPrivateFile(const QString& file, qint64 maxBytes)
{
    return read(file, maxBytes, S_IRWXG | S_IRWXO, "others can read or change this file; it must be yours with mode 0600");
}

Result<QByteArray> readOwnFile(const QString& file, qint64 maxBytes)
{
    return read(file, maxBytes, S_IWGRP | S_IWOTH, "others can change this file; it must be yours with mode 0600 or 0644");
}

Result<void> writePrivateFile(const QString& file, const QByteArray& content)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || out.write(content) != content.size() || !out.commit())
        return fail(ErrorCode::fileUnwritable, file.toStdString(), out.errorString().toStdString());
    return {};
}

} // namespace fuseboard
