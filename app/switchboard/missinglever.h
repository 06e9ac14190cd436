// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/lever.h"

#include <chrono>

namespace fuseboard {

/// Stands for one that has taken a freeze in force and is no source any more: named as a place that can't be reached, as it
/// goes on refusing and nobody can prove or end that from here.
class MissingLever : public Lever {
public:
    explicit MissingLever(const std::string& id)
    {
        m_traits.id = id;
        m_traits.name = id + " (no source any more)";
        m_traits.bound = std::chrono::seconds(1); // nothing will answer
        m_traits.watchEvery = m_traits.watchEveryUnderWay = std::chrono::minutes(1);
    }
    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<LeverReport>> observe() override { return answer<LeverReport>(); }
    QFuture<Result<LeverAcknowledgement>> order(HoldOrder /*order*/) override { return answer<LeverAcknowledgement>(); }
    QFuture<Result<ProbeResult>> probe(Scope /*scope*/) override { return answer<ProbeResult>(); }
    QFuture<Result<LeverLook>> look(Scope /*scope*/) override { return answer<LeverLook>(); }

private:
    template <class T>
    [[nodiscard]] QFuture<Result<T>> answer() const
    {
        return QtFuture::makeReadyValueFuture(Result<T>(fail(ErrorCode::unreachable, m_traits.name,
            "what was frozen there stays so; put its source back into sources.toml, with the same id, and resume")));
    }
    LeverTraits m_traits;
};

} // namespace fuseboard
