// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/pagedusage.h"

#include "connectors/usageplan.h"
#include "connectors/usageround.h"

#include <QRandomGenerator>

#include <utility>

namespace fuseboard {
namespace {

constexpr std::chrono::milliseconds firstWait {1'000};
constexpr std::chrono::milliseconds longestWait {60'000};
/// What is used of a limit changes with each call; lists of a thousand keys are read for it.
constexpr std::chrono::minutes limitsEvery {15};

} // namespace

PagedUsage::PagedUsage(SourceConfig config, HttpClient& client, const KeyStore& keys, std::unique_ptr<UsageDialect> dialect,
    Retry retry, std::optional<AskingPace> pace)
    : m_config(std::move(config))
    , m_client(&client)
    , m_keys(&keys)
    , m_dialect(std::move(dialect))
    , m_retry(std::move(retry))
    , m_pace(pace.value_or(m_dialect->rules().pace))
{
}

PagedUsage::~PagedUsage()
{
    // They use the members that go before QObject's children do.
    qDeleteAll(findChildren<UsageRound*>(Qt::FindDirectChildrenOnly));
}

Retry PagedUsage::standardRetry() { return {firstWait, longestWait, QRandomGenerator::global()->generate64()}; }

Capabilities PagedUsage::capabilities() const
{
    const UsageRules& rules = m_dialect->rules();
    Capabilities out {.statesCost = rules.statesCost(), .finestWidth = rules.finestWidth(), .lateness = rules.lateness};
    for (const LedgerLists& ledger : rules.ledgers)
        for (const UsageList& list : ledger.lists)
            out.lists.push_back(list.name);
    return out;
}

QFuture<UsageResult> PagedUsage::poll(std::string cursor, Instant now)
{
    const UsageRules& rules = m_dialect->rules();
    const bool names = !rules.directories.empty() && (!m_namesAsked || dayOf(*m_namesAsked) != dayOf(now));
    const bool limits =
        !rules.limits.empty() && (!m_limitsAsked || now < *m_limitsAsked || now - *m_limitsAsked >= limitsEvery);
    if (std::exchange(m_besideNext, false)) {
        if (names)
            m_namesAsked = now;
        if (limits)
            m_limitsAsked = now;
        return carryOut([&rules, from = PollCursor::parse(cursor), names, limits](
                            Instant) { return planBeside(rules, from, names, limits); },
            now);
    }
    return carryOut([&rules, from = PollCursor::parse(cursor), interval = m_config.interval](
                        Instant at) { return planPoll(rules, from, at, interval); },
        now, names || limits) // after the figures: an organisation may have a thousand keys
        .then(this, [this](UsageResult answer) {
            m_besideNext = answer && answer->more;
            return answer;
        });
}

std::optional<Backfill> PagedUsage::past(const std::string& cursor) const { return PollCursor::parse(cursor).past; }

std::string PagedUsage::withPast(const std::string& cursor, const Backfill& past) const
{
    PollCursor changed = PollCursor::parse(cursor);
    changed.past = past;
    return changed.text();
}

QFuture<UsageResult> PagedUsage::readPast(std::string cursor, Instant now)
{
    return carryOut(
        [&rules = m_dialect->rules(), from = PollCursor::parse(cursor)](Instant) { return planPast(rules, from); }, now);
}

QFuture<UsageResult> PagedUsage::carryOut(std::function<UsagePlan(Instant now)> planner, Instant now, bool more)
{
    return m_keys->read(m_config.keyFor(DoorRight::read))
        .then(this,
            [this, now, more, planner = std::move(planner)](const Result<QByteArray>& key) {
                if (!key)
                    return QtFuture::makeReadyValueFuture(UsageResult(
                        std::unexpected(UsageFailure {{key.error().code, m_config.id, key.error().detail}, {}, false})));
                auto* round = new UsageRound(
                    {m_config, *m_dialect, *m_client, m_retry, m_refused, m_pace, m_spans}, planner, *key, now, more, this);
                return round->future();
            })
        .unwrap();
}

} // namespace fuseboard
