// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/owncount.h"
#include "connectors/usagesource.h"
#include "domain/providerlimit.h"

#include <QByteArray>
#include <QList>

#include <map>

namespace fuseboard {

/// The days that a list tells of.
enum class ListDays {
    all,
    over, ///< those that have ended
    current, ///< the one that has not; nothing of the past
};

/// A list of buckets at a provider, read from its first page to its last.
struct UsageList {
    std::string name; ///< for the connector itself
    std::chrono::seconds width; ///< of its buckets; what is asked for begins and ends between two of them
    std::chrono::hours longest {0}; ///< that one question may span; 0: any
    bool addsUp = false; ///< it tells calls (`recordId`) or parts of buckets: rows of one bucket are added up, a call once
    ListDays days = ListDays::all;
    bool tellsEmpty = false; ///< buckets with nothing in them are told too: one that is missing is a fault of the answer
    std::optional<Ledger> alsoFills {}; ///< a second ledger that its pages tell of
    bool byBucket = false; ///< though it adds up, it can't be asked for parts of a bucket
};

/// Lists that fill one ledger. They are read together: what a reading of the ledger does not bring was withdrawn. Where
/// one list's pages fill two ledgers, it stands with one of them (`alsoFills` names the other) and both are due at the same
/// time.
struct LedgerLists {
    Ledger ledger = Ledger::providerUsage;
    std::vector<UsageList> lists;
    int everyNth = 1; ///< of the source's intervals
    std::vector<UsageList> past {}; ///< that tell the back-fill's time; empty: the same
    bool itemsNameLists = false; ///< a row's line item is the name of its list, or begins with it and a comma
    /// Of what the provider counts by itself, of times that have ended: what the lists told is held against it. They can be
    /// done without.
    std::vector<UsageList> counts {};
};

/// How fast one reading may ask: so many times at once, then at this distance. Where a provider allows so many a minute.
struct AskingPace {
    int freely = 0; ///< 0: any number
    std::chrono::milliseconds distance {0};
};

/// What a provider can tell.
struct UsageRules {
    std::vector<LedgerLists> ledgers; ///< each ledger once
    std::vector<std::string> directories {}; ///< lists of names; a key without the right to one is no failure
    std::vector<std::string> limits {}; ///< lists of what the provider itself limits; the same, but it is told
    std::chrono::days history {400}; ///< that it can tell, and a back-fill reads: a year and a month can be compared
    std::chrono::seconds lateness {0}; ///< data younger than this may still be missing
    /// A gateway's log of calls, which come late but are not corrected: a poll reads it again from two hours before the last
    /// one, and once a day three days, instead of three days and since the first of the previous month.
    bool isLog = false;
    AskingPace pace {};
    std::vector<std::string_view> scopes {}; ///< that a token needs for all of it, where a provider tells what a token has
    std::string memberships {}; ///< list of each key's project, read before figures that do not tell it; empty: none

    [[nodiscard]] bool statesCost() const;
    [[nodiscard]] std::chrono::seconds finestWidth() const;
};

/// One list to fetch, for one period.
struct UsageTask {
    std::string list;
    Ledger ledger = Ledger::providerUsage;
    std::chrono::seconds width {0};
    Period period;
    std::string subject {}; ///< whose list it is, where a connector asks for one per project, user or day
    std::string project {}; ///< that the subject belongs to, where what names the subject says so
    bool directory = false; ///< of names (then without ledger, width and period), or of what the figures can do without
    bool addsUp = false; ///< as its list
    bool tellsEmpty = false; ///< as its list
    std::optional<Ledger> alsoFills {}; ///< as its list
    bool isSplit = false; ///< it only says more finely what others have told: a refusal leaves no gap
    std::string limits {}; ///< of a directory: the list of limits that its pages tell; empty: none
    std::string page {}; ///< that is being read; empty: the first
    bool isPart = false; ///< of a list that was too long for one reading: its buckets go on in other parts
    bool byBucket = false; ///< as its list
    int halvings = 0; ///< of what is asked for at once, since an answer was too large
    bool operator==(const UsageTask&) const = default;
};

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

/// What to send; GET, or POST with a body for the few providers that read by it.
struct PageRequest {
    std::string path; ///< and query, percent-encoded, to follow the source's url
    HttpHeaders headers {}; ///< besides those of the key
    QByteArray body {}; ///< empty: GET
};

struct UsagePage {
    std::vector<UsageRow> rows {};
    bool more = false;
    std::string next {}; ///< cursor of the next page; needed where there is more
    std::vector<IdentityName> names {};
    bool tooLong = false; ///< it says that the list has more pages than may be read
    std::vector<UsageTask> follow {}; ///< lists that only this page tells of
    std::vector<Instant> buckets {}; ///< starts of those it tells, of lists that tell empty ones
    std::vector<Period>
        untold {}; ///< of which it leaves out what the contract does not guarantee: nothing of them is withdrawn
    std::map<std::string, std::string> projectOfKey {}; ///< for rows that do not tell their project
    std::vector<ProviderLimit> limits {}; ///< where the task asks for them
    std::vector<OwnCount> counts {}; ///< of lists of counts
};

/// Whose rows they are.
struct RowOrigin {
    std::string source, account;
};

/// What is special about one provider: pure, knows no network and no clock. `PagedUsage` sends what it says.
class UsageDialect {
public:
    UsageDialect() = default;
    UsageDialect(const UsageDialect&) = delete;
    UsageDialect& operator=(const UsageDialect&) = delete;
    virtual ~UsageDialect() = default;

    [[nodiscard]] virtual const UsageRules& rules() const = 0;
    /// The headers that carry the key.
    [[nodiscard]] virtual HttpHeaders keyHeaders(const QByteArray& key) const = 0;
    /// `page` is empty for the first.
    [[nodiscard]] virtual PageRequest request(const UsageTask& task, const std::string& page) const = 0;
    /// A page, or the path of the member that breaks the contract. A bucket that was not asked for is an error.
    [[nodiscard]] virtual Result<UsagePage> parse(
        const UsageTask& task, std::string_view body, const RowOrigin& origin) const = 0;
    /// The members of that list's answers that its contract names, used or not, as a shape of `KnownMembers`; what else is
    /// there is ignored, and told to people.
    [[nodiscard]] virtual std::string_view knownMembers(const UsageTask& task) const = 0;
    /// The list to read where a server does not know this one (404, 405); empty: none.
    [[nodiscard]] virtual std::string otherList(const UsageTask& /*task*/) const { return {}; }
};

/// A row of a bucket with nothing in it yet.
UsageRow bucketRow(const UsageTask& task, const RowOrigin& origin, Instant start);

/// As a value in a query.
std::string percentEncoded(std::string_view text);

} // namespace fuseboard
