// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/callroute.h"
#include "gateway/meter.h"
#include "gateway/services.h"

namespace fuseboard::gateway {

/// How a stream has gone too far.
enum class Overrun {
    none,
    money, ///< its hard budgets have nothing left to go on with
    cap, ///< it does not keep to the length that it was bounded to
};

/// The end of a call, as its row says it.
struct CallEnd {
    CallStatus status = CallStatus::completed;
    std::string reason; ///< why it failed
    std::string cut; ///< by what it was cut
};

/// The ledger's side of one call: opened on disk before anything is sent, noted while it runs, settled once. What a
/// killed gateway leaves open is charged as counted at its next start. A call that goes on elsewhere after a provider's failure
/// is another call there: each attempt has a row of its own.
class CallRecord {
public:
    CallRecord(Services& services, std::shared_ptr<LiveCall> call, const Meter& meter, Api api, std::string modelAsked);

    /// Where it goes; `target`: of the tier that serves it, or null.
    void setPlace(const CallPlace& place, const TierTarget* target);
    [[nodiscard]] const std::string& upstream() const { return m_upstream; }
    /// From here on the provider may have begun to work.
    void noteSent() { m_sent = true; }
    [[nodiscard]] bool sent() const { return m_sent; }
    void noteFirstByte();
    /// The provider refused it with an error, for which providers charge nothing.
    void noteUnbilled() { m_unbilled = true; }

    /// Answers when a kill can no longer lose the call.
    LedgerKeeper::Keep open();
    /// How far the call is, for those who watch and, once a second, for the disk.
    void noteProgress();
    /// Sets aside more for what is counted so far, where that takes more than was set aside.
    Overrun overrun();
    http::Async<Result<void>> settle(CallEnd end);
    /// Settles it, and goes on with the next attempt where that is let in; its place and its row are to follow.
    http::Async<bool> goOn(CallEnd end, std::shared_ptr<LiveCall> next);

private:
    LedgerEntry settledEntry(const CallEnd& end, std::int64_t& unsettledNano);
    /// What it would have cost at another tier, where the policy asks that of it.
    void compare(const CallView& row);
    void tellReached(const std::vector<LimitStanding>& reached);
    /// Valid until the next one, and as long as both stay.
    CallView row(const CallEnd& end, const Metering& metering);
    [[nodiscard]] std::int64_t unsettledNano(const Metering& metering, std::int64_t costNano) const;
    LedgerEntry openEntry();
    const std::optional<Money>& costOf(const Metering& metering);

    /// What was asked for last.
    struct Costed {
        TokenCounts tokens;
        std::string model; ///< as the provider named it
        std::optional<std::optional<Money>> cost; ///< empty: nothing was asked for yet
    };
    Services& m_services;
    std::shared_ptr<LiveCall> m_call;
    const Meter& m_meter;
    Api m_api;
    std::string m_modelAsked, m_modelSent, m_tier, m_upstream;
    std::string m_modelUsed, m_priceVersion; ///< as the row tells them
    SteadyTime m_started, m_notedAt;
    std::optional<std::int64_t> m_firstByteMs;
    Costed m_costed;
    bool m_sent = false;
    bool m_unbilled = false;
};

} // namespace fuseboard::gateway
