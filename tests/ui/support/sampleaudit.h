// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditpage/auditlog.h"
#include "support/madeupboard.h"

#include <format>

/// What the made-up company's audit log has of its last hours.
namespace fuseboard::sample {

inline AuditEntry auditEntry(std::int64_t sequence, const char* time, const char* actor, const char* action, const char* target,
    const char* reason, const char* result, const char* request)
{
    AuditEntry out;
    out.sequence = sequence;
    out.at = madeup::at(std::format("2026-11-23T{}Z", time).c_str());
    out.actor = actor;
    out.action = action;
    out.target = target;
    out.reason = reason;
    out.result = result;
    out.requestId = request;
    out.hash = std::format("{:064x}", sequence);
    return out;
}

inline AuditLogView auditLog()
{
    AuditLogView out;
    out.request.check = 1;
    out.entries = {auditEntry(1, "08:02:11", "A. Smith", "connect", "source openai", "", "", "r1"),
        auditEntry(2, "08:02:12", "A. Smith", "connect", "source openai", "", "done", "r1"),
        auditEntry(3, "09:15:40", "A. Smith", "change", "budget of Payments", "quarter planning", "", "r2"),
        auditEntry(4, "09:15:40", "A. Smith", "change", "budget of Payments", "quarter planning", "done", "r2"),
        auditEntry(5, "13:19:31", "M. Jones", "freeze", "team/team-payments", "pressed in the window", "", "r3"),
        auditEntry(6, "13:19:32", "M. Jones", "freeze", "team/team-payments", "pressed in the window", "proved", "r3"),
        auditEntry(7, "13:19:50", "Fuseboard", "observed", "team/team-payments", "", "lost by a restart, applied again", "r3"),
        auditEntry(
            8, "13:20:02", "M. Jones", "add reason", "team/team-payments", "checkout-agent loops on one tool call", "", "r4"),
        auditEntry(9, "13:20:02", "M. Jones", "add reason", "team/team-payments", "checkout-agent loops on one tool call",
            "done", "r4"),
        auditEntry(10, "13:20:10", "CI <b>bot</b>", "import", "bill.csv", "", "", "r5"),
        auditEntry(11, "13:20:11", "CI <b>bot</b>", "import", "bill.csv", "", "failed: line 2, BilledCost", "r5"),
        auditEntry(12, "13:20:19", "A. Smith", "freeze and cut", "organisation/all", "token budget is gone", "", "r6")};
    out.entries[2].before = "20000 USD a month";
    out.entries[3].after = "24000 USD a month";
    out.length = 12;
    out.check = AuditCheck {.rows = 12, .head = out.entries.back().hash, .remembered = 12, .fault = {}};
    out.checkedAt = madeup::now();
    out.place = QStringLiteral("/home/ada/.local/state/fuseboard/audit-heads");
    return out;
}

} // namespace fuseboard::sample
