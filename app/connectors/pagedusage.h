// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/keystore.h"
#include "connectors/refusedlists.h"
#include "connectors/retry.h"
#include "connectors/sourceconfig.h"
#include "connectors/usagelist.h"

#include <functional>
#include <memory>

namespace fuseboard {

class HttpClient;
struct UsagePlan;

/// Any provider that tells its usage in lists of pages: plans what to read, sends what the dialect says, all pages or
/// none, and hands on the rows. Asks again after what may pass. Names are read with the first poll and
/// once a day, limits with the first and every quarter of an hour.
class PagedUsage : public QObject, public UsageSource {
    Q_OBJECT
public:
    /// Client and keys outlive it and live in the same thread. `retry` is how it asks again, `pace` how fast at most
    /// instead of the dialect's; tests wait less.
    PagedUsage(SourceConfig config, HttpClient& client, const KeyStore& keys, std::unique_ptr<UsageDialect> dialect,
        Retry retry = standardRetry(), std::optional<AskingPace> pace = {});
    ~PagedUsage() override;

    [[nodiscard]] const std::string& id() const override { return m_config.id; }
    [[nodiscard]] Capabilities capabilities() const override;
    [[nodiscard]] QFuture<UsageResult> poll(std::string cursor, Instant now) override;
    [[nodiscard]] std::optional<Backfill> past(const std::string& cursor) const override;
    [[nodiscard]] std::string withPast(const std::string& cursor, const Backfill& past) const override;
    [[nodiscard]] QFuture<UsageResult> readPast(std::string cursor, Instant now) override;

    /// One second at first, a minute at most.
    static Retry standardRetry();

private:
    QFuture<UsageResult> carryOut(std::function<UsagePlan(Instant now)> planner, Instant now, bool more = false);

    SourceConfig m_config;
    HttpClient* m_client;
    const KeyStore* m_keys;
    std::unique_ptr<UsageDialect> m_dialect;
    Retry m_retry;
    AskingPace m_pace;
    RefusedLists m_refused;
    std::map<std::string, std::chrono::microseconds> m_spans; ///< as `UsageRoundTools` has them
    std::optional<Instant> m_namesAsked; ///< names are not in the history: a new process asks anew
    std::optional<Instant> m_limitsAsked;
    bool m_besideNext = false; ///< it was said that there is more
};

} // namespace fuseboard
