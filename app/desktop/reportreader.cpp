// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/reportreader.h"

#include "owner/profileprices.h"
#include "store/history.h"

namespace fuseboard {

Result<Reports> readReports(
    const Profile& profile, const ReportsRequest& request, Instant now, const std::atomic<bool>& isGivenUp)
{
    Reports out {.request = request,
        .month = utcMonth(request.periodLabel, now),
        .accounts = {},
        .unpriced = {},
        .prices = {},
        .readAt = now};
    auto prices = profilePrices(profile);
    if (!prices)
        return std::unexpected(prices.error());
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return std::unexpected(history.error());
    auto unpriced = (*history)->unpriced(request.period);
    if (!unpriced)
        return std::unexpected(unpriced.error());
    if (isGivenUp)
        return out;
    auto ledgers = (*history)->ledgers(out.month, request.currency);
    if (!ledgers)
        return std::unexpected(ledgers.error());
    out.accounts = reconcileAll(*std::move(ledgers), *prices, out.month, request.currency);
    out.unpriced = *std::move(unpriced);
    out.prices = *std::move(prices);
    return out;
}

} // namespace fuseboard
