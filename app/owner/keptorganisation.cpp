// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/keptorganisation.h"

#include "owner/organisationdocument.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace fuseboard {

Result<void> keepOrganisation(const QString& file, const Organisation& organisation)
{
    const QByteArray text = QJsonDocument(organisationDocument(organisation)).toJson(QJsonDocument::Compact) + '\n';
    if (QFile kept(file); kept.open(QIODevice::ReadOnly) && kept.readAll() == text)
        return {};
    QSaveFile made(file);
    if (!made.open(QIODevice::WriteOnly) || !made.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || made.write(text) != text.size() || !made.commit()) {
        QFile::remove(file); // a copy that is known to be old would let keys pass that belong to a frozen team by now
        return fail(ErrorCode::fileUnwritable, file.toStdString(), made.errorString().toStdString());
    }
    return {};
}

Result<std::optional<Organisation>> keptOrganisation(const QString& file)
{
    QFile kept(file);
    if (!kept.exists())
        return std::nullopt;
    if (!kept.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileUnreadable, file.toStdString(), kept.errorString().toStdString());
    QJsonParseError wrong;
    const auto document = QJsonDocument::fromJson(kept.readAll(), &wrong);
    if (wrong.error != QJsonParseError::NoError)
        return fail(ErrorCode::fileUnreadable, file.toStdString(), wrong.errorString().toStdString());
    auto organisation = organisationOf(document.object());
    if (!organisation)
        return fail(
            ErrorCode::fileUnreadable, file.toStdString(), organisation.error().subject + ": " + organisation.error().detail);
    return *std::move(organisation);
}

} // namespace fuseboard
