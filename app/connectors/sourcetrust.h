// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "net/httpclient.h"

namespace fuseboard {

/// Whom to believe that it is the source's gateway.
inline HttpTrust trustOf(const SourceConfig& source)
{
    return {.authorityFile = QString::fromStdString(source.authority), .pin = QByteArray::fromStdString(source.pin)};
}

} // namespace fuseboard
