-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- UTC days, in seconds since 1970, of which a source has not told all figures of a list. Gone once it has.
CREATE TABLE untold (
    source TEXT NOT NULL,
    account TEXT NOT NULL, -- whose bill the source tells; empty: nobody's
    ledger INTEGER NOT NULL,
    list TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    end_day INTEGER NOT NULL, -- the first day that is not one of them
    why INTEGER NOT NULL, -- 0 left out, 1 refused
    was_told INTEGER NOT NULL, -- all of it had been told before
    row_check INTEGER NOT NULL, -- of all the above
    PRIMARY KEY (source, ledger, list, first_day)
) STRICT, WITHOUT ROWID;
