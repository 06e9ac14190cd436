// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpclient.h"

#include <QNetworkReply>
#include <QPromise>
#include <QTimer>

namespace fuseboard {

/// One request of the HttpClient until its answer; the reply is its child, so deleting it cancels the I/O. Deletes
/// itself.
class Exchange : public QObject {
    Q_OBJECT
public:
    Exchange(HttpRequest request, QNetworkReply* reply, QObject* parent);
    [[nodiscard]] QFuture<Result<HttpAnswer>> future() { return m_promise.future(); }

private:
    void collect();
    void finish();
    void settle(Result<HttpAnswer> result);
    [[nodiscard]] Result<HttpAnswer> answer();
    [[nodiscard]] std::optional<Error> transferError(int status) const;
    [[nodiscard]] std::string subject() const;

    HttpRequest m_request;
    QNetworkReply* m_reply;
    QPromise<Result<HttpAnswer>> m_promise;
    QTimer m_deadline;
    QByteArray m_body;
    std::optional<ErrorCode> m_stopped; ///< why we ended it ourselves
};

} // namespace fuseboard
