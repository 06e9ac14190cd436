// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/shippedprices.h"

#include "documents/policydocument.h"

#include <QFile>

namespace fuseboard {

Result<PriceList> shippedPrices()
{
    QFile file(QStringLiteral(":/prices/prices-2026-08-01.json"));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileUnreadable, "the shipped price list");
    auto prices = parsePriceList(file.readAll().toStdString());
    if (!prices)
        return std::unexpected(prices.error().front());
    return *std::move(prices);
}

} // namespace fuseboard
