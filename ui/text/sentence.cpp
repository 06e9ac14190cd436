// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/sentence.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

/// " It said: …" where the source said something.
QString itSaid(const std::string& detail)
{
    if (detail.empty())
        return {};
    return QLatin1Char(' ') + QCoreApplication::translate("Sentence", "It said: %1.").arg(shown(detail));
}

/// " (…)" where there is a detail.
QString bracketed(const std::string& detail) { return detail.empty() ? QString() : QStringLiteral(" (%1)").arg(shown(detail)); }

QString tr(const char* text) { return QCoreApplication::translate("Sentence", text); }

} // namespace

QString shown(const std::string& utf8, int longest)
{
    QString text = QString::fromUtf8(utf8).simplified();
    text.removeIf(
        [](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c.isNull(); });
    if (text.size() > longest)
        text = text.left(longest - 1) + QChar(0x2026);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

QString sentence(const Error& error)
{
    const QString thing = shown(error.subject);
    const QString more = bracketed(error.detail);
    switch (error.code) {
    case ErrorCode::badDecimal:
        return tr("“%1” is not an amount that can be kept exactly%2. Nothing was taken over.").arg(thing, more);
    case ErrorCode::overflow: return tr("The amount of %1 is too large to be kept exactly. Nothing was taken over.").arg(thing);
    case ErrorCode::currencyMismatch:
        return tr("%1 are two currencies, and Fuseboard converts none. Nothing was added.").arg(thing);
    case ErrorCode::badInstant: return tr("“%1” is not a time. Nothing was taken over.").arg(thing);
    case ErrorCode::badTimeZone: return tr("There is no time zone “%1”. Choose one like Europe/Berlin.").arg(thing);
    case ErrorCode::unpricedModel:
        return tr("There is no price for the model %1. Its calls are counted, but they are in no sum until a price is known.")
            .arg(thing);
    case ErrorCode::fileUnreadable: return tr("%1 can't be read%2. Nothing was changed.").arg(thing, more);
    case ErrorCode::fileUnwritable: return tr("%1 can't be written%2. What was there before is untouched.").arg(thing, more);
    case ErrorCode::fileExists: return tr("%1 exists already%2. Nothing was overwritten.").arg(thing, more);
    case ErrorCode::directoryMissing:
        return tr("The directory %1 does not exist. Make it first, or name another one.").arg(thing);
    case ErrorCode::badConfig: return tr("%1 is wrong: %2. Nothing was started or changed.").arg(thing, shown(error.detail));
    case ErrorCode::badDocument: return tr("%1: %2. Nothing was taken over.").arg(thing, shown(error.detail));
    case ErrorCode::unknownTeam: return tr("There is no team “%1”. Look at the list of teams for its name.").arg(thing);
    case ErrorCode::duplicateName: return tr("“%1” exists already. Choose another name.").arg(thing);
    case ErrorCode::historyUnreadable:
        return tr("The history %1 can't be opened%2. Nothing was changed, and no new one was made in its place.")
            .arg(thing, more);
    case ErrorCode::historyDamaged:
        return tr("The history %1 is damaged%2. It is kept as it is; restore a backup beside it before you go on.")
            .arg(thing, more);
    case ErrorCode::historyNewer:
        return tr("The history %1 was written by a newer Fuseboard%2. It was not touched; use that version.").arg(thing, more);
    case ErrorCode::historyBusy:
        return tr("This profile is in use by another program%2. Quit that one first, or use it; %1 is its lock.")
            .arg(thing, more);
    case ErrorCode::diskFull:
        return tr("The disk of %1 is full. Nothing was lost; free some space, and it goes on by itself.").arg(thing);
    case ErrorCode::unreachable:
        return tr("%1 does not answer%2. What is shown of it is its last good answer; it is tried again by itself.")
            .arg(thing, more);
    case ErrorCode::timedOut:
        return tr("%1 did not answer in time%2. What is shown of it is its last good answer; it is tried again by itself.")
            .arg(thing, more);
    case ErrorCode::cutOff:
        return tr("%1 broke off in the middle of its answer. Nothing of it was used; it is tried again by itself.").arg(thing);
    case ErrorCode::tooLarge:
        return tr("The answer of %1 is larger than is safe to read%2. Nothing of it was used.").arg(thing, more);
    case ErrorCode::tlsFailed:
        return tr(
            "The certificate of %1 can't be trusted%2. No key was sent. Check the address, or have the certificate mended.")
            .arg(thing, more);
    case ErrorCode::redirected:
        return tr("%1 sends its callers elsewhere%2. No key was sent there. Put the right address into the source.")
            .arg(thing, more);
    case ErrorCode::unauthorised:
        return tr("%1 rejected the key%2. Its figures are missing from here on. Store a key that is valid and has the right.")
            .arg(thing, more);
    case ErrorCode::rateLimited: return tr("%1 asks for a pause%2. It is asked again after that.").arg(thing, more);
    case ErrorCode::serverError: return tr("%1 has an error of its own%2. It is tried again by itself.").arg(thing, more);
    case ErrorCode::badAnswer:
        return tr("%1 answered something else than it should%2. Nothing of it was believed.").arg(thing, more);
    case ErrorCode::pagingBroken: return tr("The pages of %1 never come to an end%2. None of them was used.").arg(thing, more);
    case ErrorCode::conflict:
        return tr("%1 was changed by somebody else meanwhile%2. Look at it again before you change it.").arg(thing, more);
    case ErrorCode::keyMissing: return tr("There is no key stored for %1%2. Store one under Sources.").arg(thing, more);
    case ErrorCode::keyringLocked:
        return tr("The keyring is locked, so the key of %1 can't be read. Unlock it; nothing was overwritten.").arg(thing);
    case ErrorCode::keyringAbsent:
        return tr("There is no keyring on this computer, so the key of %1 can't be kept%2. Name a file or an environment "
                  "variable instead.")
            .arg(thing, more);
    case ErrorCode::portInUse:
        return tr("The address %1 is in use by another program. Stop that one, or choose another address.").arg(thing);
    case ErrorCode::cannotStart: return tr("%1 could not be started.%2").arg(thing, itSaid(error.detail));
    case ErrorCode::staleOrder:
        return tr("%1 obeys a newer order%2. Nothing was changed there; look at it again and decide anew.").arg(thing, more);
    case ErrorCode::notProved:
        return tr("%1 has not proved that it refuses calls%2. Spending may go on there.").arg(thing, more);
    case ErrorCode::reasonMissing:
        return tr("Say why: an order for %1 needs a reason for the audit log. Nothing was ordered.").arg(thing);
    case ErrorCode::badConfirmation:
        return tr("What would be resumed for %1 is not what was shown. Nothing was resumed; look again and confirm that.")
            .arg(thing);
    }
    return thing;
}

} // namespace fuseboard
