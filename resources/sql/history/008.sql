-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Checks of rows that had none: up to where sources and accounts have told, and what was changed in the organisation. Each is
-- over the columns before it; a number that SQLite gives is left out.
ALTER TABLE source_state ADD COLUMN row_check INTEGER NOT NULL DEFAULT 0;
UPDATE source_state SET row_check = row_check(source, cursor, answered_at, complete_up_to);
ALTER TABLE account_state ADD COLUMN row_check INTEGER NOT NULL DEFAULT 0;
UPDATE account_state SET row_check = row_check(account, told_up_to);
ALTER TABLE organisation_change ADD COLUMN row_check INTEGER NOT NULL DEFAULT 0;
UPDATE organisation_change SET row_check = row_check(at, changed_by, what, before, after);
