// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/exchangerates.h"

#include <QJsonArray>
#include <QJsonObject>

#include <vector>

namespace fuseboard {

/// The rate of a request `{"from":"EUR","to":"USD","rate":"1.0856","since":"2026-11-23","source":…}`; without `since` of
/// today, without `source` the person's own. Open-ended: whoever enters one by hand commits to it.
Result<std::vector<ExchangeRate>> rateOf(const QJsonObject& request, Instant now);
/// The rates of a file of the European Central Bank.
Result<std::vector<ExchangeRate>> ratesOfFile(const QString& file);

/// The newest rate of each pair: `from`, `to`, `rate` (exact decimal), `since`, `until` (last UTC day it holds; null:
/// open-ended), `holds` (today), `source`, `by`, `enteredAt`.
QJsonArray ratesDocument(const ExchangeRates& rates, Instant now);

} // namespace fuseboard
