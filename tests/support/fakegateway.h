// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"
#include "support/rawserver.h"

#include <QJsonArray>

#include <map>
#include <optional>

namespace fuseboard::test {

/// A gateway with both doors, strict about what it is sent, and as nasty as the test wants.
class FakeGateway {
public:
    /// What the test wants said instead of the truth, by method and path; empty: the truth; `hangUp` and `silence` below.
    using Meddler = std::function<std::optional<QByteArray>(const QByteArray& method, const QByteArray& path)>;
    static const QByteArray hangUp, silence;

    explicit FakeGateway(QByteArray probeToken);
    /// Opens the admin door on a Unix socket and the callers' door on a free port.
    bool listen(const QString& adminSocket);
    void close();

    Meddler meddler = [](const QByteArray&, const QByteArray&) { return std::nullopt; };
    bool servesAnyway = false;
    std::map<Scope, Hold> holds;
    QJsonArray rules; ///< what its rules do, as it lists it
    QJsonArray running; ///< calls, as it lists them; one that is cut is gone
    QJsonArray warnings; ///< of itself
    QJsonArray asks; ///< what its callers ask for, as it lists it
    QByteArray policy; ///< the document
    int policyVersion = 1; ///< its ETag
    /// What was wrong with the requests it got: must stay empty.
    QList<QByteArray> complaints;
    [[nodiscard]] const QList<QByteArray>& adminRequests() const { return m_admin.requests(); }
    [[nodiscard]] const QList<QByteArray>& calls() const { return m_callers.requests(); }
    [[nodiscard]] bool refuses(const Scope& scope) const;
    /// What it answers now, asked for its breakers.
    [[nodiscard]] QByteArray breakers() const;

private:
    using Answer = QByteArray (FakeGateway::*)(const QByteArray& method, const QByteArray& path, const QByteArray& request);
    void serve(QIODevice& connection, const QByteArray& request, Answer truth);
    QByteArray admin(const QByteArray& method, const QByteArray& path, const QByteArray& request);
    QByteArray call(const QByteArray& method, const QByteArray& path, const QByteArray& request);
    QByteArray putHold(const QByteArray& path, const QByteArray& request);
    QByteArray putPolicy(const QByteArray& request);
    [[nodiscard]] QByteArray listCalls(const QByteArray& path) const;
    QByteArray cutCall(const QByteArray& path);
    QByteArray answerAsk(const QByteArray& path, const QByteArray& request);

    QByteArray m_probeToken;
    RawServer m_admin, m_callers;
};

} // namespace fuseboard::test
