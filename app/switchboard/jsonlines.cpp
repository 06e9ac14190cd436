// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/jsonlines.h"

#include <QFile>
#include <QJsonDocument>

namespace fuseboard {

std::vector<QJsonObject> readJsonLines(const QString& file)
{
    std::vector<QJsonObject> out;
    QFile book(file);
    if (!book.open(QIODevice::ReadOnly))
        return out;
    for (const QByteArray& line : book.readAll().split('\n'))
        if (const QJsonDocument document = QJsonDocument::fromJson(line); document.isObject())
            out.push_back(document.object());
    return out;
}

Result<void> appendJsonLine(const QString& file, const QJsonObject& document)
{
    QFile book(file);
    const bool isOpen = book.open(QIODevice::ReadWrite | QIODevice::Append);
    char last = '\n';
    if (isOpen && book.size() > 0 && book.seek(book.size() - 1))
        book.getChar(&last);
    const QByteArray line =
        (last == '\n' ? QByteArray() : QByteArray("\n")) + QJsonDocument(document).toJson(QJsonDocument::Compact) + '\n';
    if (!isOpen || book.write(line) != line.size() || !book.flush())
        return fail(ErrorCode::fileUnwritable, file.toStdString(), book.errorString().toStdString());
    return {};
}

} // namespace fuseboard
