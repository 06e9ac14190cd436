// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/callroute.h"
#include "gateway/services.h"

namespace fuseboard::gateway {

/// What one call has to do with the breakers of models that fail. Does nothing where its policy has no such rule.
class PlaceWatch {
public:
    /// `policy` must outlive it.
    PlaceWatch(Services& services, const PolicyDocument& policy);

    /// Past the places of the route that fail. Answers what refuses the call where all of them do: what is tried again soonest.
    [[nodiscard]] std::optional<ModelTrip> passOver(CallRoute& route) const;
    /// The same of what follows on the place where the route stands.
    void passOverNext(CallRoute& route) const;
    /// The call is about to be sent there. Answers what refuses it after all: another call has become the probe.
    [[nodiscard]] std::optional<ModelTrip> begin(const CallPlace& place);
    [[nodiscard]] bool isProbe() const { return m_probe != 0; }
    /// The call ended before that place had answered, and not because of it: another one may be the probe.
    void withdraw(const CallPlace& place);
    /// How that went. `status` 0: no answer came, for that reason.
    void note(const CallPlace& place, int status, const std::string& reason = {});

private:
    [[nodiscard]] std::optional<ModelTrip> refusing(const CallPlace& place) const;

    Services& m_services;
    const PolicyBreaker* m_rule; ///< null: there is none
    std::uint64_t m_probe = 0; ///< number of the probe that the call is; 0: none
};

} // namespace fuseboard::gateway
