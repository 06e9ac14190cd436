-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The rules by which days still stand that changed rules have not given to teams anew: what a cancelled job goes back to.
-- Empty where no job goes on.
CREATE TABLE rule_before (
    position INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    project TEXT NOT NULL,
    key TEXT NOT NULL,
    person TEXT NOT NULL,
    agent TEXT NOT NULL,
    model TEXT NOT NULL,
    team TEXT NOT NULL,
    tag TEXT NOT NULL,
    shares TEXT NOT NULL
) STRICT;
-- Check over them; NULL where there is nothing to go back to.
ALTER TABLE spent_job ADD COLUMN before_check INTEGER;
