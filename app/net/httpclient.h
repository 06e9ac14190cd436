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

/// Whom a client believes over https. Without any of it: the system's authorities.
struct HttpTrust {
    QString authorityFile {}; ///< PEM; those in it alone are believed
    QByteArray pin {}; ///< SHA-256 of a certificate in lower-case hex digits: that one alone is, whoever signed it
    bool operator==(const HttpTrust&) const = default;
};

struct HttpRequest {
    QByteArray method = "GET";
    QUrl url {}; ///< for a local socket the host is only what the Host header says
    QString localSocket {}; ///< path of a Unix socket; empty: TCP
    QList<std::pair<QByteArray, QByteArray>> headers {};
    QByteArray body {};
    std::chrono::milliseconds deadline {60'000}; ///< of the whole exchange, redirects included, on our own clock (RQ1)
    std::chrono::milliseconds connectWithin {5'000}; ///< from the first packet to a TLS connection
    std::chrono::milliseconds answerWithin {15'000}; ///< from then, without TLS from the start, to the end of the answer's head
    qint64 maxBytes = 16 * 1024 * 1024; ///< of the body after decompression
    HttpTrust trust {};
};

struct HttpAnswer {
    int status = 0;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    std::optional<Instant> serverDate; ///< of the Date header
    [[nodiscard]] QByteArray header(QByteArrayView lowerCaseName) const;
};

/// A time as HTTP headers write it (RFC 9110 section 5.6.7, the one form that senders may use); empty: it is none.
std::optional<Instant> parseHttpDate(const QByteArray& text);

/// The one HTTP client of the desktop side, with settings that are safe for keys (DESIGN decision 9): HTTP/1.1, deadlines
/// of our own, size limit, the transfer's own error before the body is looked at. A GET follows at most three redirects
/// inside its origin; any other redirect is an error. Proxies are the system's, for https alone: what is not encrypted
/// would show them the key. Lives in, and answers in, the thread that made it. An HTTP status is an answer, not an error.
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
