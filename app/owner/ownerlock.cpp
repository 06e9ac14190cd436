// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownerlock.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace fuseboard {

OwnerLock::OwnerLock(int descriptor)
    : m_descriptor(descriptor)
{
}

OwnerLock::OwnerLock(OwnerLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

OwnerLock& OwnerLock::operator=(OwnerLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

OwnerLock::~OwnerLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<OwnerLock> OwnerLock::take(const QString& file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return fail(ErrorCode::fileUnwritable, file.toStdString(), std::strerror(errno));
    OwnerLock lock(descriptor);
    char words[200] = {};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const ssize_t length = ::pread(descriptor, words, sizeof(words) - 1, 0);
        return fail(
            ErrorCode::historyBusy, file.toStdString(), length > 0 ? std::string(words, static_cast<std::size_t>(length)) : "");
    }
    const QByteArray who =
        QFile::encodeName(QCoreApplication::applicationName()) + ", process " + QByteArray::number(::getpid());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, who.constData(), static_cast<std::size_t>(who.size()), 0) < 0)
        return fail(ErrorCode::fileUnwritable, file.toStdString(), std::strerror(errno));
    return lock;
}

} // namespace fuseboard
