// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QJsonObject>
#include <QLocalSocket>

namespace fuseboard {

/// Sends the owner of a profile one request and hands on its answers.
class OwnerClient : public QObject {
    Q_OBJECT
public:
    explicit OwnerClient(QObject* parent = nullptr);
    /// `connected` or `failed` (unreachable: nobody owns the profile) follows.
    void connectTo(const QString& socketPath);
    void send(const QJsonObject& request);

Q_SIGNALS:
    void connected();
    void answered(const QJsonObject& answer);
    void failed(const Error& error);

private:
    void readLines();

    QLocalSocket m_socket;
};

} // namespace fuseboard
