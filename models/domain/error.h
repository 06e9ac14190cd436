// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>
#include <string>

namespace fuseboard {

/// What went wrong, as a rule that was broken. `ui/text` turns each into a sentence for people.
enum class ErrorCode {
    // values
    badDecimal, ///< not a decimal number
    overflow, ///< does not fit into 64 bits of nano-units
    currencyMismatch, ///< two currencies in one sum
    badInstant, ///< not an RFC 3339 time with `Z`
    badTimeZone, ///< no such IANA zone
    unpricedModel, ///< the price list has no price for it
    // files and documents
    fileUnreadable,
    fileUnwritable,
    fileExists,
    directoryMissing,
    profileMissing,
    cameTooLate,
    badConfig, ///< subject: file and place; detail: what is wrong there
    badDocument, ///< a JSON or CSV document breaks its contract; subject: path inside it
    unknownTeam,
    duplicateName,
    accountTwice, ///< two sources would tell the same bill
    // the history
    historyUnreadable,
    historyDamaged,
    historyNewer, ///< written by a newer program
    historyBusy, ///< another program owns the profile
    diskFull,
    diskFailed, ///< a write or sync failed: nothing more is saved until the file is opened anew
    auditAltered, ///< the audit log is not as it was written
    notOnRecord, ///< not done, because the audit log can't be written
    nothingToCancel, ///< the job that was to be cancelled has ended
    // systems on the network
    unreachable, ///< refused, no route, no such socket
    timedOut,
    cutOff, ///< the connection ended inside the answer
    tooLarge,
    tooManyRows, ///< a source tells more in one poll than is read at once; detail: how many
    tlsFailed,
    redirected, ///< answered with a redirect, which is never followed with a key
    unauthorised, ///< 401 or 403 to our own key
    listRefused, ///< 401, 403, 404 or 405 to one list of a source whose others are read; detail: which, and what it said
    rateLimited, ///< 429; detail: when the next try is
    serverError, ///< 5xx
    badAnswer, ///< right status, wrong body
    pagingBroken, ///< cursor repeats, is missing, or never ends
    conflict, ///< somebody changed it meanwhile
    keyMissing, ///< no key stored for this source
    keyringLocked,
    keyringAbsent,
    badPassphrase, ///< of the file of sealed keys
    portInUse,
    cannotStart, ///< a program of ours did not start
    // control
    staleOrder, ///< a newer order is in force
    changedMeanwhile, ///< what a resume would give back is not as the freeze left it; detail: what it was, what it is
    notProved,
    notOrderedHere, ///< no freeze of it that was ordered here is in force
    reasonMissing,
    badConfirmation,
    holdsFreeze, ///< the source is needed to give back what it stopped; detail: what is frozen there
    notDrilled, ///< a drill can't be made now; detail: why
    protectedTeam, ///< its name has to be given before it is frozen, and never by itself
    cannotRefuse, ///< no lever for such a scope; detail: what it can refuse
    cannotCut, ///< refuses new calls, and can't end those that run in such a scope
    noRightToControl, ///< the proxy's own door does not let us change anything; detail: what it said
    controlRefused, ///< 401 or 403 to the key that is to freeze
    leverIncomplete, ///< the proxy lacks what its lever needs; detail: that thing
    // rights at a gateway's admin door that no key of ours has
    noRightToRead,
    noRightToFreeze,
    noRightToResume,
    noRightToChangePolicy,
};

/// `subject` names the thing (a file and line, a source, a team); `detail` is what the source itself said. UTF-8.
struct Error {
    ErrorCode code {};
    std::string subject;
    std::string detail;
    bool operator==(const Error&) const = default;
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string subject = {}, std::string detail = {})
{
    return std::unexpected(Error {code, std::move(subject), std::move(detail)});
}

} // namespace fuseboard
