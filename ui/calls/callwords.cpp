// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls/callwords.h"

#include "text/errortext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calls)
};

constexpr int longestName = 60;

/// Of one currency, or none.
struct Sums {
    std::size_t calls = 0;
    bool isOld = false, lacksMoney = false; ///< of some call nobody knows what it costs
    std::optional<Money> cost = Money {}, reserved = Money {};
};

void addTo(std::optional<Money>& sum, const std::optional<Money>& money)
{
    if (!sum || !money)
        return;
    const auto more = add(*sum, *money);
    sum = more ? std::optional(*more) : std::nullopt;
}

Sums sumsOf(const RunningCalls& calls)
{
    Sums out;
    for (const PlaceCalls& place : calls.places) {
        out.calls += place.calls.size();
        out.isOld = out.isOld || (place.tells && place.error);
        for (const RunningCall& call : place.calls) {
            addTo(out.cost, call.cost);
            addTo(out.reserved, call.reserved);
            out.lacksMoney = out.lacksMoney || !call.cost || !call.reserved;
        }
    }
    return out;
}

bool isSum(const std::optional<Money>& sum) { return sum && sum->currency.isSet(); }

QString silentText(const PlaceCalls& place, Instant now)
{
    const QString name = shown(place.name, longestName), why = shortText(*place.error);
    return place.at ? Words::tr("%1 does not tell now: %2. What is shown of it is %3.").arg(name, why, ageText(now - *place.at))
                    : Words::tr("What runs at %1 is not known: %2.").arg(name, why);
}

/// The place answered and refused: nothing happened there.
bool isRefusal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::noRightToFreeze:
    case ErrorCode::controlRefused:
    case ErrorCode::cannotCut:
    case ErrorCode::rateLimited:
    case ErrorCode::badDocument: return true;
    default: return false;
    }
}

} // namespace

QString callerText(const RunningCall& call)
{
    for (const std::string& name : {call.agent, call.person, call.key})
        if (!name.empty())
            return shown(name, longestName);
    return QStringLiteral("–");
}

QString summaryText(const RunningCalls& calls)
{
    const Sums sums = sumsOf(calls);
    const bool isTold = std::ranges::any_of(calls.places, [](const PlaceCalls& each) { return each.at.has_value(); });
    if (sums.calls == 0 && !isTold)
        return Words::tr("Which calls run is not known.");
    if (sums.calls == 0)
        return sums.isOld ? Words::tr("No call is known to run.") : Words::tr("No call is running.");
    const QString count = sums.calls == 1
        ? Words::tr("1 call runs")
        : Words::tr("%1 calls run").arg(QLocale().toString(static_cast<qulonglong>(sums.calls)));
    if (!isSum(sums.cost) || !isSum(sums.reserved))
        return sums.isOld ? Words::tr("As last told, %1.").arg(count) : Words::tr("%1.").arg(count);
    const QString reserved = amountText(*sums.reserved, sums.lacksMoney ? Bound::atLeast : Bound::exact);
    const QString cost = amountText(*sums.cost, sums.isOld || sums.lacksMoney ? Bound::atLeast : Bound::about);
    return sums.isOld ? Words::tr("As last told, %1: %2 so far, %3 set aside.").arg(count, cost, reserved)
                      : Words::tr("%1: %2 so far, %3 set aside.").arg(count, cost, reserved);
}

QStringList silentTexts(const RunningCalls& calls, Instant now)
{
    QStringList out;
    for (const PlaceCalls& place : calls.places)
        if (place.tells && place.error)
            out += silentText(place, now);
    return out;
}

QString neverToldText(const RunningCalls& calls)
{
    QStringList names;
    for (const PlaceCalls& place : calls.places)
        if (!place.tells)
            names += shown(place.name, longestName);
    return names.isEmpty() ? QString() : Words::tr("Not told by %1.").arg(names.join(QStringLiteral(", ")));
}

QString cutText(const CallCut& cut, const Result<CutOutcome>& outcome)
{
    const QString who = callerText(cut.call);
    if (!outcome)
        return isRefusal(outcome.error().code)
            ? Words::tr("The call of %1 was not cut: %2.").arg(who, shortText(outcome.error()))
            : Words::tr("Whether the call of %1 was cut is not known: %2.").arg(who, shortText(outcome.error()));
    switch (*outcome) {
    case CutOutcome::cut: return Words::tr("The call of %1 was cut.").arg(who);
    case CutOutcome::endedAlready: return Words::tr("The call of %1 had ended already.").arg(who);
    }
    return {};
}

} // namespace fuseboard
