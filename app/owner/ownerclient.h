// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QJsonObject>
#include <QLocalSocket>

namespace fuseboard {

/// Sends the owner of a profile requests and hands on its answers, whoever it really is: a line is one JSON object of at most
/// `longestOwnerLine` bytes.
class OwnerClient : public QObject {
    Q_OBJECT
public:
    explicit OwnerClient(QObject* parent = nullptr);
    /// `connected` or `failed` (unreachable: nobody owns the profile) follows.
    void connectTo(const QString& socketPath);
    /// Handed to the system at once, as far as it takes it.
    void send(const QJsonObject& request);

Q_SIGNALS:
    void connected();
    void answered(const QJsonObject& answer);
    /// Once, and then nothing more comes: unreachable, cutOff, badAnswer or tooLarge.
    void failed(const Error& error);

private:
    void readLines();
    void fail(ErrorCode code, const std::string& detail);

    QLocalSocket m_socket;
    bool m_hasFailed = false;
};

} // namespace fuseboard
