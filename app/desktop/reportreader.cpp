// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/reportreader.h"

#include "owner/profileprices.h"
#include "store/history.h"

#include <QFuture>

#include <utility>

namespace fuseboard {
namespace {

constexpr int leastMsBetween = 5000; ///< a sandbox's board changes every two seconds; a month of a large history takes one

} // namespace

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

ReportReader::ReportReader(Profile profile, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
{
    m_pool.setMaxThreadCount(1);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &ReportReader::start);
}

ReportReader::~ReportReader()
{
    m_isGivenUp = true;
    m_pool.waitForDone();
}

void ReportReader::want(const ReportsRequest& request)
{
    m_wanted = request;
    if (!m_isReading)
        plan();
}

void ReportReader::plan()
{
    const qint64 since = m_sinceStart.isValid() ? m_sinceStart.elapsed() : leastMsBetween;
    if (m_wanted != m_last || since >= leastMsBetween)
        start();
    else if (!m_later.isActive())
        m_later.start(static_cast<int>(leastMsBetween - since));
}

void ReportReader::start()
{
    m_later.stop();
    m_isReading = true;
    m_sinceStart.start();
    m_last = std::exchange(m_wanted, std::nullopt);
    QtFuture::makeReadyValueFuture(*m_last)
        .then(&m_pool,
            [this, now = m_clock.now()](const ReportsRequest& request) -> Answer {
                auto reports = readReports(m_profile, request, now, m_isGivenUp);
                if (!reports)
                    return std::unexpected(reports.error());
                return std::make_shared<const Reports>(*std::move(reports));
            })
        .then(this, [this](const Answer& answer) { answered(answer); });
}

void ReportReader::answered(const Answer& answer)
{
    m_isReading = false;
    if (answer)
        Q_EMIT read(*answer);
    else
        Q_EMIT failed(answer.error());
    if (m_wanted)
        plan();
}

} // namespace fuseboard
