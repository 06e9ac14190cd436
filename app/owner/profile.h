// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QString>

namespace fuseboard {

/// A profile's four directories (DESIGN, "One owner per profile") and the names of the files in them.
/// Directories are 0700.
class Profile {
public:
    /// The person's own profile, in the XDG places.
    static Profile standard();
    /// The sandbox's, beside it: never the same money.
    static Profile standardSandbox();
    /// `config/ data/ state/ run/` under one directory.
    static Profile under(const QString& directory);

    /// Makes what is missing. Refuses a directory that is a symbolic link, belongs to somebody else, or whose parent is
    /// missing: a mistyped `--profile` must not quietly become a new history.
    [[nodiscard]] Result<void> create() const;
    /// Marks the profile as the sandbox's, for good.
    [[nodiscard]] Result<void> markSandbox() const;
    [[nodiscard]] bool isSandbox() const;
    [[nodiscard]] bool exists() const;
    /// Removes a sandbox profile with all it holds; refuses any other.
    [[nodiscard]] Result<void> removeSandbox() const;

    [[nodiscard]] QString settingsFile() const { return m_config + QStringLiteral("/fuseboardrc"); }
    [[nodiscard]] QString sourcesFile() const { return m_config + QStringLiteral("/sources.toml"); }
    [[nodiscard]] QString historyFile() const { return m_data + QStringLiteral("/history.db"); }
    /// Stands where a history was made once: from then on a missing one is a loss, not a first start.
    [[nodiscard]] QString historyMarker() const { return m_state + QStringLiteral("/history.made"); }
    [[nodiscard]] QString backupDirectory() const { return m_data + QStringLiteral("/backups"); }
    /// Price lists taken over since the one that came with the program, and the person's own rates.
    [[nodiscard]] QString pricesDirectory() const { return m_data + QStringLiteral("/prices"); }
    [[nodiscard]] QString ratesFile() const { return m_config + QStringLiteral("/prices.toml"); }
    /// When newer prices were last looked for.
    [[nodiscard]] QString pricesLookedFile() const { return m_state + QStringLiteral("/prices.looked"); }
    /// The keys that a passphrase opens, where somebody asked for that.
    [[nodiscard]] QString sealedKeysFile() const { return m_config + QStringLiteral("/keys.sealed"); }
    /// In which keyring which key was seen; no secret.
    [[nodiscard]] QString keyMarksFile() const { return m_state + QStringLiteral("/keys.seen"); }
    /// What a source of local logs knows of them; can be made anew.
    [[nodiscard]] QString logIndexFile(const QString& source) const
    {
        return m_state + QStringLiteral("/logs-") + source + QStringLiteral(".index");
    }
    [[nodiscard]] QString gatewayDirectory() const { return m_data + QStringLiteral("/gateway"); }
    [[nodiscard]] QString sandboxDirectory() const { return m_data + QStringLiteral("/sandbox"); }
    /// Where the audit log ended, row by row: outside of the history, so that a cut tail is seen.
    [[nodiscard]] QString auditHeadsFile() const { return m_state + QStringLiteral("/audit.heads"); }
    /// A copy of teams, keys and rules outside of the history.
    [[nodiscard]] QString organisationFile() const { return m_state + QStringLiteral("/organisation.json"); }
    [[nodiscard]] QString journalFile() const { return m_state + QStringLiteral("/freeze.journal"); }
    /// What was found before freezes, by lever.
    [[nodiscard]] QString holdsDirectory() const { return m_state + QStringLiteral("/holds"); }
    [[nodiscard]] QString overrulingsFile() const { return m_state + QStringLiteral("/overrulings.jsonl"); }
    [[nodiscard]] QString drillsFile() const { return m_state + QStringLiteral("/drills.jsonl"); }
    [[nodiscard]] QString sentKeysFile() const { return m_state + QStringLiteral("/gateway-keys"); }
    [[nodiscard]] QString probeKeyFile() const { return m_state + QStringLiteral("/probe.key"); }
    [[nodiscard]] QString windowStateFile() const { return m_state + QStringLiteral("/windowstaterc"); }
    [[nodiscard]] QString lockFile() const { return m_run + QStringLiteral("/owner.lock"); }
    [[nodiscard]] QString ownerSocket() const { return m_run + QStringLiteral("/owner.sock"); }
    /// Of the profile's gateway at the systemd user manager: one for each profile.
    [[nodiscard]] QString gatewayUnit() const;
    [[nodiscard]] QString gatewaySocket() const { return m_run + QStringLiteral("/gateway.sock"); }

    bool operator==(const Profile&) const = default;

private:
    Profile(QString config, QString data, QString state, QString run);

    QString m_config, m_data, m_state, m_run;
};

} // namespace fuseboard
