// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "domain/period.h"

#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

class History;
struct FocusFile;

/// What an account costs is told by one source alone, or it would count twice. Bills of files, or a source that was removed,
/// may have told what this one tells.
class TwiceTold {
public:
    /// `account` is empty where a source tells nobody's bill: then nothing is ever twice.
    TwiceTold(std::string source, std::string account);

    /// Looks at these days. Those where it was so are looked at again each time, so that the fault stays for as long as it is
    /// true.
    void look(const History& history, Period days);
    /// Only where it was so.
    void lookAgain(const History& history);
    /// `accountTwice`, or why the history could not say.
    [[nodiscard]] const std::optional<Error>& fault() const { return m_fault; }

private:
    std::string m_source, m_account;
    std::optional<Error> m_fault;
    std::optional<Period> m_in; ///< UTC days where it was seen
};

/// Refuses bills of accounts that a source of these tells, or that the history has from elsewhere for the same days.
Result<void> mustBeOnce(const FocusFile& file, const History& history, const std::vector<SourceConfig>& sources);

} // namespace fuseboard
