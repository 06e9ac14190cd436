// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/shadowbook.h"

#include <limits>

namespace fuseboard::gateway {
namespace {

/// Money is never lost to an overflow: it stays at the most there is.
void sumUp(std::int64_t& sum, std::int64_t nano)
{
    if (__builtin_add_overflow(sum, nano, &sum))
        sum = std::numeric_limits<std::int64_t>::max();
}

} // namespace

bool isOfShare(std::string_view callId, int percent)
{
    std::uint64_t hash = 0xcbf29ce484222325U; // FNV-1a, 64 bits
    for (const char c : callId)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return (hash >> 32U) % 100 < static_cast<std::uint64_t>(percent);
}

void ShadowBook::follow(const std::optional<TierShadow>& shadow, Instant now)
{
    const std::lock_guard lock(m_mutex);
    if (shadow == m_shadow)
        return;
    m_since = now;
    m_shadow = shadow;
    m_sums.clear();
}

void ShadowBook::add(const TierShadow& shadow, const ShadowCall& call)
{
    const std::lock_guard lock(m_mutex);
    if (shadow != m_shadow)
        return;
    Sum& sum = m_sums[{call.tier, call.team, call.cost.currency.text()}];
    if (!call.shadowNano) {
        ++sum.unpriced;
        return;
    }
    ++sum.calls;
    sumUp(sum.costNano, call.cost.nano);
    sumUp(sum.shadowNano, *call.shadowNano);
}

JsonWriter ShadowBook::view()
{
    const std::lock_guard lock(m_mutex);
    JsonWriter out;
    out.beginObject().member("note", "price only, quality not measured").key("shadow");
    if (m_shadow)
        out.beginObject().member("tier", toText(m_shadow->tier)).member("percent", m_shadow->percent).endObject();
    else
        out.null();
    out.member("since", fuseboard::toText(m_since)).key("sums").beginArray();
    for (const auto& [key, sum] : m_sums) {
        out.beginObject().member("tier", toText(key.tier)).member("team", key.team).member("calls", sum.calls);
        out.nano("cost", sum.costNano).nano("shadowCost", sum.shadowNano).nano("saved", sum.costNano - sum.shadowNano);
        out.member("currency", key.currency).member("unpriced", sum.unpriced).endObject();
    }
    out.endArray().endObject();
    return out;
}

} // namespace fuseboard::gateway
