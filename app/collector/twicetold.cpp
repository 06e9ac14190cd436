// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/twicetold.h"

#include "connectors/focus/focusfile.h"
#include "store/history.h"

#include <algorithm>

namespace fuseboard {

TwiceTold::TwiceTold(std::string source, std::string account)
    : m_source(std::move(source))
    , m_account(std::move(account))
{
}

void TwiceTold::look(const History& history, Period days)
{
    if (m_account.empty())
        return;
    if (m_in)
        days = {std::min(days.start, m_in->start), std::max(days.end, m_in->end)};
    m_fault.reset();
    const auto by = history.billedBy(m_account, days);
    if (!by) {
        m_fault = by.error();
    } else if (by->size() > 1 && by->contains(m_source)) {
        const auto other = std::ranges::find_if(*by, [&](const std::string& source) { return source != m_source; });
        m_fault = {ErrorCode::accountTwice, "Account " + m_account, *other + " and " + m_source};
    }
    m_in = m_fault ? std::optional(days) : std::nullopt;
}

void TwiceTold::lookAgain(const History& history)
{
    if (m_in)
        look(history, *m_in);
}

Result<void> mustBeOnce(const FocusFile& file, const History& history, const std::vector<SourceConfig>& sources)
{
    for (const auto& [id, bill] : file.bills) {
        const auto told = daysOf(bill);
        if (!told)
            continue;
        for (const SourceConfig& source : sources)
            if (source.account == bill.account && tellsBill(source.kind))
                return fail(ErrorCode::accountTwice, "Account " + source.account, "the source " + source.name);
        const auto by = history.billedBy(bill.account, *told);
        if (!by)
            return std::unexpected(by.error());
        if (const auto others = otherThan(file, bill, *by); !others.empty())
            return fail(ErrorCode::accountTwice, "Account " + bill.account, "the source " + *others.begin());
    }
    return {};
}

} // namespace fuseboard
