// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/lever.h"

namespace fuseboard {

/// Stands for a lever that could not be made, so that its place is named and never taken for frozen.
class UnusableLever : public Lever {
public:
    UnusableLever(LeverTraits traits, Error why)
        : m_traits(std::move(traits))
        , m_why(std::move(why))
    {
    }
    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<LeverReport>> observe() override { return answer<LeverReport>(); }
    QFuture<Result<LeverAcknowledgement>> order(HoldOrder /*order*/) override { return answer<LeverAcknowledgement>(); }
    QFuture<Result<ProbeResult>> probe(Scope /*scope*/) override { return answer<ProbeResult>(); }

private:
    template <class T>
    [[nodiscard]] QFuture<Result<T>> answer() const
    {
        return QtFuture::makeReadyValueFuture(Result<T>(std::unexpected(m_why)));
    }
    LeverTraits m_traits;
    Error m_why;
};

} // namespace fuseboard
