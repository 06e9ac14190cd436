// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/config.h"
#include "gateway/episode.h"

#include <map>
#include <mutex>

namespace fuseboard::gateway {

/// Tells the log of providers that can't be reached or refuse the gateway's key, and of a ledger that can't be written: when it
/// begins, and when it is over. In any thread.
class TroubleLog {
public:
    void unreachable(const UpstreamConfig& upstream, const Error& why);
    void reached(const std::string& upstream);
    void answered(const std::string& upstream, int status);
    /// A call was refused for it.
    void ledgerFailed(const std::string& why);
    void ledgerWorks();

private:
    std::mutex m_mutex;
    std::map<std::string, Episode> m_unreachable, m_keyRefused; ///< by upstream
    Episode m_ledger;
};

} // namespace fuseboard::gateway
