// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/untoldtext.h"

#include "text/counttext.h"
#include "text/shown.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

using std::chrono::days;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Untold)
};

/// Of all lists together, in order, each day once.
std::vector<Period> periodsOf(const UntoldDays& untold)
{
    std::vector<Period> all;
    for (const Untold& each : untold)
        all.push_back(each.days);
    std::ranges::sort(all, {}, &Period::start);
    std::vector<Period> out;
    for (const Period& each : all) {
        if (!out.empty() && each.start <= out.back().end)
            out.back().end = std::max(out.back().end, each.end);
        else
            out.push_back(each);
    }
    return out;
}

/// The newest first, since those matter most; the rest is counted.
QString daysOf(const UntoldDays& untold, QString (*dayName)(Instant))
{
    constexpr std::size_t named = 3;
    std::vector<Period> periods = periodsOf(untold);
    std::ranges::reverse(periods);
    QStringList out;
    std::int64_t others = 0;
    for (const Period& each : periods) {
        const auto count = std::chrono::floor<days>(each.length()).count();
        const Instant last = each.end - days(1);
        if (out.size() == static_cast<qsizetype>(named))
            others += count;
        else
            out << (count == 1 ? dayName(last) : Words::tr("%1 to %2").arg(dayName(each.start), dayName(last)));
    }
    const QString all = out.join(Words::tr(", "));
    return others == 0 ? all : Words::tr("%1 and %2 more").arg(all, daysText(others));
}

QString listsOf(const UntoldDays& untold)
{
    QStringList out;
    for (const Untold& each : untold)
        if (const QString list = shown(each.list, 40); !out.contains(list))
            out << list;
    return out.join(Words::tr(", "));
}

/// About a source, days and lists.
QString sentence(Untold::Why why)
{
    switch (why) {
    case Untold::Why::leftOut:
        return Words::tr("%1 left out figures of %2 (%3): what is known of these days counts, and may be too little.");
    case Untold::Why::refused:
        return Words::tr("%1 refuses figures of %2 (%3): what is known of these days counts, and may be too little.");
    case Untold::Why::countedMore:
        return Words::tr(
            "%1 counts more for %2 than it lists (%3): what is known of these days counts, and may be too little.");
    }
    return {};
}

} // namespace

QStringList untoldSentences(const QString& name, const UntoldDays& untold, QString (*dayName)(Instant))
{
    QStringList out;
    for (const auto why : {Untold::Why::leftOut, Untold::Why::refused, Untold::Why::countedMore}) {
        UntoldDays some;
        std::ranges::copy_if(untold, std::back_inserter(some), [why](const Untold& each) { return each.why == why; });
        if (some.empty())
            continue;
        out << sentence(why).arg(name, daysOf(some, dayName), listsOf(some));
    }
    return out;
}

QString untoldShortText() { return Words::tr("figures left out"); }

} // namespace fuseboard
