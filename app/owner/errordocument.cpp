// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/errordocument.h"

#include "text/errortext.h"

namespace fuseboard {
namespace {

QString codeWord(ErrorCode code)
{
    switch (code) {
    case ErrorCode::badDecimal: return QStringLiteral("badDecimal");
    case ErrorCode::overflow: return QStringLiteral("overflow");
    case ErrorCode::currencyMismatch: return QStringLiteral("currencyMismatch");
    case ErrorCode::badInstant: return QStringLiteral("badInstant");
    case ErrorCode::badTimeZone: return QStringLiteral("badTimeZone");
    case ErrorCode::unpricedModel: return QStringLiteral("unpricedModel");
    case ErrorCode::fileUnreadable: return QStringLiteral("fileUnreadable");
    case ErrorCode::fileUnwritable: return QStringLiteral("fileUnwritable");
    case ErrorCode::fileExists: return QStringLiteral("fileExists");
    case ErrorCode::directoryMissing: return QStringLiteral("directoryMissing");
    case ErrorCode::badConfig: return QStringLiteral("badConfig");
    case ErrorCode::badDocument: return QStringLiteral("badDocument");
    case ErrorCode::unknownTeam: return QStringLiteral("unknownTeam");
    case ErrorCode::duplicateName: return QStringLiteral("duplicateName");
    case ErrorCode::accountTwice: return QStringLiteral("accountTwice");
    case ErrorCode::historyUnreadable: return QStringLiteral("historyUnreadable");
    case ErrorCode::historyDamaged: return QStringLiteral("historyDamaged");
    case ErrorCode::historyNewer: return QStringLiteral("historyNewer");
    case ErrorCode::historyBusy: return QStringLiteral("historyBusy");
    case ErrorCode::diskFull: return QStringLiteral("diskFull");
    case ErrorCode::diskFailed: return QStringLiteral("diskFailed");
    case ErrorCode::auditAltered: return QStringLiteral("auditAltered");
    case ErrorCode::notOnRecord: return QStringLiteral("notOnRecord");
    case ErrorCode::nothingToCancel: return QStringLiteral("nothingToCancel");
    case ErrorCode::unreachable: return QStringLiteral("unreachable");
    case ErrorCode::timedOut: return QStringLiteral("timedOut");
    case ErrorCode::cutOff: return QStringLiteral("cutOff");
    case ErrorCode::tooLarge: return QStringLiteral("tooLarge");
    case ErrorCode::tooManyRows: return QStringLiteral("tooManyRows");
    case ErrorCode::tlsFailed: return QStringLiteral("tlsFailed");
    case ErrorCode::redirected: return QStringLiteral("redirected");
    case ErrorCode::unauthorised: return QStringLiteral("unauthorised");
    case ErrorCode::listRefused: return QStringLiteral("listRefused");
    case ErrorCode::rateLimited: return QStringLiteral("rateLimited");
    case ErrorCode::serverError: return QStringLiteral("serverError");
    case ErrorCode::badAnswer: return QStringLiteral("badAnswer");
    case ErrorCode::pagingBroken: return QStringLiteral("pagingBroken");
    case ErrorCode::conflict: return QStringLiteral("conflict");
    case ErrorCode::keyMissing: return QStringLiteral("keyMissing");
    case ErrorCode::keyringLocked: return QStringLiteral("keyringLocked");
    case ErrorCode::keyringAbsent: return QStringLiteral("keyringAbsent");
    case ErrorCode::badPassphrase: return QStringLiteral("badPassphrase");
    case ErrorCode::portInUse: return QStringLiteral("portInUse");
    case ErrorCode::cannotStart: return QStringLiteral("cannotStart");
    case ErrorCode::staleOrder: return QStringLiteral("staleOrder");
    case ErrorCode::changedMeanwhile: return QStringLiteral("changedMeanwhile");
    case ErrorCode::notProved: return QStringLiteral("notProved");
    case ErrorCode::reasonMissing: return QStringLiteral("reasonMissing");
    case ErrorCode::badConfirmation: return QStringLiteral("badConfirmation");
    case ErrorCode::cannotRefuse: return QStringLiteral("cannotRefuse");
    case ErrorCode::cannotCut: return QStringLiteral("cannotCut");
    case ErrorCode::cameTooLate: return QStringLiteral("cameTooLate");
    case ErrorCode::notOrderedHere: return QStringLiteral("notOrderedHere");
    case ErrorCode::holdsFreeze: return QStringLiteral("holdsFreeze");
    case ErrorCode::notDrilled: return QStringLiteral("notDrilled");
    case ErrorCode::protectedTeam: return QStringLiteral("protectedTeam");
    case ErrorCode::profileMissing: return QStringLiteral("profileMissing");
    case ErrorCode::noRightToControl: return QStringLiteral("noRightToControl");
    case ErrorCode::controlRefused: return QStringLiteral("controlRefused");
    case ErrorCode::leverIncomplete: return QStringLiteral("leverIncomplete");
    case ErrorCode::noRightToRead: return QStringLiteral("noRightToRead");
    case ErrorCode::noRightToFreeze: return QStringLiteral("noRightToFreeze");
    case ErrorCode::noRightToResume: return QStringLiteral("noRightToResume");
    case ErrorCode::noRightToChangePolicy: return QStringLiteral("noRightToChangePolicy");
    }
    return {};
}

} // namespace

QJsonObject errorDocument(const Error& error)
{
    return {{QStringLiteral("code"), codeWord(error.code)}, {QStringLiteral("subject"), QString::fromStdString(error.subject)},
        {QStringLiteral("detail"), QString::fromStdString(error.detail)}, {QStringLiteral("sentence"), sentence(error)}};
}

Error errorOf(const DocumentFields& fields)
{
    Error error {ErrorCode::badAnswer, fields.text(QLatin1StringView("subject")), fields.text(QLatin1StringView("detail"))};
    if (const auto code = valueOf(QString::fromStdString(fields.text(QLatin1StringView("code"))), codeWord))
        error.code = *code;
    else
        error.detail = fields.text(QLatin1StringView("sentence"));
    return error;
}

QJsonObject refusal(const Error& error)
{
    return {{QStringLiteral("ok"), false}, {QStringLiteral("error"), errorDocument(error)}};
}

} // namespace fuseboard
