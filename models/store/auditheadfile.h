// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/audithead.h"

#include <filesystem>

namespace fuseboard {

/// Heads of the audit log in a text file of its own (0600): a line `SEQUENCE HASH` each, only added to, about 70 bytes a
/// head. Each stays, because the oldest one that does not fit names the first bad row. Several processes may add at once.
class AuditHeadFile : public AuditHeads {
public:
    explicit AuditHeadFile(std::filesystem::path file);

    [[nodiscard]] std::string name() const override { return m_file.string(); }
    /// A last line that a crash cut short is left out; any other line that is no head is an error.
    [[nodiscard]] Result<std::vector<AuditHead>> all() const override;
    Result<void> remember(const AuditHead& head) override;

private:
    std::filesystem::path m_file;
};

} // namespace fuseboard
