// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/spendrate/spendwindow.h"

#include <limits>

namespace fuseboard {
namespace {

constexpr std::chrono::seconds stepLength {10};

std::int64_t stepOf(SteadyTime at) { return at.time_since_epoch() / stepLength; }

void addTo(std::int64_t& sum, std::int64_t nano)
{
    if (__builtin_add_overflow(sum, nano, &sum))
        sum = std::numeric_limits<std::int64_t>::max();
}

} // namespace

SpendWindow::Sum SpendWindow::sum(SteadyTime now) const
{
    static_assert(length == stepLength * std::tuple_size_v<decltype(m_steps)>);
    const std::int64_t last = stepOf(now), count = static_cast<std::int64_t>(m_steps.size());
    Sum out;
    for (const Step& step : m_steps)
        if (step.number > last - count && step.number <= last) {
            addTo(out.nano, step.sum.nano);
            out.calls += step.sum.calls;
        }
    return out;
}

void SpendWindow::add(std::int64_t nano, SteadyTime at)
{
    const std::int64_t number = stepOf(at);
    if (number < 0)
        return; // before the clock's start
    Step& step = m_steps[static_cast<std::size_t>(number) % m_steps.size()];
    if (step.number > number)
        return;
    if (step.number < number)
        step = {.number = number, .sum = {}};
    addTo(step.sum.nano, nano);
    ++step.sum.calls;
}

} // namespace fuseboard
