// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keyring/keymarks.h"

#include "connectors/privatefile.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace fuseboard {
namespace {

constexpr qint64 largestFile = 256 * 1024; ///< thousands of keys

} // namespace

KeyMarks::KeyMarks(QString file)
    : m_file(std::move(file))
{
    if (m_file.isEmpty())
        return;
    const auto content = readPrivateFile(m_file, largestFile);
    const QJsonObject marks = content ? QJsonDocument::fromJson(*content).object() : QJsonObject();
    for (const QString& key : marks.keys()) {
        const QJsonObject mark = marks[key].toObject();
        const auto seen = parseInstant(mark[QLatin1String("seen")].toString().toStdString());
        if (seen)
            m_marks[key.toStdString()] = {mark[QLatin1String("store")].toString().toStdString(), *seen};
    }
}

std::optional<KeyMarks::Mark> KeyMarks::mark(const std::string& key) const
{
    const auto found = m_marks.find(key);
    return found == m_marks.end() ? std::nullopt : std::optional(found->second);
}

void KeyMarks::seen(const std::string& key, const std::string& store, Instant now)
{
    Mark& mark = m_marks[key];
    if (mark.store == store && now - mark.seen < std::chrono::days(1))
        return;
    mark = {store, now};
    if (!m_file.isEmpty())
        save();
}

void KeyMarks::save() const
{
    QJsonObject marks;
    for (const auto& [key, mark] : m_marks)
        marks[QString::fromStdString(key)] = QJsonObject {{QStringLiteral("store"), QString::fromStdString(mark.store)},
            {QStringLiteral("seen"), QString::fromStdString(toText(mark.seen))}};
    std::ignore = writePrivateFile(m_file, QJsonDocument(marks).toJson());
}

} // namespace fuseboard
