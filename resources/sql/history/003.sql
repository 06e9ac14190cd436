-- SPDX-FileCopyrightText: 2026 The Fuseboard authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whether an act has its intent and its outcome already.
CREATE INDEX audit_request ON audit (request_id) WHERE request_id <> '';
