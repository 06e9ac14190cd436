// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/lever.h"

#include <QObject>
#include <QPromise>
#include <QTimer>

namespace fuseboard::test {

/// A lever of ours in a hurry: its periods and deadlines are a trial's, so that minutes become seconds.
class ScaledLever : public Lever {
public:
    /// Its requests are given up after `wait`, which is also its period; past `bound` it is not proved.
    ScaledLever(std::unique_ptr<Lever> inner, std::chrono::milliseconds wait, std::chrono::milliseconds bound)
        : m_inner(std::move(inner))
        , m_traits(m_inner->traits())
        , m_wait(wait)
    {
        m_traits.watchEvery = m_traits.watchEveryUnderWay = wait;
        m_traits.bound = bound;
    }
    void setCannotProbe() { m_traits.canProbe = false; }

    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<LeverReport>> observe() override { return inTime(m_inner->observe()); }
    QFuture<Result<LeverAcknowledgement>> order(HoldOrder order) override { return inTime(m_inner->order(std::move(order))); }
    QFuture<Result<ProbeResult>> probe(Scope scope) override { return inTime(m_inner->probe(std::move(scope))); }

private:
    template <class T>
    QFuture<Result<T>> inTime(QFuture<Result<T>> answer)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        const auto finish = [promise](const Result<T>& result) {
            if (promise->future().isFinished())
                return;
            promise->addResult(result);
            promise->finish();
        };
        answer.then(&m_here, finish);
        QTimer::singleShot(
            m_wait, &m_here, [finish, name = m_traits.name] { finish(fail(ErrorCode::timedOut, name, "no answer in time")); });
        return promise->future();
    }

    std::unique_ptr<Lever> m_inner;
    LeverTraits m_traits;
    std::chrono::milliseconds m_wait;
    QObject m_here;
};

} // namespace fuseboard::test
