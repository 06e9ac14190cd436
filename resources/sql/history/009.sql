-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- How many rows a source has told from now on, without those it has withdrawn.
ALTER TABLE source_state ADD COLUMN told_rows INTEGER NOT NULL DEFAULT 0;
UPDATE source_state SET row_check = row_check(source, cursor, answered_at, complete_up_to, told_rows);
