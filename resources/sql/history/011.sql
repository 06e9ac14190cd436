-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Merged requests as sources tell them, by UTC day and author: seconds since 1970 UTC. What is told of a day takes the place of
-- what was told before.
CREATE TABLE merged_request (
    day INTEGER NOT NULL,
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    person TEXT NOT NULL, -- '': nobody who is there any more
    requests INTEGER NOT NULL,
    row_check INTEGER NOT NULL, -- of all the above
    PRIMARY KEY (day, source, account, person)
) STRICT, WITHOUT ROWID;
