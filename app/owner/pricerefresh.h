// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "net/httpclient.h"
#include "owner/priceupdate.h"
#include "owner/profile.h"

#include <QTimer>

#include <memory>

namespace fuseboard {

/// When and where newer prices are looked for.
struct PriceRefreshPlan {
    QString address = QString::fromLatin1(liteLlmPrices);
    std::chrono::seconds every = std::chrono::days(1);
    std::chrono::milliseconds beforeTheFirstLook = std::chrono::minutes(10); ///< the start has enough to do
    std::chrono::milliseconds betweenLooks = std::chrono::hours(1); ///< whether it is time
};

/// Looks for a newer price list once a day, across restarts, and puts one that changes something beside the profile's
/// others: it counts from today on. A failure leaves the prices as they are and is tried again at the next look.
class PriceRefresh : public QObject {
    Q_OBJECT
public:
    /// `clock` must outlive it.
    PriceRefresh(Profile profile, PriceRefreshPlan plan, const Clock& clock);

    /// At once, whether it is time or not; `looked` or `failed` follows. One at a time.
    void lookNow();

Q_SIGNALS:
    /// There were so many changed prices, none where nothing is new.
    void looked(qsizetype changes);
    void failed(const fuseboard::Error& error);

private:
    void look();
    void take(const QByteArray& text);

    Profile m_profile;
    PriceRefreshPlan m_plan;
    const Clock& m_clock;
    std::unique_ptr<HttpClient> m_http;
    QTimer m_timer;
    bool m_underWay = false;
};

} // namespace fuseboard
