// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/gatewayfiles.h"

#include "documents/policydocument.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace fuseboard {
namespace {

Result<void> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::fileUnwritable, path.toStdString(), file.errorString().toStdString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::fileUnwritable, path.toStdString(), file.errorString().toStdString());
    return {};
}

/// A TOML basic string.
QByteArray quoted(const QString& text)
{
    QByteArray out = "\"";
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            out += "\\u00" + QByteArray::number(c, 16).rightJustified(2, '0');
        else
            out += c;
    }
    return out + '"';
}

QByteArray configuration(const Profile& profile, const GatewaySetup& setup)
{
    QByteArray text = "# Written by Fuseboard for the gateway of this profile.\n\n[callers]\nlisten = "
        + quoted(QStringLiteral("127.0.0.1:%1").arg(setup.port)) + "\n\n[admin]\nsocket = " + quoted(profile.gatewaySocket())
        + "\n";
    for (const UpstreamSetup& upstream : setup.upstreams) {
        QByteArrayList dialects;
        for (const QString& dialect : upstream.dialects)
            dialects += quoted(dialect);
        text += "\n[[upstream]]\nname = " + quoted(upstream.name) + "\nurl = " + quoted(upstream.url) + "\ndialects = ["
            + dialects.join(", ") + "]\nkey = " + quoted(QStringLiteral("file:") + upstream.keyFile) + "\n";
    }
    return text;
}

/// Routes each dialect to the first upstream that speaks it; teams and prices follow when Fuseboard sends its policy.
PolicyDocument firstPolicy(const GatewaySetup& setup)
{
    PolicyDocument policy;
    policy.revision = 1;
    for (const QString& dialect : {QStringLiteral("openai"), QStringLiteral("anthropic")})
        for (const UpstreamSetup& upstream : setup.upstreams)
            if (upstream.dialects.contains(dialect)) {
                policy.routes.push_back({.dialect = dialect.toStdString(), .upstream = upstream.name.toStdString()});
                break;
            }
    policy.prices = PriceList("none", Currency::usd(), {});
    return policy;
}

} // namespace

Result<void> writeGatewayFiles(const Profile& profile, const GatewaySetup& setup)
{
    const QDir directory(profile.gatewayDirectory());
    if (!directory.mkpath(QStringLiteral(".")))
        return fail(ErrorCode::fileUnwritable, directory.path().toStdString());
    if (auto written = writeFile(directory.filePath(QStringLiteral("gateway.toml")), configuration(profile, setup)); !written)
        return written;
    const QString policy = directory.filePath(QStringLiteral("policy.json"));
    if (QFileInfo::exists(policy))
        return {};
    return writeFile(policy, QByteArray::fromStdString(writePolicy(firstPolicy(setup))));
}

} // namespace fuseboard
