// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/autostart.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace fuseboard {
namespace {

/// As an argument of a desktop entry's Exec line: quoted, with what is special there escaped, and once more as a string value.
QString quoted(const QString& argument)
{
    QString out;
    for (const QChar each : argument) {
        if (each == QLatin1Char('"') || each == QLatin1Char('`') || each == QLatin1Char('$') || each == QLatin1Char('\\'))
            out += QLatin1String("\\");
        out += each;
        if (each == QLatin1Char('%'))
            out += each;
    }
    return QLatin1Char('"') + out.replace(QLatin1Char('\\'), QLatin1String("\\\\")) + QLatin1Char('"');
}

/// Each profile has an entry of its own, the person's own profile the plain one.
QString ofProfile(const QStringList& arguments)
{
    if (arguments.size() < 2)
        return {};
    const QByteArray hash = QCryptographicHash::hash(arguments.join(QLatin1Char('\n')).toUtf8(), QCryptographicHash::Sha256);
    return QLatin1Char('-') + QString::fromLatin1(hash.toHex().left(12));
}

} // namespace

Result<void> setAutostart(bool starts, const QStringList& arguments)
{
    const QString directory =
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/autostart");
    const QString file = directory + QStringLiteral("/org.fuseboard.fuseboard%1.desktop").arg(ofProfile(arguments));
    if (!starts) {
        if (QFile::exists(file) && !QFile::remove(file))
            return fail(ErrorCode::fileUnwritable, file.toStdString());
        return {};
    }
    QStringList line {quoted(QCoreApplication::applicationFilePath())};
    for (const QString& argument : arguments)
        line += quoted(argument);
    QSaveFile entry(file);
    if (!QDir().mkpath(directory) || !entry.open(QIODevice::WriteOnly))
        return fail(ErrorCode::fileUnwritable, file.toStdString(), entry.errorString().toStdString());
    entry.write("[Desktop Entry]\nType=Application\nName=Fuseboard\nIcon=org.fuseboard.fuseboard\nTerminal=false\nExec=");
    entry.write(line.join(QLatin1Char(' ')).toUtf8() + '\n');
    if (!entry.commit())
        return fail(ErrorCode::fileUnwritable, file.toStdString(), entry.errorString().toStdString());
    return {};
}

} // namespace fuseboard
