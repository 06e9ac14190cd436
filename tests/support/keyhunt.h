// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDirIterator>
#include <QFile>
#include <QStringList>

namespace fuseboard::test {

/// The forms in which a key might stand somewhere (SAFETY SE1): as it is, URL-encoded, JSON-escaped, in hexadecimal, and what
/// base64 makes of it wherever it begins in what was encoded.
inline QList<QByteArray> formsOf(const QByteArray& key)
{
    QByteArray json = key;
    json.replace('\\', "\\\\").replace('"', "\\\"").replace('/', "\\/");
    QList<QByteArray> forms {key, key.toPercentEncoding(), key.toPercentEncoding().toLower(), json, key.toHex()};
    for (qsizetype before = 0; before < 3; ++before) {
        // The outer characters depend on what stands beside the key.
        const QByteArray text = (QByteArray(before, 'x') + key).toBase64(QByteArray::OmitTrailingEquals);
        forms << text.mid(before == 0 ? 0 : before + 1).chopped(2);
    }
    return forms;
}

inline bool holdsKey(const QByteArray& content, const QByteArray& key)
{
    for (const QByteArray& form : formsOf(key))
        if (content.contains(form))
            return true;
    return false;
}

/// The files below a directory, hidden ones too, in which the key stands in any form.
inline QStringList filesWithKey(const QString& directory, const QByteArray& key)
{
    QStringList found;
    QDirIterator all(directory, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext())
        if (QFile in(all.next()); in.open(QIODevice::ReadOnly) && holdsKey(in.readAll(), key))
            found += in.fileName();
    return found;
}

} // namespace fuseboard::test
