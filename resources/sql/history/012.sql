-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Limits that sources keep themselves, a list at a time: microseconds since 1970 UTC, billionths of a unit. A list that is told
-- takes the place of what it was; one that is not told stays, and says why.
CREATE TABLE provider_limit_list (
    source TEXT NOT NULL,
    list TEXT NOT NULL,
    answer INTEGER NOT NULL, -- 0 told, 1 refused, 2 absent, 3 failed
    detail TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    told_at INTEGER, -- NULL: never
    limits INTEGER NOT NULL, -- that were told then
    row_check INTEGER NOT NULL, -- of all the above
    PRIMARY KEY (source, list)
) STRICT, WITHOUT ROWID;
CREATE TABLE provider_limit (
    source TEXT NOT NULL,
    list TEXT NOT NULL,
    place INTEGER NOT NULL, -- in the list, from 0 on
    holder INTEGER NOT NULL, -- 0 organisation, 1 team, 2 project, 3 key, 4 person
    holder_id TEXT NOT NULL,
    holder_name TEXT NOT NULL,
    kind INTEGER NOT NULL, -- 0 credit, 1 budget
    covers TEXT NOT NULL,
    limit_amount INTEGER, -- NULL: not told
    limit_unit TEXT NOT NULL, -- a currency's code where it is money
    limit_is_money INTEGER NOT NULL,
    used_amount INTEGER,
    used_unit TEXT NOT NULL,
    used_is_money INTEGER NOT NULL,
    period TEXT NOT NULL,
    resets_at INTEGER,
    refuses_beyond INTEGER, -- NULL: not said
    row_check INTEGER NOT NULL, -- of all the above
    PRIMARY KEY (source, list, place)
) STRICT, WITHOUT ROWID;
