// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/reasonact.h"

#include "switchboard/actid.h"
#include "switchboard/switchboard.h"
#include "text/errortext.h"

namespace fuseboard {
namespace {

AuditEntry entryOf(const Scope& scope, const AddedReason& added, const std::string& before)
{
    AuditEntry entry;
    entry.at = added.at;
    entry.actor = added.by;
    entry.action = "add reason";
    entry.target = scope.text();
    entry.reason = added.text;
    entry.before = before;
    entry.after = added.text;
    entry.requestId = makeActId(added.at);
    return entry;
}

} // namespace

QFuture<Result<void>> addReasonOnRecord(
    Switchboard& switchboard, AuditSink& audit, const Scope& scope, const AddedReason& added, const std::string& before)
{
    const AuditEntry act = entryOf(scope, added, before);
    const auto conclude = [&audit, act](const Result<void>& done) {
        AuditEntry outcome = act;
        outcome.result = done ? "done" : "failed: " + sentence(done.error()).toStdString();
        return audit.write(outcome).then([done](const Result<void>&) { return done; });
    };
    return audit.write(act)
        .then(&switchboard,
            [&switchboard, scope, added, conclude](const Result<void>& written) {
                if (!written)
                    return QtFuture::makeReadyValueFuture(
                        Result<void>(fail(ErrorCode::notOnRecord, scope.text(), written.error().detail)));
                return switchboard.addReason(scope, added).then(&switchboard, conclude).unwrap();
            })
        .unwrap();
}

} // namespace fuseboard
