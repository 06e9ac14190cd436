// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/sentkeys.h"

#include <QFile>

#include <unistd.h>

namespace fuseboard {

SentKeys::SentKeys(QString file)
    : m_file(std::move(file))
{
    QFile in(m_file);
    if (!in.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray& line : in.readAll().split('\n'))
        if (!line.isEmpty())
            m_all.insert(line.toStdString());
}

void SentKeys::add(const std::vector<CallerKey>& keys)
{
    QByteArray lines;
    for (const CallerKey& key : keys)
        if (m_all.insert(key.sha256).second)
            lines += QByteArray::fromStdString(key.sha256) + '\n';
    QFile out(m_file);
    if (lines.isEmpty() || !out.open(QIODevice::Append))
        return;
    // On its disk before any gateway has them.
    if (out.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && out.write('\n' + lines) > 0 && out.flush())
        ::fsync(out.handle());
}

} // namespace fuseboard
