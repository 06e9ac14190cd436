// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/sourcecheck.h"

#include "connectors/connectorkind.h"
#include "connectors/gateway/gatewayaddress.h"
#include "connectors/gateway/gatewayanswers.h"
#include "connectors/haproxy/haproxysource.h"
#include "connectors/locallogs/loghomes.h"
#include "connectors/sourcetrust.h"

#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto deadline = 10s; ///< a person waits for it

QFuture<Result<KeyRights>> checkGateway(const SourceConfig& source, const QByteArray& key, HttpClient& client, QObject* context)
{
    const GatewayAddress address {.id = source.id,
        .name = source.name,
        .socket = QString::fromStdString(source.socket),
        .url = QUrl(QString::fromStdString(source.url)),
        .trust = trustOf(source),
        .tokens = DoorTokens(key)};
    HttpRequest request = address.request(DoorRight::read, "GET", "/v1/breakers");
    request.deadline = deadline;
    return client.send(request).then(context, [name = source.name](const Result<HttpAnswer>& answer) -> Result<KeyRights> {
        if (!answer)
            return std::unexpected(answer.error());
        return parseBreakers(name, *answer).transform([](const LeverReport&) { return KeyRights {{"breakers"}, {}}; });
    });
}

QFuture<Result<KeyRights>> checkProxy(const SourceConfig& source, QObject* context)
{
    const auto control = std::make_shared<HaproxyControl>(haproxyAddressOf(source));
    return control->holds().then(
        context, [control, what = source.variant + ' ' + source.holds](const Result<HaproxyHolds>& holds) {
            return holds.transform([&](const HaproxyHolds&) { return KeyRights {{what}, {}}; });
        });
}

Result<KeyRights> checkLogs(const SourceConfig& source)
{
    const LogKind kind = source.kind == nameOf(LogKind::codex) ? LogKind::codex : LogKind::claudeCode;
    KeyRights out;
    for (const LogRoot& root : logRoots(kind, LogEnvironment::ofProcess(), source.directory))
        if (std::error_code error; std::filesystem::is_directory(root.directory, error))
            out.reads.push_back(root.directory.string());
    if (out.reads.empty())
        return fail(ErrorCode::directoryMissing, source.directory.empty() ? source.name : source.directory, {});
    return out;
}

} // namespace

QFuture<Result<KeyRights>> checkSource(
    const SourceConfig& source, const QByteArray& key, HttpClient& client, Instant now, QObject* context)
{
    const ConnectorKind& kind = *findConnectorKind(source.kind);
    if (kind.isLocalLog)
        return QtFuture::makeReadyValueFuture(checkLogs(source));
    if (kind.isProxy)
        return checkProxy(source, context);
    if (!kind.dialect)
        return checkGateway(source, key, client, context);
    auto* trial = new SourceTrial(source.name, QString::fromStdString(source.base()), kind.dialect(source), client, context);
    return trial->run(key, now).then(trial, [trial](const Result<KeyRights>& rights) {
        trial->deleteLater();
        return rights;
    });
}

} // namespace fuseboard
