-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What sources changed of a day's spending after they had told it completely; seconds since 1970 UTC, money nano-units. Only
-- added to: what was shown before is what stands now, less the changes since.
CREATE TABLE restated_day (
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    team INTEGER NOT NULL, -- as `spent_team`
    currency INTEGER NOT NULL,
    at INTEGER NOT NULL,
    change INTEGER NOT NULL,
    row_check INTEGER NOT NULL -- of all the above
) STRICT;
CREATE INDEX restated_day_day ON restated_day (day);
