// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/filewatch.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto settling = 300ms; ///< a file is written in more than one step

} // namespace

FileWatch::FileWatch(QStringList places, QObject* parent)
    : QObject(parent)
    , m_places(std::move(places))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settling);
    connect(&m_settle, &QTimer::timeout, this, &FileWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
    follow();
    m_print = print();
}

/// A file that was replaced is another one, which has to be followed anew.
void FileWatch::follow()
{
    QStringList paths;
    for (const QString& place : std::as_const(m_places)) {
        const QFileInfo info(place);
        if (info.isDir())
            for (const QFileInfo& file : QDir(place).entryInfoList(QDir::Files))
                paths << file.filePath();
        else
            paths << info.path();
        if (info.exists())
            paths << place;
    }
    const QStringList known = m_watcher.files() + m_watcher.directories();
    for (const QString& path : std::as_const(paths))
        if (!known.contains(path))
            m_watcher.addPath(path);
}

void FileWatch::look()
{
    follow();
    QByteArray now = print();
    if (now == m_print)
        return;
    m_print = std::move(now);
    Q_EMIT changed();
}

QByteArray FileWatch::print() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QString& path) {
        QFile file(path);
        hash.addData(path.toUtf8() + '\n');
        if (file.open(QIODevice::ReadOnly))
            hash.addData(&file);
    };
    for (const QString& place : m_places) {
        if (!QFileInfo(place).isDir())
            add(place);
        else
            for (const QFileInfo& file : QDir(place).entryInfoList(QDir::Files, QDir::Name))
                add(file.filePath());
    }
    return hash.result();
}

} // namespace fuseboard
