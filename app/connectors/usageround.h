// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/fetch.h"
#include "connectors/paging.h"
#include "connectors/pollclock.h"
#include "connectors/refusedlists.h"
#include "connectors/retry.h"
#include "connectors/sourceconfig.h"
#include "connectors/usageplan.h"

#include <QElapsedTimer>
#include <QPromise>
#include <QTimer>

#include <deque>
#include <set>
#include <functional>
#include <unordered_set>

namespace fuseboard {

/// What a round works with; outlives it.
struct UsageRoundTools {
    const SourceConfig& config;
    const UsageDialect& dialect;
    HttpClient& client;
    Retry& retry;
    RefusedLists& refused;
    AskingPace pace;
    std::map<std::string, std::chrono::microseconds>& spans; ///< by list: what one answer had no room for is asked for so
};

/// One poll on its way: asks for page after page of list after list, one request at a time, each again where a failure
/// may pass, and answers once with all of them or none. Deletes itself then.
class UsageRound : public QObject {
    Q_OBJECT
public:
    using Planner = std::function<UsagePlan(Instant now)>;
    /// `more`: what the answer is to say of that. Where the first good answer says that `now` is wrong, it begins anew
    /// with the server's time.
    UsageRound(UsageRoundTools tools, Planner planner, QByteArray key, Instant now, bool more, QObject* parent);
    [[nodiscard]] QFuture<UsageResult> future() { return m_promise.future(); }

private:
    void ask();
    void answered(const Result<HttpAnswer>& answer);
    [[nodiscard]] bool triesAgain(const UsageFailure& failure);
    [[nodiscard]] bool asksOtherwise(const UsageFailure& failure, int status);
    [[nodiscard]] bool goesOnWithout(const UsageFailure& failure, int status);
    void leaveOutRefused();
    void noteLimits(const UsageTask& task, LimitList::Answer answer, const std::string& detail);
    void goOnWithoutDirectory(const UsageFailure& failure, int status);
    void leaveOut(const UsageTask& task, const Error& why);
    [[nodiscard]] Period notToldOf(Ledger ledger, Period asked) const;
    [[nodiscard]] std::optional<Error> whyPastWaits() const;
    [[nodiscard]] bool split();
    [[nodiscard]] bool isKnownTooLarge() const;
    [[nodiscard]] Result<void> checkBuckets() const;
    void follow(std::vector<UsageTask> tasks);
    void leaveCounted(const UsageList& list, Ledger ledger, Period days);
    void goOnWithoutCounts(const UsageFailure& failure);
    void holdAgainstCounts(const std::vector<UsageRow>& rows);
    Result<void> take(std::string_view body);
    void noteUnknownFields(const UsageTask& task, std::string_view body);
    void fillProjects(std::vector<UsageRow>& rows) const;
    Result<void> noteCalls(const UsagePage& page);
    Result<void> endList();
    void begin(Instant now);
    void nextList();
    void keepWhatIsNotTold(const std::vector<UsageRow>& rows);
    void nameHolders();
    void finish();
    void fail(UsageFailure failure);
    void settle(UsageResult result);
    [[nodiscard]] UsageFailure ofSource(const Error& error) const;

    UsageRoundTools m_tools;
    Planner m_planner;
    PollClock m_clock;
    UsagePlan m_plan;
    QByteArray m_key;
    Instant m_now; ///< that the plan was made for
    QPromise<UsageResult> m_promise;
    std::deque<UsageTask> m_tasks; ///< the first is being read
    std::string m_page;
    Paging m_paging;
    QElapsedTimer m_took; ///< by the request that is under way
    int m_failures = 0; ///< of it, in a row
    QTimer m_again;
    UsageAnswer m_answer;
    std::size_t m_before = 0; ///< rows of the answer that came from other lists
    std::vector<UsageRow> m_parts; ///< of the list, to be added up at its end
    std::unordered_set<std::string> m_calls; ///< that the list has told
    std::map<std::string, std::string> m_projectOfKey;
    std::set<Instant> m_buckets; ///< that the list has told
    UntoldDays m_untold; ///< by period of buckets
    std::map<Ledger, std::vector<OwnCount>> m_counts; ///< of the provider itself
    std::optional<Error> m_refusal; ///< of the first list that was refused
    int m_refused = 0; ///< lists
    bool m_anyRead = false; ///< a list of figures
    std::map<std::string, LimitList> m_limits; ///< by name, those that are asked for
    std::set<Ledger> m_read; ///< of which a list was read
    std::set<Ledger> m_leftOut; ///< of which a list was refused
    bool m_plannedAnew = false;
    int m_asked = 0;
    QElapsedTimer m_sinceAsked;
};

} // namespace fuseboard
