// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpclient.h"

#include <QNetworkReply>
#include <QPromise>
#include <QSslError>
#include <QTimer>

#include <functional>

namespace fuseboard {

/// One request of the HttpClient until its answer, redirects inside its origin included; the reply is its child, so deleting
/// it cancels the I/O. Deletes itself.
class Exchange : public QObject {
    Q_OBJECT
public:
    using Send = std::function<QNetworkReply*(const HttpRequest& request)>;
    Exchange(HttpRequest request, Send send, QObject* parent);
    [[nodiscard]] QFuture<Result<HttpAnswer>> future() { return m_promise.future(); }

private:
    void ask();
    void stop(ErrorCode why, std::string words);
    void judgeCertificate(const QList<QSslError>& doubts);
    [[nodiscard]] QByteArray shownFingerprint() const;
    [[nodiscard]] std::string notThePinnedOne() const;
    [[nodiscard]] bool followsRedirect();
    void collect();
    void finish();
    void settle(Result<HttpAnswer> result);
    [[nodiscard]] Result<HttpAnswer> answer();
    [[nodiscard]] std::optional<Error> transferError(int status) const;
    [[nodiscard]] std::string subject() const;

    HttpRequest m_request;
    Send m_send;
    QNetworkReply* m_reply = nullptr;
    int m_redirects = 0;
    QPromise<Result<HttpAnswer>> m_promise;
    QTimer m_deadline;
    QTimer m_step; ///< of connecting, then of waiting for the head
    QByteArray m_body;
    std::optional<Error> m_stopped; ///< why we ended it ourselves
};

} // namespace fuseboard
