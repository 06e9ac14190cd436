// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/errandthread.h"
#include "gateway/policyfile.h"
#include "gateway/services.h"

namespace fuseboard::gateway {

/// `GET` and `PUT /v1/policy`, and the file's reload. In the admin thread; all that takes time goes on beside it, so
/// that freezing never waits for it.
class PolicyDoor {
public:
    explicit PolicyDoor(Services& services);

    http::Async<void> answerGet(http::Exchange& exchange);
    http::Async<void> answerPut(http::Exchange& exchange);
    /// Reads `gateway.toml` and `policy.json` anew; a bad one is refused whole and the last good one stays. The log tells.
    http::Async<void> reload();
    /// Tells watchers, for ever, when somebody edits the file beside this door. What is in force stays (SAFETY KS8, KS9).
    http::Async<void> watchFile();

    /// Why the file on disk could not come into force, where what is in force is another; empty: it could.
    [[nodiscard]] const std::string& fileFault() const { return m_fileFault; }
    /// The same of `gateway.toml` when it was last read.
    [[nodiscard]] const std::string& configFault() const { return m_configFault; }

    /// While one has it no policy is brought into force. False: the gateway ends.
    http::Async<bool> takeTurn();
    void endTurn() { m_busy = false; }

private:
    using Prepared = std::pair<SpendingQuestion, std::vector<ScopeSpending>>;

    struct Files;
    static Files readFiles(std::shared_ptr<const Config> config);
    http::Async<void> bringIntoForce(const Files& read);
    http::Async<void> bringIntoForce(http::Exchange& exchange, std::string text);
    /// Looks up what its budgets must know of the time before. Then desk.enforce() or desk.abandon() follows.
    http::Async<Result<Prepared>> prepare(std::shared_ptr<const PolicyBook> policy);
    http::Async<void> enforce(std::shared_ptr<const PolicyBook> policy, Prepared prepared);

    Services& m_services;
    bool m_busy = false; ///< one is being brought into force: nobody else may have seen it yet
    std::string m_fileFault, m_configFault;
    std::string m_refused; ///< the text of the file that was refused last
    ErrandThread m_writer;
};

} // namespace fuseboard::gateway
