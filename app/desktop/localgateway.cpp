// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/localgateway.h"

#include "connectors/sourceconfig.h"
#include "owner/gatewayfiles.h"

#include <QDir>
#include <QSaveFile>

namespace fuseboard {
namespace {

Result<void> writePrivate(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::fileUnwritable, path.toStdString(), file.errorString().toStdString());
    return {};
}

} // namespace

Result<void> setUpLocalGateway(const Profile& profile, const QString& openAiKey, const QString& anthropicKey)
{
    const QDir directory(profile.gatewayDirectory());
    directory.mkpath(QStringLiteral("."));
    GatewaySetup setup {.upstreams = {}, .port = localGatewayPort};
    struct Provider {
        QString name, url, key;
    };
    for (const Provider& provider : {Provider {QStringLiteral("openai"), QStringLiteral("https://api.openai.com"), openAiKey},
             Provider {QStringLiteral("anthropic"), QStringLiteral("https://api.anthropic.com"), anthropicKey}}) {
        if (provider.key.isEmpty())
            continue;
        const QString keyFile = directory.absoluteFilePath(provider.name + QStringLiteral(".key"));
        if (auto written = writePrivate(keyFile, provider.key.toUtf8() + '\n'); !written)
            return written;
        setup.upstreams.push_back(
            {.name = provider.name, .url = provider.url, .dialects = {provider.name}, .keyFile = keyFile});
    }
    if (auto written = writeGatewayFiles(profile, setup); !written)
        return written;
    const std::vector<SourceConfig> sources {{.id = "gateway",
        .name = "Gateway",
        .kind = "gateway",
        .socket = profile.gatewaySocket().toStdString(),
        .embedded = true,
        .interval = std::chrono::seconds(2)}};
    return writePrivate(profile.sourcesFile(), QByteArray::fromStdString(writeSources(sources)));
}

} // namespace fuseboard
