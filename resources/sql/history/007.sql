-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Budgets of persons and models beside those of teams and the organisation, hard and soft ones, their ends, and raises.

ALTER TABLE budget RENAME TO budget_6;

-- A step of a scope's budget.
CREATE TABLE budget (
    position INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL, -- 0 organisation, 1 team, 2 person, 3 model
    name TEXT NOT NULL, -- team id, person or model; '' of the organisation
    agent TEXT NOT NULL, -- of a person, the tool; '': any
    period INTEGER NOT NULL,
    amount INTEGER, -- null: from here on the scope has no budget
    currency TEXT NOT NULL,
    thresholds TEXT NOT NULL,
    hard INTEGER NOT NULL,
    since INTEGER NOT NULL,
    set_by TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;

-- Of two steps of one instant only the later written one was ever in force, and it alone is in the check.
INSERT INTO budget
    SELECT position, team <> '', team, '', period, amount, currency, thresholds, 0, since, set_by, ''
    FROM budget_6 b
    WHERE NOT EXISTS (SELECT 1 FROM budget_6 l WHERE l.team = b.team AND l.since = b.since AND l.position > b.position);
DROP TABLE budget_6;

-- An addition to a scope's budget that ends.
CREATE TABLE budget_raise (
    position INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL,
    name TEXT NOT NULL,
    agent TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    set_by TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;
