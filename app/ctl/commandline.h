// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace fuseboard {

/// What a proxy's configuration is to be made from, or which is to be looked at.
struct CompanionWish {
    std::string proxy = "haproxy"; ///< or "nginx"
    std::string directory, upstream, callers, variant, config;
    bool force = false;
};

/// What `fuseboardctl` was asked to do.
struct CommandLine {
    enum class Verb {
        status,
        poll,
        freeze,
        resume,
        levers,
        drill,
        calls,
        cutCall,
        asks,
        answerAsk,
        addReason,
        exportTeams,
        exportSpending,
        exportAudit,
        listRates,
        setRate,
        importRates,
        cancelAllocation,
        verify,
        repair,
        backUp,
        reconcile,
        watch,
        source,
        sourceLimits,
        budget,
        importBill,
        importLogs,
        showPrices,
        updatePrices,
        setPrice,
        writeCompanion,
        checkCompanion
    };

    Verb verb = Verb::status;
    QString profile; ///< empty: the person's own
    bool sandbox = false; ///< the sandbox's profile
    bool json = false;
    std::optional<int> passphraseFd; ///< whence the passphrase of the sealed keys comes
    QString team; ///< name or id
    bool all = false; ///< the whole organisation
    QString scope; ///< of a freeze: `token/…` or `session/…`; empty: `team` or `all`
    QString confirm; ///< freeze: the words 'freeze all', or a protected team's name; cut: that name; resume: the code
    QString reason;
    bool cut = false;
    bool putBack = false; ///< resume: also what somebody else has changed since the freeze
    bool wait = false;
    bool list = false; ///< drill: those that were made
    bool dryRun = false; ///< freeze: say what would stop, and order nothing
    QString period; ///< "2026-11"; empty: the current one
    QString file;
    bool csv = false; ///< the audit log's; else JSON lines
    QString from, to, rate; ///< of a rate that is set, as typed
    QString since; ///< "2026-11-23"; empty: today
    QString rateSource; ///< whose rate; empty: the person's own
    QJsonObject request; ///< budget, importBill, source: what to ask the owner for
    QString importKind; ///< "claudecode" or "codex"; the directory, where one is named, is `file`
    std::string ownRate; ///< prices set: for config/prices.toml
    QString model; ///< prices show; empty: all
    bool unpriced = false; ///< prices show: what has no price, instead
    CompanionWish companion;
    QString call; ///< cut: the id of the call
    QString ask; ///< allow, keep: the id of the request
    bool allows = false; ///< allow, and not keep
    QString amount, until; ///< allow, as typed; keep: empty
    QString day; ///< prices show: "2026-11-26"; empty: today
};

/// The exit codes scripts rely on.
enum class ExitCode { proved = 0, failed = 1, usage = 2, notProved = 3 };

/// Reads the arguments. Prints help or a usage error itself, and then answers with the exit code instead.
std::expected<CommandLine, int> parseCommandLine(int argc, char** argv);

/// The code that confirms a resume: it names exactly the freeze that was shown.
QString confirmationCode(const QJsonObject& freeze);

} // namespace fuseboard
