// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/pricerefresh.h"

#include "connectors/fetch.h"
#include "owner/profileprices.h"

#include <QFile>
#include <QSaveFile>
#include <QThreadPool>

namespace fuseboard {
namespace {

std::optional<Instant> lastLook(const QString& file)
{
    QFile kept(file);
    if (!kept.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto at = parseInstant(kept.readAll().trimmed().toStdString());
    return at ? std::optional(*at) : std::nullopt;
}

/// The number of changed prices.
Result<qsizetype> takeOver(const Profile& profile, const std::string& text, const QString& place, Instant now)
{
    const auto book = profilePrices(profile);
    if (!book)
        return std::unexpected(book.error());
    const auto update = readPriceUpdate(text, *book, place, now);
    if (!update)
        return std::unexpected(update.error());
    if (!update->changes.empty())
        if (auto added = addPrices(profile, update->list, now); !added)
            return std::unexpected(added.error());
    QSaveFile kept(profile.pricesLookedFile());
    if (kept.open(QIODevice::WriteOnly) && kept.write(QByteArray::fromStdString(toText(now))) > 0)
        kept.commit(); // without it they are looked for again
    return static_cast<qsizetype>(update->changes.size());
}

} // namespace

PriceRefresh::PriceRefresh(Profile profile, PriceRefreshPlan plan, const Clock& clock)
    : m_profile(std::move(profile))
    , m_plan(std::move(plan))
    , m_clock(clock)
{
    connect(&m_timer, &QTimer::timeout, this, &PriceRefresh::look);
    if (m_plan.every.count() > 0)
        m_timer.start(m_plan.beforeTheFirstLook);
}

void PriceRefresh::look()
{
    m_timer.start(m_plan.betweenLooks);
    const auto last = lastLook(m_profile.pricesLookedFile());
    const Instant now = m_clock.now();
    if (!last || *last > now || now - *last >= m_plan.every)
        lookNow();
}

void PriceRefresh::lookNow()
{
    if (std::exchange(m_underWay, true))
        return;
    if (!m_http)
        m_http = std::make_unique<HttpClient>();
    HttpRequest request;
    request.url = QUrl(m_plan.address, QUrl::StrictMode);
    request.headers = {{"Accept", "application/json"}};
    m_http->send(std::move(request)).then(this, [this](const Result<HttpAnswer>& answer) {
        const auto body = bodyOf(answer, m_plan.address.toStdString());
        if (body) {
            take(*body);
            return;
        }
        m_underWay = false;
        Q_EMIT failed(body.error().error);
    });
}

/// A map is read in milliseconds, which are too many for the thread that hands on a freeze.
void PriceRefresh::take(const QByteArray& text)
{
    QtFuture::makeReadyVoidFuture()
        .then(QThreadPool::globalInstance(),
            [profile = m_profile, text = text.toStdString(), place = m_plan.address, now = m_clock.now()] {
                return takeOver(profile, text, place, now);
            })
        .then(this, [this](const Result<qsizetype>& changes) {
            m_underWay = false;
            if (changes)
                Q_EMIT looked(*changes);
            else
                Q_EMIT failed(changes.error());
        });
}

} // namespace fuseboard
