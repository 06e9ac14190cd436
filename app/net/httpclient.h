// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "domain/error.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>

namespace fuseboard {

struct HttpRequest {
    QByteArray method = "GET";
    QUrl url {}; ///< for a local socket the host is only what the Host header says
    QString localSocket {}; ///< path of a Unix socket; empty: TCP
    QList<std::pair<QByteArray, QByteArray>> headers {};
    QByteArray body {};
    std::chrono::milliseconds deadline {60'000}; ///< of the whole exchange, on our own clock (RQ1)
    qint64 maxBytes = 16 * 1024 * 1024; ///< of the body after decompression
};

struct HttpAnswer {
    int status = 0;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    std::optional<Instant> serverDate; ///< of the Date header
    [[nodiscard]] QByteArray header(QByteArrayView lowerCaseName) const;
};

/// The one HTTP client of the desktop side, with settings that are safe for keys (DESIGN decision 9): HTTP/1.1, no
/// redirect followed, total deadline, size limit, the transfer's own error before the body is looked at. Lives in, and
/// answers in, the thread that made it. An HTTP status is an answer, not an error.
class HttpClient : public QObject {
    Q_OBJECT
public:
    explicit HttpClient(QObject* parent = nullptr);
    ~HttpClient() override;
    /// The future finishes exactly once, always queued; destroying the client cancels what is under way.
    QFuture<Result<HttpAnswer>> send(HttpRequest request);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
