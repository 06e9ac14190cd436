// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/gatewayusagesource.h"

#include "connectors/knownmembers.h"
#include "connectors/sourcetrust.h"

namespace fuseboard {
namespace {

QFuture<UsageResult> failed(UsageFailure failure)
{
    return QtFuture::makeReadyValueFuture(UsageResult(std::unexpected(std::move(failure))));
}

/// The parser knows paths; people know sources.
UsageFailure ofSource(const std::string& id, const Error& error)
{
    return {{error.code, id, error.subject + ": " + error.detail}, {}};
}

} // namespace

GatewayUsageSource::GatewayUsageSource(SourceConfig config, HttpClient& client, const KeyStore& keys, GatewayFeed feed)
    : m_config(std::move(config))
    , m_client(&client)
    , m_keys(&keys)
    , m_feed(feed)
{
}

Capabilities GatewayUsageSource::capabilities() const
{
    if (m_feed == GatewayFeed::calls)
        return {.lists = {"calls"}};
    return {.lists = {"telemetry"}, .finestWidth = std::chrono::hours(1)};
}

QFuture<UsageResult> GatewayUsageSource::poll(std::string cursor, Instant now)
{
    return m_keys->read(m_config.keyFor(DoorRight::read))
        .then(this,
            [this, cursor = GatewayCursor::parse(cursor), now](const Result<QByteArray>& key) {
                return key ? ask(cursor, PollClock(now), *key)
                           : failed({{key.error().code, m_config.id, key.error().detail}, {}});
            })
        .unwrap();
}

QFuture<UsageResult> GatewayUsageSource::ask(GatewayCursor after, PollClock clock, const QByteArray& key)
{
    HttpRequest request;
    request.url = QUrl(QString::fromStdString(m_config.base() + gatewayUsagePath(after, m_feed)), QUrl::StrictMode);
    request.localSocket = QString::fromStdString(m_config.socket);
    if (m_config.socket.empty())
        request.trust = trustOf(m_config);
    if (!key.isEmpty())
        request.headers.append({"Authorization", "Bearer " + key});
    clock.sending();
    return m_client->send(std::move(request))
        .then(this,
            [this, after, clock, key](const Result<HttpAnswer>& answer) mutable {
                if (answer)
                    clock.heard(answer->serverDate);
                return accept(bodyOf(answer, m_config.id), after, clock, key);
            })
        .unwrap();
}

QFuture<UsageResult> GatewayUsageSource::accept(
    const FetchResult& body, const GatewayCursor& after, const PollClock& clock, const QByteArray& key)
{
    if (!body)
        return failed(body.error());
    const std::string_view text(body->constData(), static_cast<std::size_t>(body->size()));
    auto page = parseGatewayUsage(text, m_config.id, m_feed);
    if (!page)
        return failed(ofSource(m_config.id, page.error()));
    // A new ledger's numbers start again; what was asked for means nothing in it.
    if (!after.ledgerId.empty() && page->ledgerId != after.ledgerId)
        return ask({}, clock, key);
    if (auto good = checkGatewayPage(*page, after.seq); !good)
        return failed(ofSource(m_config.id, good.error()));
    const Instant now = clock.begun();
    UsageAnswer answer;
    answer.unknownFields = KnownMembers(knownOfGatewayUsage(m_feed)).strangersIn(text);
    answer.clockSkew = clock.skew();
    answer.more = page->more;
    answer.poll = {.source = m_config.id,
        .rows = std::move(page->rows),
        .rereads = {},
        .cursor = GatewayCursor {page->ledgerId, page->next}.text(),
        .at = now,
        .completeUpTo = page->more ? std::nullopt : std::optional(now)};
    return QtFuture::makeReadyValueFuture(UsageResult(std::move(answer)));
}

} // namespace fuseboard
