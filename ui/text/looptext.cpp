// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/looptext.h"

#include "text/moneytext.h"
#include "text/shown.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LoopText)
};

constexpr int longestTool = 40;

QString moreText(int count) { return count == 1 ? Words::tr("once more") : Words::tr("%1 times more").arg(countText(count)); }

} // namespace

QString loopSignText(const loops::LoopEvidence& seen)
{
    using loops::LoopSign;
    const QString tool = seen.tool.empty() ? Words::tr("A tool") : shown(seen.tool, longestTool);
    const QString more = moreText(seen.count);
    switch (seen.sign) {
    case LoopSign::sameCall: return Words::tr("%1 was called %2 with the same arguments and the same result.").arg(tool, more);
    case LoopSign::cycle: return Words::tr("Calls of %1 and others repeat in a circle.").arg(tool);
    case LoopSign::nearRepeat: return Words::tr("%1 was called %2 with almost the same arguments and result.").arg(tool, more);
    case LoopSign::sameError: return Words::tr("%1 failed %2 with the same error.").arg(tool, more);
    case LoopSign::nothingNew: return Words::tr("The same was said and asked %1.").arg(more);
    case LoopSign::sameRequest: return Words::tr("The very same request came %1.").arg(more);
    case LoopSign::handedOn: return Words::tr("An agent handed its task on to another, %1.").arg(more);
    case LoopSign::risingPrompt: return Words::tr("The prompt grows by what stood in it before.");
    case LoopSign::costAboveKind: return Words::tr("It costs far more an hour than others of its kind.");
    case LoopSign::manyAlike:
        return Words::tr("One prompt came again and again within a minute: %1 times.").arg(countText(seen.count));
    }
    return {};
}

QString mostSeenText(const std::vector<loops::LoopEvidence>& seen)
{
    const auto most = std::ranges::max_element(seen, {}, &loops::LoopEvidence::count);
    return most == seen.end() ? QString() : loopSignText(*most);
}

} // namespace fuseboard
