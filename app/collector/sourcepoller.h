// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/backoff.h"
#include "collector/twicetold.h"
#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"
#include "domain/board.h"
#include "domain/pricebook.h"
#include "store/history.h"

#include <QObject>

#include <memory>
#include <set>

class QTimer;

namespace fuseboard {

/// What the pollers of a collector share.
struct PollTerms {
    History& history;
    const Clock& clock;
    const PriceBook& prices; ///< for what comes unpriced
    bool byItself = true; ///< false: only when asked
};

/// One source on its way from poll to poll: asks it, prices what comes unpriced, stores, and waits. The time until the next
/// poll goes to the source's past.
class SourcePoller : public QObject {
    Q_OBJECT
public:
    /// What the terms name must outlive it. `state`: as it was stored last.
    SourcePoller(
        const SourceConfig& config, std::unique_ptr<UsageSource> source, const SourceState& state, const PollTerms& terms);
    /// What is under way ends here, and fails.
    ~SourcePoller() override;

    [[nodiscard]] const SourceView& view() const { return m_view; }
    /// An answer is owed: not while its past fills the time until the next poll.
    [[nodiscard]] bool isBusy() const;

    void poll();
    /// Somebody asks for it: as soon as the source lets, and a part of its past is there.
    void pollNow();
    /// Looks whether what it told of these days was told by others too; whether it was.
    bool lookForTwice(Period days);
    /// Pauses, resumes or cancels the reading of its past; stored at once, so that it outlives this run.
    Result<void> orderBackfill(BackfillOrder order);

Q_SIGNALS:
    /// Of these days something is stored.
    void stored(const std::set<fuseboard::Instant>& days);
    /// What it calls its keys and people.
    void namesTold(const std::vector<fuseboard::IdentityName>& names);
    void viewChanged();
    void failed(const fuseboard::Error& error);

private:
    void ask();
    void readPast();
    void await(QFuture<UsageResult> answer);
    void answered(UsageResult answer);
    Result<Applied> store(Poll& poll);
    void failedOnce(const UsageFailure& failure);
    void rest();
    void follow();
    void plan(std::chrono::milliseconds wait);

    PollTerms m_terms;
    std::unique_ptr<UsageSource> m_source;
    SourceView m_view;
    std::string m_account; ///< whose bill it tells; empty: none
    TwiceTold m_twice;
    std::chrono::seconds m_interval; ///< as configured
    Backoff m_backoff;
    QTimer* m_timer;
    bool m_underWay = false;
    bool m_news = false; ///< came while something was under way
    bool m_inPast = false; ///< what is under way is a part of the back-fill
    std::optional<Error> m_missing; ///< what the poll's answers so far refused to tell, of which the last may tell names alone
    std::optional<BackfillOrder> m_order; ///< came while something was under way, whose cursor does not know of it
    SteadyTime m_notBefore {}; ///< as the source asked
    std::chrono::seconds m_ahead {0}; ///< of its server's clock to ours, as it last said
};

} // namespace fuseboard
