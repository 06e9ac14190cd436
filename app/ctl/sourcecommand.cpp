// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/sourcecommand.h"

#include "connectors/keystore.h"
#include "ctl/passphrase.h"
#include "ctl/print.h"
#include "net/httpclient.h"
#include "owner/engine.h"
#include "owner/rightstext.h"
#include "owner/sourcecheck.h"
#include "owner/sourcecommands.h"
#include "owner/sourcesfile.h"
#include "owner/statusdocument.h"
#include "owner/systemclock.h"
#include "text/errortext.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace fuseboard {
namespace {

/// As the source will be in the file; its id is settled there.
Result<SourceConfig> newSource(const QJsonObject& request)
{
    auto source = sourceOf(request);
    if (!source)
        return source;
    source->id = "new";
    return checked(*source);
}

/// `passphrase`: where its key is sealed.
Result<KeyRights> rightsOf(const SourceConfig& source, KeyStore& keys, const QByteArray& passphrase)
{
    HttpClient client;
    QObject context;
    Result<KeyRights> out = fail(ErrorCode::cutOff, source.name);
    const KeyReference reference = source.keyFor(DoorRight::read);
    keys.takeEnvironment(std::span(&reference, 1));
    const auto finish = [&out](Result<KeyRights> rights) {
        out = std::move(rights);
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection); // it may be known before we wait
    };
    const auto check = [&] {
        keys.read(reference).then(&context, [&](const Result<QByteArray>& key) {
            if (!key) {
                finish(std::unexpected(key.error()));
                return;
            }
            checkSource(source, *key, client, SystemClock().now(), &context).then(&context, finish);
        });
    };
    if (reference.place != KeyReference::Place::sealed || passphrase.isEmpty())
        check();
    else
        keys.openSealed(passphrase).then(&context, [&](const Result<void>& opened) {
            if (opened)
                check();
            else
                finish(std::unexpected(opened.error()));
        });
    QCoreApplication::exec();
    return out;
}

QJsonArray texts(const std::vector<std::string>& lists)
{
    QJsonArray out;
    for (const std::string& list : lists)
        out.append(QString::fromStdString(list));
    return out;
}

} // namespace

std::optional<ExitCode> tryOutSource(const CommandLine& line, const Profile& profile)
{
    const QString what = line.request[QLatin1String("do")].toString();
    const bool adds = what == QLatin1String("addSource") && !line.request[QLatin1String("untested")].toBool();
    if (!adds && what != QLatin1String("testSource"))
        return std::nullopt;
    const auto failed = [&line, adds](const Error& error) {
        printError(adds ? connectSentence(error) : sentence(error), line.json, errorDocument(error));
        return ExitCode::failed;
    };
    const auto source =
        adds ? newSource(line.request) : sourceCalled(line.request[QLatin1String("id")].toString().toStdString(), profile);
    if (!source)
        return failed(source.error());
    const bool isSealed = source->keyFor(DoorRight::read).place == KeyReference::Place::sealed;
    const auto passphrase = isSealed ? findPassphrase(line.passphraseFd, true) : Result<QByteArray>(QByteArray());
    if (!passphrase)
        return failed(passphrase.error());
    const auto rights = rightsOf(*source, *Engine::keysOf(profile), *passphrase);
    if (!rights)
        return failed(rights.error());
    const bool hasKey = source->keyFor(DoorRight::read).isSet();
    if (!line.json && !printOut(rightsText(source->name, hasKey, *rights) + QLatin1Char('\n')))
        return ExitCode::failed;
    if (adds)
        return std::nullopt;
    if (line.json)
        printOut(documentText({{QStringLiteral("ok"), true}, {QStringLiteral("reads"), texts(rights->reads)},
            {QStringLiteral("refused"), texts(rights->refused)}, {QStringLiteral("tooMany"), texts(rights->tooMany)}}));
    return ExitCode::proved;
}

} // namespace fuseboard
