-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What currencies were worth in each other, by UTC day (seconds since 1970). Rates are only added: of two of the same
-- currencies, day and source the later row counts.
CREATE TABLE exchange_rate (
    id INTEGER PRIMARY KEY,
    from_currency TEXT NOT NULL,
    to_currency TEXT NOT NULL,
    day INTEGER NOT NULL,
    digits INTEGER NOT NULL, -- times 10^-scale
    scale INTEGER NOT NULL,
    holds_days INTEGER NOT NULL, -- 0: open-ended
    source TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at INTEGER NOT NULL, -- microseconds since 1970 UTC
    row_check INTEGER NOT NULL -- of all the above
) STRICT;
-- Finds what is known already; figures are read from the table itself, whose rows have checks.
CREATE INDEX exchange_rate_day ON exchange_rate (day, from_currency, to_currency);
