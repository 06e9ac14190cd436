// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace fuseboard::sandbox {

/// How a call ended.
struct CallResult {
    int status = 0; ///< 0: nobody answered
    bool whole = false; ///< the answer came to its proper end
};

/// What became of the company's calls.
class Tally {
public:
    void add(const std::string& team, const std::string& api, CallResult result);
    [[nodiscard]] std::int64_t calls() const { return m_calls; }
    /// `{"calls":n,"unreachable":n,"cut":n,"byStatus":{"200":n},"byApi":{"chat":n},
    /// "byTeam":{"team-payments":{"calls":n,"ok":n,"refused":n,"failed":n}}}`. Refused is a 403.
    [[nodiscard]] std::string json() const;

private:
    struct Team {
        std::int64_t calls = 0, ok = 0, refused = 0, failed = 0;
    };
    std::int64_t m_calls = 0, m_unreachable = 0, m_cut = 0;
    std::map<int, std::int64_t> m_byStatus;
    std::map<std::string, std::int64_t> m_byApi;
    std::map<std::string, Team> m_byTeam;
};

} // namespace fuseboard::sandbox
