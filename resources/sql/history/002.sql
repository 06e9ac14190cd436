-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Rows name their dimensions by one number, a series; sums by day and hour; what counts as spent, kept beside them.
-- Instants of buckets and days are seconds since 1970 UTC. `pricing` is (currency << 3) | (basis << 1) | priced.
-- `row_check` is a function of the program: CRC-32 of its arguments.

-- Everything that a row says besides its time and its figures.
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    ledger INTEGER NOT NULL,
    source INTEGER NOT NULL,
    account INTEGER NOT NULL,
    team INTEGER NOT NULL,
    project INTEGER NOT NULL,
    key INTEGER NOT NULL,
    person INTEGER NOT NULL,
    agent INTEGER NOT NULL,
    model INTEGER NOT NULL,
    line_item INTEGER NOT NULL,
    tag INTEGER NOT NULL,
    row_check INTEGER NOT NULL, -- of the texts, so that a damaged name is found too
    UNIQUE (ledger, source, account, team, project, key, person, agent, model, line_item, tag)
) STRICT;
INSERT INTO series (ledger, source, account, team, project, key, person, agent, model, line_item, tag, row_check)
    SELECT DISTINCT ledger, source, account, team, project, key, person, agent, model, line_item, 0, 0 FROM usage
    UNION SELECT DISTINCT ledger, source, account, team, project, key, person, agent, model, line_item, 0, 0 FROM restated;
UPDATE series SET row_check = row_check(ledger,
    (SELECT text FROM name WHERE id = source), (SELECT text FROM name WHERE id = account),
    (SELECT text FROM name WHERE id = team), (SELECT text FROM name WHERE id = project),
    (SELECT text FROM name WHERE id = key), (SELECT text FROM name WHERE id = person),
    (SELECT text FROM name WHERE id = agent), (SELECT text FROM name WHERE id = model),
    (SELECT text FROM name WHERE id = line_item), (SELECT text FROM name WHERE id = tag));
INSERT OR IGNORE INTO name (text) SELECT DISTINCT currency FROM usage UNION SELECT DISTINCT currency FROM restated;

ALTER TABLE usage RENAME TO usage_1;
ALTER TABLE restated RENAME TO restated_1;

-- Calls (width 0, one record each) and buckets of providers. The key starts with time, so that new rows go to the end.
CREATE TABLE usage (
    start INTEGER NOT NULL,
    width INTEGER NOT NULL,
    source INTEGER NOT NULL,
    record ANY NOT NULL, -- a call's id, a UUID as its 16 bytes; '' for buckets
    series INTEGER NOT NULL,
    fraction INTEGER NOT NULL, -- microseconds into the second
    seq INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    failed_requests INTEGER NOT NULL,
    cost INTEGER, -- null: nobody could price it
    pricing INTEGER NOT NULL,
    price_version INTEGER NOT NULL,
    read_at INTEGER NOT NULL, -- second in which the source last said something new of it
    withdrawn_at INTEGER, -- the source no longer has it
    row_check INTEGER NOT NULL, -- of all the above
    PRIMARY KEY (start, width, source, record, series)
) STRICT, WITHOUT ROWID;

-- What a source said of a row before it changed its mind, and when it was replaced or withdrawn. The new value is the next
-- entry of the same key, or the row itself.
CREATE TABLE restated (
    id INTEGER PRIMARY KEY,
    replaced_at INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    start INTEGER NOT NULL,
    width INTEGER NOT NULL,
    source INTEGER NOT NULL,
    record ANY NOT NULL,
    series INTEGER NOT NULL,
    fraction INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    failed_requests INTEGER NOT NULL,
    cost INTEGER,
    pricing INTEGER NOT NULL,
    price_version INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    row_check INTEGER NOT NULL -- as it was of the row
) STRICT;

-- Sums of the live rows of a series: by day (width 86400) of all rows, by hour (3600) of calls, so that nobody reads single
-- calls. Kept in the transaction that changes a row, by the difference it makes.
CREATE TABLE rollup (
    width INTEGER NOT NULL,
    start INTEGER NOT NULL,
    series INTEGER NOT NULL,
    pricing INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    failed_requests INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (width, start, series, pricing)
) STRICT, WITHOUT ROWID;

-- What counts as spent on a UTC day: the chosen ledger's money by series and team. Made anew for each day that a
-- transaction touches.
CREATE TABLE spent (
    day INTEGER NOT NULL,
    series INTEGER NOT NULL,
    team INTEGER NOT NULL, -- name of the team it is allocated to; 0: unallocated
    pricing INTEGER NOT NULL,
    elsewhere INTEGER NOT NULL, -- billed, and no gateway saw it
    nano INTEGER NOT NULL,
    PRIMARY KEY (day, series, team, pricing, elsewhere)
) STRICT, WITHOUT ROWID;

-- The same by team, and by model; the name first, so that one of them is read alone.
CREATE TABLE spent_team (
    team INTEGER NOT NULL,
    day INTEGER NOT NULL,
    currency INTEGER NOT NULL,
    parts INTEGER NOT NULL, -- rows of `spent` in it
    nano INTEGER NOT NULL,
    estimated INTEGER NOT NULL, -- of it, priced by us
    elsewhere INTEGER NOT NULL, -- of it, billed elsewhere
    PRIMARY KEY (team, day, currency)
) STRICT, WITHOUT ROWID;
CREATE TABLE spent_model (
    model INTEGER NOT NULL,
    day INTEGER NOT NULL,
    currency INTEGER NOT NULL,
    parts INTEGER NOT NULL, -- rows of `spent` in it
    nano INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    elsewhere INTEGER NOT NULL,
    PRIMARY KEY (model, day, currency)
) STRICT, WITHOUT ROWID;

-- How an account's day was decided.
CREATE TABLE spent_account (
    day INTEGER NOT NULL,
    account INTEGER NOT NULL,
    currency INTEGER NOT NULL, -- 0: nothing of the day has a price
    ledger INTEGER NOT NULL, -- the one that counts; -1: none knows a price
    settled INTEGER NOT NULL, -- 1: the provider's cost of the day was taken as final
    nano INTEGER NOT NULL,
    requests INTEGER NOT NULL, -- calls with a price in this currency; of currency 0, calls that are in no sum
    PRIMARY KEY (day, account, currency)
) STRICT, WITHOUT ROWID;

-- Calls and tokens of a team on a day, as far as a gateway or provider counted them.
CREATE TABLE team_usage (
    day INTEGER NOT NULL,
    team INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    PRIMARY KEY (day, team)
) STRICT, WITHOUT ROWID;

-- Until when an account's provider has told what it costs.
CREATE TABLE account_state (
    account INTEGER PRIMARY KEY,
    told_up_to INTEGER NOT NULL
) STRICT;

INSERT INTO usage
    SELECT start, width, source, record, series, fraction, seq, input, cache_read, cache_write_5m, cache_write_1h, output,
        reasoning, requests, failed_requests, cost, pricing, price_version, read_at, withdrawn_at,
        row_check(start, width, source, record, series, fraction, seq, input, cache_read, cache_write_5m, cache_write_1h,
            output, reasoning, requests, failed_requests, cost, pricing, price_version, read_at, withdrawn_at)
    FROM (SELECT u.start / 1000000 AS start, u.width, u.source,
            CASE WHEN length(u.record) = 36 AND u.record = lower(u.record)
                AND u.record GLOB '????????-????-????-????-????????????' THEN coalesce(unhex(replace(u.record, '-', '')), u.record)
                ELSE u.record END AS record,
            s.id AS series, u.start % 1000000 AS fraction, u.seq, u.input, u.cache_read, u.cache_write_5m, u.cache_write_1h, u.output, u.reasoning, u.requests, u.failed_requests,
            u.cost, (n.id << 3) | (u.basis << 1) | (u.cost IS NOT NULL) AS pricing, u.price_version,
            u.read_at / 1000000 AS read_at, u.withdrawn_at / 1000000 AS withdrawn_at
        FROM usage_1 u
        JOIN series s USING (ledger, source, account, team, project, key, person, agent, model, line_item)
        JOIN name n ON n.text = u.currency);
INSERT INTO restated
    SELECT id, replaced_at, withdrawn, start, width, source, record, series, fraction, seq, input, cache_read, cache_write_5m,
        cache_write_1h, output, reasoning, requests, failed_requests, cost, pricing, price_version, read_at, withdrawn_at,
        row_check(start, width, source, record, series, fraction, seq, input, cache_read, cache_write_5m, cache_write_1h,
            output, reasoning, requests, failed_requests, cost, pricing, price_version, read_at, withdrawn_at)
    FROM (SELECT u.id, u.replaced_at / 1000000 AS replaced_at, u.withdrawn, u.start / 1000000 AS start, u.width, u.source,
            CASE WHEN length(u.record) = 36 AND u.record = lower(u.record)
                AND u.record GLOB '????????-????-????-????-????????????' THEN coalesce(unhex(replace(u.record, '-', '')), u.record)
                ELSE u.record END AS record,
            s.id AS series, u.start % 1000000 AS fraction, u.seq, u.input, u.cache_read, u.cache_write_5m,
            u.cache_write_1h, u.output, u.reasoning, u.requests, u.failed_requests, u.cost,
            (n.id << 3) | (u.basis << 1) | (u.cost IS NOT NULL) AS pricing, u.price_version, u.read_at / 1000000 AS read_at,
            u.withdrawn_at / 1000000 AS withdrawn_at
        FROM restated_1 u
        JOIN series s USING (ledger, source, account, team, project, key, person, agent, model, line_item)
        JOIN name n ON n.text = u.currency);

INSERT INTO rollup
    SELECT 86400, start - start % 86400, series, pricing, count(*), sum(input), sum(cache_read), sum(cache_write_5m),
        sum(cache_write_1h), sum(output), sum(reasoning), sum(requests), sum(failed_requests), coalesce(sum(cost), 0)
    FROM usage WHERE withdrawn_at IS NULL GROUP BY 1, 2, 3, 4
    UNION ALL SELECT 3600, start - start % 3600, series, pricing, count(*), sum(input), sum(cache_read), sum(cache_write_5m),
        sum(cache_write_1h), sum(output), sum(reasoning), sum(requests), sum(failed_requests), coalesce(sum(cost), 0)
    FROM usage WHERE withdrawn_at IS NULL AND width = 0 GROUP BY 1, 2, 3, 4;

DROP TABLE usage_1;
DROP TABLE restated_1;
DROP TABLE call_hour;

-- A job that goes on after a restart: spent is made anew for the days from `since` to `next`, newest first.
CREATE TABLE spent_job (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    since INTEGER NOT NULL,
    next INTEGER NOT NULL
) STRICT;
INSERT INTO spent_job SELECT 1, min(start), max(start) FROM rollup WHERE width = 86400 HAVING count(*) > 0;

-- A rule may ask for a tag, and may share what it matches among several teams: 'team-a:250000,team-b:750000', in millionths.
ALTER TABLE allocation_rule ADD COLUMN tag TEXT NOT NULL DEFAULT '';
ALTER TABLE allocation_rule ADD COLUMN shares TEXT NOT NULL DEFAULT '';

-- Check over teams, keys, budgets and rules together; none before they are next changed.
CREATE TABLE organisation_check (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    row_check INTEGER NOT NULL
) STRICT;

-- Up to where single calls have become hours, and hours days; rows before are not taken again.
CREATE TABLE compaction (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    calls_before INTEGER NOT NULL,
    hours_before INTEGER NOT NULL
) STRICT;
INSERT INTO compaction VALUES (1, 0, 0);
