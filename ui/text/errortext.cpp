// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/errortext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

/// `%1` is the subject. The detail, what the source itself said, follows in brackets by `sentence`.
QString pattern(ErrorCode code)
{
    switch (code) {
    case ErrorCode::badDecimal: return Words::tr("%1 is not a decimal number. Nothing was changed. Write it like 12.50.");
    case ErrorCode::overflow:
        return Words::tr("%1 is larger than an amount can be (about 9 billion). Nothing was added up. Check the figure.");
    case ErrorCode::currencyMismatch:
        return Words::tr("%1 mixes two currencies. They were not added. Choose one currency for this budget.");
    case ErrorCode::badInstant: return Words::tr("%1 is not a time in UTC like 2026-11-23T14:20:00Z. Nothing was changed.");
    case ErrorCode::badTimeZone:
        return Words::tr("%1 is not a known time zone. Nothing was changed. Use a name like Europe/Berlin.");
    case ErrorCode::unpricedModel:
        return Words::tr("The price list has no price for %1. Its calls are counted, but are in no sum. Add its price.");
    case ErrorCode::fileUnreadable:
        return Words::tr("%1 can’t be read. Nothing was changed. Check that it is there and yours to read.");
    case ErrorCode::fileUnwritable:
        return Words::tr("%1 can’t be written. Nothing was saved there. Check the folder, its rights and the free space.");
    case ErrorCode::fileExists:
        return Words::tr("%1 is already there. It was not overwritten. Choose another name or remove it.");
    case ErrorCode::directoryMissing:
        return Words::tr("The folder %1 is missing. Nothing was created. Make it, or choose another.");
    case ErrorCode::profileMissing:
        return Words::tr(
            "There is no profile at %1. Nothing was done. “fuseboardctl watch”, “fuseboardctl source add” or a start of "
            "fuseboard makes one; --profile names another.");
    case ErrorCode::cameTooLate:
        return Words::tr(
            "%1 told for the first time of usage so old that the history keeps it no finer than by the hour or day. It is in "
            "no sum; what its provider bills for that time is.");
    case ErrorCode::badConfig:
        return Words::tr("%1 has a mistake in its settings. Nothing was started. Correct it and try again.");
    case ErrorCode::badDocument:
        return Words::tr("%1 is not as it should be. Nothing was taken over. Correct it and try again.");
    case ErrorCode::unknownTeam:
        return Words::tr("There is no team %1. Nothing was changed. Check the name, or add the team first.");
    case ErrorCode::accountTwice:
        return Words::tr("%1 is billed by another source or file already, and would count twice. What was there is kept. Leave "
                         "one of the two out.");
    case ErrorCode::duplicateName: return Words::tr("%1 is there twice. Nothing was changed. Give each its own name.");
    case ErrorCode::historyUnreadable:
        return Words::tr("The history %1 can’t be opened. Nothing was changed in it, and freezing still works. Check "
                         "the file and its rights.");
    case ErrorCode::historyDamaged:
        return Words::tr("The history %1 is damaged. It is kept as it is, and freezing still works. Restore the last backup.");
    case ErrorCode::historyNewer:
        return Words::tr("The history %1 was written by a newer Fuseboard. It was not touched. Update this program.");
    case ErrorCode::historyBusy:
        return Words::tr("Another program uses %1. Nothing was changed. Close it, or let it do the work.");
    case ErrorCode::diskFull:
        return Words::tr("There is no space left for %1. What was saved before is intact, and freezing still works. "
                         "Free some space.");
    case ErrorCode::diskFailed:
        return Words::tr("The disk failed while %1 was saved. Nothing more is written to it, and freezing still works. "
                         "Check the disk, then start this program again.");
    case ErrorCode::auditAltered:
        return Words::tr("The audit log in %1 is not as it was written. It is kept as it is, and freezing still works. "
                         "fuseboardctl verify names the first bad row.");
    case ErrorCode::notOnRecord:
        return Words::tr("%1 was left as it is, because the change can’t be put on record. Freezing still works. Make the "
                         "history writable again and repeat it.");
    case ErrorCode::badPassphrase:
        return Words::tr("The keys in %1 stay sealed: the passphrase does not fit, or the file was changed. Nothing was lost. "
                         "Try again, or give the sources new keys.");
    case ErrorCode::nothingToCancel:
        return Words::tr(
            "%1 has ended already, so there is nothing to cancel. What it did stays. Change the rules to undo it.");
    case ErrorCode::unreachable:
        return Words::tr("%1 can’t be reached. Its last figures stay and are marked with their age. Check that it runs "
                         "and the address.");
    case ErrorCode::timedOut:
        return Words::tr("%1 did not answer in time. Its last figures stay and are marked with their age. It is tried again.");
    case ErrorCode::cutOff:
        return Words::tr("%1 broke off in the middle of its answer. Nothing of it was used. It is tried again.");
    case ErrorCode::tooLarge: return Words::tr("The answer of %1 is too large. Nothing of it was used. Ask whoever runs it.");
    case ErrorCode::tooManyRows:
        return Words::tr("%1 tells more rows at once than are read. Nothing of them was used, and what was known stays. Where "
                         "its kind has a bucket in sources.toml (OpenAI, Anthropic), choose a wider one.");
    case ErrorCode::tlsFailed:
        return Words::tr("The certificate of %1 can’t be trusted. No key was sent. Check the address, or ask whoever runs it.");
    case ErrorCode::redirected:
        return Words::tr("%1 sends us to another address. No key was sent there. Enter the final address.");
    case ErrorCode::unauthorised:
        return Words::tr("%1 rejected our key. Its spending is missing from the figures since then. Enter a valid key.");
    case ErrorCode::listRefused:
        return Words::tr("%1 does not let its key read everything. What it does read is kept up to date; what it may not is "
                         "missing from the figures. Give the key the right to it, or leave it so.");
    case ErrorCode::rateLimited:
        return Words::tr("%1 asks us to wait. Its last figures stay and are marked with their age. It is tried again.");
    case ErrorCode::serverError:
        return Words::tr(
            "%1 has a problem of its own. Its last figures stay and are marked with their age. It is tried again.");
    case ErrorCode::badAnswer:
        return Words::tr("%1 answered something we can’t understand. Nothing of it was used. Check the address.");
    case ErrorCode::pagingBroken:
        return Words::tr("The pages of %1 don’t come to an end. Nothing of them was used. It is tried again.");
    case ErrorCode::conflict:
        return Words::tr("%1 was changed by somebody else meanwhile. Your change was not made. Look again and repeat it.");
    case ErrorCode::keyMissing: return Words::tr("There is no key for %1. It was not asked. Enter its key.");
    case ErrorCode::keyringLocked:
        return Words::tr(
            "The key of %1 is locked, so it was not asked. No key was lost. Unlock the keyring, or the sealed keys.");
    case ErrorCode::keyringAbsent:
        return Words::tr("The keyring with the key of %1 is absent, so it was not asked. No key was lost. Start that keyring.");
    case ErrorCode::portInUse:
        return Words::tr("%1 is used by another program. Nothing was started. Choose another port, or close that program.");
    case ErrorCode::cannotStart: return Words::tr("%1 could not be started. Nothing is running of it. Check the installation.");
    case ErrorCode::staleOrder:
        return Words::tr("A newer order for %1 is in force. Yours was not carried out. Look at its state and decide again.");
    case ErrorCode::changedMeanwhile:
        return Words::tr("Somebody has changed %1 since the freeze. Nothing was given back. Resume again to leave what they "
                         "changed as it is and give back the rest, or to put that back too.");
    case ErrorCode::notProved:
        return Words::tr("The freeze of %1 is not proved. Spending may go on there. It is tried again until it is settled.");
    case ErrorCode::notOrderedHere:
        return Words::tr("No freeze of %1 that was ordered here is in force. Nothing was changed. Look at its state.");
    case ErrorCode::holdsFreeze:
        return Words::tr("%1 was not removed: something is frozen there, and only this source can give it back. What is "
                         "frozen stays so. Resume it first, then remove the source.");
    case ErrorCode::notDrilled:
        return Words::tr("%1 was not made. Nothing was ordered, and what is frozen stays so. Make it again later.");
    case ErrorCode::reasonMissing:
        return Words::tr("A reason is needed for %1. Nothing was changed. Say why, for the audit log.");
    case ErrorCode::badConfirmation:
        return Words::tr("The confirmation for %1 does not fit. Nothing was changed. Type it exactly as shown.");
    case ErrorCode::protectedTeam:
        return Words::tr(
            "%1 is protected, so nothing was ordered. A person has to type its name: in the window, or with --confirm of "
            "fuseboardctl.");
    case ErrorCode::cannotRefuse:
        return Words::tr(
            "%1 can’t refuse the calls of such a scope alone. They go on there. Freeze a scope that it can refuse.");
    case ErrorCode::cannotCut:
        return Words::tr("%1 can’t end what already runs in such a scope alone. New calls are refused, those that run go on to "
                         "their end. Cut a scope that it can end.");
    case ErrorCode::noRightToControl:
        return Words::tr("%1 does not let us change anything through its own socket. Nothing was changed; calls go on as "
                         "before. Give that socket “level admin” in its configuration.");
    case ErrorCode::controlRefused:
        return Words::tr("%1 rejected the key that is to freeze there. Nothing was changed; calls go on as before. Give its "
                         "source a valid key with that right.");
    case ErrorCode::leverIncomplete:
        return Words::tr("%1 lacks a part that freezing there needs. Nothing was changed; calls go on as before. Put the "
                         "companion’s lines into its configuration and reload it.");
    case ErrorCode::noRightToRead:
        return Words::tr("%1 can’t be read from here: no key of its source has the right to. Its figures and state are "
                         "unknown. Add the key “read” to it in sources.toml.");
    case ErrorCode::noRightToFreeze:
        return Words::tr("%1 can’t be frozen from here: no key of its source has the right to. Spending may go on there. "
                         "Add the key “freeze” to it in sources.toml, or freeze where that key is.");
    case ErrorCode::noRightToResume:
        return Words::tr("%1 can’t be resumed from here: no key of its source has the right to. It goes on refusing. Add "
                         "the key “resume” to it in sources.toml, or resume where that key is.");
    case ErrorCode::noRightToChangePolicy:
        return Words::tr("The teams and prices of %1 can’t be changed from here: no key of its source has the right to. It "
                         "goes on with those it has. Add the key “policy” to it in sources.toml.");
    }
    return {};
}

/// The answer came whole, and a member of it that the detail names by its path is what it must not be.
bool refusesMember(const Error& error)
{
    return error.code == ErrorCode::badAnswer && (error.detail.contains("$.") || error.detail.contains("$["));
}

constexpr std::string_view variable = "env:"; ///< as a key's reference begins that names one

bool missesVariable(const Error& error) { return error.code == ErrorCode::keyMissing && error.subject.starts_with(variable); }

QString filledIn(const QString& pattern, const Error& error)
{
    const QString subject = error.subject.empty() ? Words::tr("This") : QString::fromStdString(error.subject);
    QString text = pattern.arg(subject);
    if (!error.detail.empty())
        text += Words::tr(" (%1)").arg(QString::fromStdString(error.detail));
    return text;
}

} // namespace

QString sentence(const Error& error)
{
    if (missesVariable(error))
        return filledIn(Words::tr("The variable %1, which is to hold a key, is not set. What needs that key was not asked. Set "
                                  "%1 where Fuseboard is started, and start it again."),
            {error.code, error.subject.substr(variable.size()), error.detail});
    return filledIn(refusesMember(error)
            ? Words::tr(
                  "The poll of %1 was partial: a row of it is not what its contract says, and nothing of it was used. What "
                  "was known stays and is marked with its age. It is tried again.")
            : pattern(error.code),
        error);
}

QString connectSentence(const Error& error)
{
    switch (error.code) {
    case ErrorCode::unreachable:
        return filledIn(Words::tr("%1 can’t be reached. Nothing was connected. Check that it runs, and the address."), error);
    case ErrorCode::timedOut:
        return filledIn(
            Words::tr("%1 did not answer in time. Nothing was connected. Check that it runs, and the address."), error);
    case ErrorCode::cutOff:
        return filledIn(Words::tr("%1 broke off in the middle of its answer. Nothing was connected. Try again."), error);
    case ErrorCode::unauthorised:
    case ErrorCode::controlRefused:
        return filledIn(Words::tr("%1 rejected the key. Nothing was connected. Enter a key that is valid there."), error);
    case ErrorCode::rateLimited:
    case ErrorCode::serverError:
        return filledIn(Words::tr("%1 can’t answer now. Nothing was connected. Try again later."), error);
    case ErrorCode::badAnswer:
    case ErrorCode::tooLarge:
        return filledIn(
            Words::tr("What answers for %1 is not what you chose. Nothing was connected. Check kind and address."), error);
    case ErrorCode::keyringLocked:
        return filledIn(Words::tr("The key of %1 could not be kept there. Nothing was connected, and no other key was changed. "
                                  "Unlock that place and try again, or choose another for the key."),
            error);
    case ErrorCode::keyringAbsent:
        return filledIn(Words::tr("This system has no keyring for the key of %1. Nothing was connected. Keep the key for this "
                                  "session only or in a sealed file, or start a keyring."),
            error);
    default: return sentence(error); // says already what happened to what was typed
    }
}

QString shortText(const Error& error)
{
    if (refusesMember(error))
        return Words::tr("partial, a row was refused");
    switch (error.code) {
    case ErrorCode::unreachable: return Words::tr("can’t be reached");
    case ErrorCode::timedOut: return Words::tr("no answer in time");
    case ErrorCode::cutOff: return Words::tr("answer broke off");
    case ErrorCode::tooLarge: return Words::tr("answer too large");
    case ErrorCode::tooManyRows: return Words::tr("too many rows");
    case ErrorCode::tlsFailed: return Words::tr("certificate not trusted");
    case ErrorCode::redirected: return Words::tr("sends us elsewhere");
    case ErrorCode::unauthorised: return Words::tr("key rejected");
    case ErrorCode::listRefused: return Words::tr("a list is refused");
    case ErrorCode::rateLimited: return Words::tr("rate limited");
    case ErrorCode::serverError: return Words::tr("server error");
    case ErrorCode::badAnswer: return Words::tr("answer not understood");
    case ErrorCode::pagingBroken: return Words::tr("pages don’t end");
    case ErrorCode::keyMissing: return Words::tr("no key");
    case ErrorCode::keyringLocked: return Words::tr("key locked");
    case ErrorCode::keyringAbsent: return Words::tr("keyring absent");
    case ErrorCode::conflict:
    case ErrorCode::staleOrder: return Words::tr("a newer order is in force");
    case ErrorCode::changedMeanwhile: return Words::tr("changed since the freeze");
    case ErrorCode::notProved: return Words::tr("not proved");
    case ErrorCode::notOrderedHere: return Words::tr("not ordered here");
    case ErrorCode::holdsFreeze: return Words::tr("holds a freeze");
    case ErrorCode::notDrilled: return Words::tr("not drilled now");
    case ErrorCode::badDecimal:
    case ErrorCode::overflow:
    case ErrorCode::currencyMismatch:
    case ErrorCode::badInstant:
    case ErrorCode::badTimeZone:
    case ErrorCode::unpricedModel:
    case ErrorCode::badConfig:
    case ErrorCode::badDocument:
    case ErrorCode::cameTooLate:
    case ErrorCode::unknownTeam:
    case ErrorCode::accountTwice:
    case ErrorCode::duplicateName: return Words::tr("wrong data");
    case ErrorCode::fileUnreadable:
    case ErrorCode::fileUnwritable:
    case ErrorCode::fileExists:
    case ErrorCode::directoryMissing:
    case ErrorCode::profileMissing:
    case ErrorCode::historyUnreadable:
    case ErrorCode::historyDamaged:
    case ErrorCode::historyNewer:
    case ErrorCode::historyBusy:
    case ErrorCode::diskFull:
    case ErrorCode::diskFailed:
    case ErrorCode::auditAltered: return Words::tr("a file problem");
    case ErrorCode::portInUse:
    case ErrorCode::cannotStart: return Words::tr("not started");
    case ErrorCode::notOnRecord: return Words::tr("not on record");
    case ErrorCode::nothingToCancel: return Words::tr("ended already");
    case ErrorCode::badPassphrase: return Words::tr("keys are sealed");
    case ErrorCode::reasonMissing:
    case ErrorCode::badConfirmation:
    case ErrorCode::protectedTeam: return Words::tr("not confirmed");
    case ErrorCode::cannotRefuse: return Words::tr("can’t refuse such a scope");
    case ErrorCode::cannotCut: return Words::tr("can’t end what runs there");
    case ErrorCode::noRightToControl: return Words::tr("no right to change it");
    case ErrorCode::controlRefused: return Words::tr("key rejected");
    case ErrorCode::leverIncomplete: return Words::tr("a part of its configuration is missing");
    case ErrorCode::noRightToRead: return Words::tr("no right to read");
    case ErrorCode::noRightToFreeze: return Words::tr("no right to freeze");
    case ErrorCode::noRightToResume: return Words::tr("no right to resume");
    case ErrorCode::noRightToChangePolicy: return Words::tr("no right to change the policy");
    }
    return {};
}

QString saidOf(const QString& name, const QString& words)
{
    return words.startsWith(name) ? words : Words::tr("%1: %2", "a source or place, what is said of it").arg(name, words);
}

} // namespace fuseboard
