// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <filesystem>
#include <string_view>

namespace fuseboard {

/// What a sandbox's report goes to: `teams.csv` becomes `teams-sandbox.csv`. Any other goes where it was asked to.
std::filesystem::path reportTarget(const std::filesystem::path& file, bool sandbox);

/// A report as it was written: a sandbox's has another name than was asked for.
struct WrittenReport {
    std::filesystem::path file;
    int rows = 0; ///< without the header
};

/// A report on its way: written beside its target and renamed when it is whole, so that on any failure what stood there
/// before stays. It has the mode of the file it replaces; a new one is for its owner alone, for it tells who spends what.
class ReportFile {
public:
    static Result<ReportFile> create(std::filesystem::path target);
    ReportFile(ReportFile&& other) noexcept;
    ReportFile& operator=(ReportFile&&) = delete;
    ~ReportFile(); ///< removes what was not committed

    Result<void> write(std::string_view bytes);
    Result<void> commit(); ///< synced and in place

private:
    ReportFile(std::filesystem::path target, std::string name, int descriptor);
    [[nodiscard]] std::unexpected<Error> failure() const;

    std::filesystem::path m_target;
    std::string m_name; ///< empty: nothing to remove
    int m_descriptor = -1;
};

/// A whole report in one go.
Result<WrittenReport> writeReport(const std::filesystem::path& target, std::string_view text, int rows);

} // namespace fuseboard
