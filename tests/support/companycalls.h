// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/sandboxstand.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// What callers of the sandbox's company send.
namespace fuseboard::test {

/// The token of the first caller of a team, from company.json.
inline QString tokenOf(const Profile& profile, const QString& team)
{
    QFile file(profile.sandboxDirectory() + QStringLiteral("/company.json"));
    if (file.open(QIODevice::ReadOnly))
        for (const auto& key : QJsonDocument::fromJson(file.readAll()).object()[QLatin1String("keys")].toArray())
            if (key.toObject()[QLatin1String("team")].toString() == team)
                return key.toObject()[QLatin1String("token")].toString();
    return {};
}
inline QString tokenOf(const SandboxStand& stand, const QString& team) { return tokenOf(stand.profile(), team); }

constexpr auto ownModel = "gpt-5-mini"; ///< one that no caller of Payments names

/// A chat stream of 400 chunks, 300 ms apart: it is running whenever something happens to it.
inline QByteArray longStream(const QByteArray& model = "gpt-5.6")
{
    return R"({"model":")" + model
        + R"(","stream":true,"max_tokens":4000,"messages":[{"role":"user","content":"go on"}],)"
          R"("metadata":{"sandbox_input":"1000","sandbox_output":"4000","sandbox_chunkMs":"300"}})";
}

} // namespace fuseboard::test
