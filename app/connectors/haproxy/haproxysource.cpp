// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/haproxy/haproxysource.h"

namespace fuseboard {

HaproxyAddress haproxyAddressOf(const SourceConfig& source)
{
    const QUrl url(QString::fromStdString(source.url));
    HaproxyAddress out;
    out.id = source.id;
    out.name = source.name;
    out.socket = QString::fromStdString(source.socket);
    out.host = url.host() == QLatin1StringView("localhost") ? QStringLiteral("127.0.0.1") : url.host();
    out.port = static_cast<quint16>(url.port(0));
    out.callers = QUrl(QString::fromStdString(source.callers));
    out.breaker = source.variant == "map" ? HaproxyBreaker::map : HaproxyBreaker::table;
    out.holds = source.holds;
    return out;
}

HaproxySource::HaproxySource(const SourceConfig& config, HttpClient& /*http*/, const KeyStore& /*keys*/)
    : m_id(config.id)
    , m_control(std::make_shared<HaproxyControl>(haproxyAddressOf(config)))
{
}

QFuture<UsageResult> HaproxySource::poll(std::string cursor, Instant now)
{
    return m_control->holds().then(
        &m_context, [this, cursor = std::move(cursor), now](const Result<HaproxyHolds>& holds) -> UsageResult {
            if (!holds)
                return std::unexpected(UsageFailure {Error {holds.error().code, m_id, holds.error().detail}});
            UsageAnswer answer;
            answer.poll.source = m_id;
            answer.poll.cursor = cursor;
            answer.poll.at = now;
            return answer;
        });
}

} // namespace fuseboard
