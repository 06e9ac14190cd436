-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Instants are microseconds since 1970 UTC, widths seconds, money nano-units.

-- Texts that repeat: sources, accounts, keys, models.
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO name (id, text) VALUES (0, '');

-- Calls (width 0, one record each) and buckets of providers. The key starts with time, so that new rows go to the end.
CREATE TABLE usage (
    start INTEGER NOT NULL,
    width INTEGER NOT NULL,
    source INTEGER NOT NULL,
    record TEXT NOT NULL, -- a call's id, in time order itself; '' for buckets
    ledger INTEGER NOT NULL,
    account INTEGER NOT NULL,
    team INTEGER NOT NULL,
    project INTEGER NOT NULL,
    key INTEGER NOT NULL,
    person INTEGER NOT NULL,
    agent INTEGER NOT NULL,
    model INTEGER NOT NULL,
    line_item INTEGER NOT NULL,
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
    currency TEXT NOT NULL,
    basis INTEGER NOT NULL,
    price_version INTEGER NOT NULL,
    read_at INTEGER NOT NULL, -- when the source last said something new of it
    withdrawn_at INTEGER, -- the source no longer has it
    PRIMARY KEY (start, width, source, record, ledger, account, team, project, key, person, agent, model, line_item)
) STRICT, WITHOUT ROWID;

-- What a source said of a bucket before it changed its mind: the row as it was, and when it was replaced or withdrawn.
CREATE TABLE restated (
    id INTEGER PRIMARY KEY,
    replaced_at INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    start INTEGER NOT NULL,
    width INTEGER NOT NULL,
    source INTEGER NOT NULL,
    record TEXT NOT NULL,
    ledger INTEGER NOT NULL,
    account INTEGER NOT NULL,
    team INTEGER NOT NULL,
    project INTEGER NOT NULL,
    key INTEGER NOT NULL,
    person INTEGER NOT NULL,
    agent INTEGER NOT NULL,
    model INTEGER NOT NULL,
    line_item INTEGER NOT NULL,
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
    currency TEXT NOT NULL,
    basis INTEGER NOT NULL,
    price_version INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    withdrawn_at INTEGER
) STRICT;

-- The calls of each hour, summed in the transaction that changes them: boards never read single calls.
CREATE TABLE call_hour (
    start INTEGER NOT NULL,
    source INTEGER NOT NULL,
    account INTEGER NOT NULL,
    team INTEGER NOT NULL,
    project INTEGER NOT NULL,
    key INTEGER NOT NULL,
    person INTEGER NOT NULL,
    agent INTEGER NOT NULL,
    model INTEGER NOT NULL,
    basis INTEGER NOT NULL,
    priced INTEGER NOT NULL,
    currency TEXT NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    failed_requests INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (start, source, account, team, project, key, person, agent, model, basis, priced, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_state (
    source TEXT PRIMARY KEY,
    cursor TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    complete_up_to INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE team (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    cost_center_id TEXT NOT NULL,
    cost_center_name TEXT NOT NULL
) STRICT;

CREATE TABLE caller_key (
    position INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    team TEXT NOT NULL,
    label TEXT NOT NULL,
    person TEXT NOT NULL,
    agent TEXT NOT NULL,
    probe INTEGER NOT NULL
) STRICT;

-- A step of a team's budget; team '' is the organisation.
CREATE TABLE budget (
    position INTEGER PRIMARY KEY,
    team TEXT NOT NULL,
    period INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    thresholds TEXT NOT NULL,
    since INTEGER NOT NULL,
    set_by TEXT NOT NULL
) STRICT;

CREATE TABLE allocation_rule (
    position INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    project TEXT NOT NULL,
    key TEXT NOT NULL,
    person TEXT NOT NULL,
    agent TEXT NOT NULL,
    model TEXT NOT NULL,
    team TEXT NOT NULL
) STRICT;

-- Every change of the four tables above; before or after is '' where there was or is nothing.
CREATE TABLE organisation_change (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    what TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    reason TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    result TEXT NOT NULL,
    request_id TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_edited BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
