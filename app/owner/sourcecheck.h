// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "connectors/sourcetrial.h"
#include "domain/instant.h"

#include <QFuture>
#include <QObject>

namespace fuseboard {

class HttpClient;

/// Asks a source, harmlessly, what its key may read; stores nothing. Of a gateway of ours that is its door; of a proxy,
/// what it holds; of logs of this computer, whether there are any. Cancelled when `context` goes. The client outlives it.
QFuture<Result<KeyRights>> checkSource(
    const SourceConfig& source, const QByteArray& key, HttpClient& client, Instant now, QObject* context);

} // namespace fuseboard
