-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Teams that a freeze asks about first. The check of the organisation names only those, so that older ones still fit.
ALTER TABLE team ADD COLUMN protected INTEGER NOT NULL DEFAULT 0;
