// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/figures.h"

#include "text/chiptext.h"
#include "text/counttext.h"
#include "text/moneytext.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Figures)
};

const QString unknownFigure = QStringLiteral("–");

/// What every tile needs to know of the team.
struct Facts {
    const ShownState& state;
    const TeamBoard& team;
    const TeamRow& row;
    const FreezeView* freeze;
    std::optional<Instant> staleSince;

    [[nodiscard]] QString money(std::int64_t nano, Bound bound = Bound::exact) const
    {
        return amountText({nano, state.board->currency}, bound);
    }
    [[nodiscard]] QString clock(Instant at) const { return clockText(state.calendar, at); }
    [[nodiscard]] QString date(Instant at) const { return dayText(state.calendar, at); }
    [[nodiscard]] QString age() const { return ageText(state.now - *staleSince); }
    [[nodiscard]] bool isHeldNow() const
    {
        return isHeld(freeze) && freeze->stage != FreezeStage::notProved && freeze->stage != FreezeStage::changedOutside;
    }
    [[nodiscard]] FigureLine whyUnknown() const
    {
        const QString why = !state.board->historyFault ? Words::tr("No figures yet")
            : state.board->lacksPrices()               ? Words::tr("Prices unreadable")
                                                       : Words::tr("History unreadable");
        return {why, Tone::unknown, Icon::Unknown};
    }
    [[nodiscard]] FigureLine completeTo() const { return {Words::tr("Complete to %1").arg(clock(*staleSince))}; }
    [[nodiscard]] FigureLine needsNewer() const { return {Words::tr("Needs newer figures"), Tone::warn, Icon::Clock}; }
};

/// What is missing in the figure, before what was converted for it.
std::optional<FigureLine> otherCurrenciesLine(const TeamBoard& team, Currency own)
{
    if (team.otherCurrencies.empty())
        return std::nullopt;
    const auto join = [&](bool gaps) {
        QStringList amounts;
        for (const OtherCurrency& other : team.otherCurrencies)
            if (gaps ? other.hasGap : other.convertedNano != 0)
                amounts += amountText({gaps ? other.gapNano : other.convertedNano, other.currency});
        return amounts.join(QStringLiteral(", "));
    };
    const auto anyGap = [&](bool ofOwn) {
        return std::ranges::any_of(
            team.otherCurrencies, [&](const OtherCurrency& other) { return other.hasGap && (other.currency == own) == ofOwn; });
    };
    if (anyGap(true)) // what needs no rate
        return FigureLine {
            (anyGap(false) ? Words::tr("Without %1: no rate, or too large a sum") : Words::tr("Without %1: too large a sum"))
                .arg(join(true)),
            Tone::warn, Icon::Unknown};
    if (anyGap(false))
        return FigureLine {Words::tr("Without %1: no rate").arg(join(true)), Tone::warn, Icon::Unknown};
    return FigureLine {Words::tr("Includes %1 converted at the day’s rate").arg(join(false))};
}

Figure spent(const Facts& f)
{
    const TeamBoard& team = f.team;
    const bool allEstimated = team.burn.spentNano > 0 && team.estimatedNano == team.burn.spentNano;
    const Bound bound = f.row.atLeast ? Bound::atLeast : allEstimated ? Bound::about : Bound::exact;
    Figure out {Words::tr("Spent This Period"), f.money(team.burn.spentNano, bound)};
    if (f.row.unknown) {
        out.value = unknownFigure;
        out.first = f.whyUnknown();
        return out;
    }
    if (f.staleSince) {
        const QString old =
            f.row.percent ? Words::tr("%1, %2").arg(percentText(*f.row.percent, Bound::atLeast), f.age()) : f.age();
        out.first = {old, Tone::warn, Icon::Clock};
        out.second = f.completeTo();
        return out;
    }
    if (f.row.percent && f.row.evenPacePercent)
        out.first = {Words::tr("%1% · even pace %2%").arg(*f.row.percent).arg(*f.row.evenPacePercent)};
    else
        out.first = {Words::tr("No budget set")};
    if (const auto other = otherCurrenciesLine(team, f.state.board->currency))
        out.second = *other;
    else if (team.billedElsewhereNano > 0)
        out.second = {Words::tr("Billed elsewhere %1").arg(f.money(team.billedElsewhereNano))};
    else if (team.requests > 0)
        out.second = {requestsText(team.requests)};
    return out;
}

Figure remaining(const Facts& f)
{
    const BurnDown& burn = f.team.burn;
    Figure out {Words::tr("Remaining"), unknownFigure};
    if (!burn.remainingNano) {
        out.first = {Words::tr("No budget set")};
        return out;
    }
    if (f.row.unknown) {
        out.first = f.whyUnknown();
        out.second = {Words::tr("Of %1 budget").arg(wholeText({*burn.budgetNano, f.state.board->currency}))};
        return out;
    }
    out.value = f.money(*burn.remainingNano, f.row.atLeast ? Bound::atMost : Bound::exact);
    if (f.staleSince) {
        out.first = {f.age(), Tone::warn, Icon::Clock};
        out.second = f.completeTo();
        return out;
    }
    const std::int64_t behind = burn.spentNano - burn.evenPaceSpentNano.value_or(burn.spentNano);
    if (f.row.atLeast && behind <= 0) {
        // More may have been spent: a lower bound proves that a team is behind, never that it is ahead.
        out.first = {Words::tr("Not all figures are here"), Tone::unknown, Icon::Unknown};
    } else if (*burn.remainingNano < 0) {
        out.tone = Tone::crit;
        out.first = {Words::tr("Over budget"), Tone::crit, Icon::Alert};
    } else if (behind > 0) {
        const bool alarming = burn.pace == Pace::runsOutEarly && !f.isHeldNow();
        out.first = {Words::tr("%1 behind pace").arg(f.money(behind)), alarming ? Tone::crit : Tone::warn, Icon::RunsOut};
    } else {
        out.first = {Words::tr("%1 ahead of pace").arg(f.money(-behind)), Tone::ok, Icon::Check};
    }
    const std::int64_t running = f.freeze ? f.freeze->inFlight() : 0;
    out.second = {running > 0 ? Words::tr("%1 still running").arg(requestsText(running))
                              : Words::tr("Of %1 budget").arg(wholeText({*burn.budgetNano, f.state.board->currency}))};
    return out;
}

Figure rate(const Facts& f)
{
    const BurnDown& burn = f.team.burn;
    Figure out {Words::tr("Burn Rate, 7 Days"), unknownFigure};
    const QString perDay = burn.ratePerDayNano ? perDayText({*burn.ratePerDayNano, f.state.board->currency}) : QString();
    if (f.staleSince) {
        out.first = f.needsNewer();
        if (burn.ratePerDayNano)
            out.second = {Words::tr("Was %1 at %2").arg(perDay, f.clock(*f.staleSince))};
        return out;
    }
    if (!burn.ratePerDayNano) {
        out.first = f.state.board->historyFault
            ? f.whyUnknown()
            : FigureLine {Words::tr("Needs a day of figures"), Tone::unknown, Icon::Unknown};
        return out;
    }
    out.value = perDay;
    if (f.isHeldNow()) {
        out.first = {f.freeze->stage == FreezeStage::frozen
                ? Words::tr("Until %1, refused since").arg(f.clock(f.freeze->orderedAt))
                : Words::tr("Until %1, stopped").arg(f.clock(f.freeze->orderedAt))};
    } else if (burn.allowedPerDayNano) {
        out.first = {Words::tr("Budget allows %1").arg(perDayText({*burn.allowedPerDayNano, f.state.board->currency}))};
    }
    if (f.team.estimatedNano > 0 && burn.spentNano > 0) {
        // Rounded up from zero: a share that is there is never shown as none.
        const std::int64_t percent = std::max<std::int64_t>(
            1, static_cast<std::int64_t>(static_cast<Int128>(f.team.estimatedNano) * 100 / burn.spentNano));
        out.second = {Words::tr("≈ %1% priced by us").arg(percent)};
    }
    return out;
}

Figure runsOut(const Facts& f)
{
    const BurnDown& burn = f.team.burn;
    const Period& period = f.state.board->period;
    const QString lastDay = f.date(period.end - std::chrono::seconds(1));
    Figure out {Words::tr("Runs Out"), unknownFigure};
    if (f.state.board->historyFault) {
        out.first = f.whyUnknown();
        return out;
    }
    if (burn.pace == Pace::noData) {
        out.first = {Words::tr("No budget set")};
        return out;
    }
    if (f.isHeldNow()) {
        const bool proved = f.freeze->stage == FreezeStage::frozen;
        out.first = {proved ? Words::tr("No date while frozen") : Words::tr("Being stopped"), Tone::frozen,
            proved ? Icon::Snowflake : Icon::Hourglass};
        out.second = {Words::tr("Period ends %1").arg(lastDay)};
        return out;
    }
    if (f.staleSince) {
        out.first = f.needsNewer();
        if (burn.runsOut)
            out.second = {Words::tr("Was %1 at %2").arg(f.date(*burn.runsOut), f.clock(*f.staleSince))};
        return out;
    }
    if (burn.pace == Pace::tooEarly) {
        out.first = {Words::tr("Too early to tell"), Tone::unknown, Icon::Unknown};
        out.second = {Words::tr("Period ends %1").arg(lastDay)};
        return out;
    }
    if (burn.remainingNano.value_or(1) <= 0) {
        out.value = Words::tr("Spent up");
        out.tone = Tone::crit;
        out.first = {burn.runsOut ? Words::tr("Since %1").arg(f.date(*burn.runsOut)) : Words::tr("Nothing is left"), Tone::crit,
            Icon::Warning};
        out.second = {Words::tr("Period ends %1").arg(lastDay)};
        return out;
    }
    if (burn.pace == Pace::runsOutEarly) {
        const auto early = std::chrono::floor<std::chrono::days>(period.end - *burn.runsOut).count();
        out.value = f.date(*burn.runsOut);
        out.tone = Tone::crit;
        out.first = {early < 1 ? Words::tr("Before the period ends") : Words::tr("%1 early").arg(daysText(early)), Tone::crit,
            Icon::Warning};
        out.second = {Words::tr("At the current pace")};
        return out;
    }
    out.value = Words::tr("After %1").arg(lastDay);
    out.first = {Words::tr("Lasts the period"), Tone::ok, Icon::Check};
    out.second = {Words::tr("At the current pace")};
    return out;
}

} // namespace

std::array<Figure, 4> figuresOf(const ShownState& state, const Selection& selection)
{
    const TeamBoard* team = state.boardOf(selection);
    const auto row = state.rowOf(selection);
    if (!team || !row)
        return {Figure {Words::tr("Spent This Period"), unknownFigure}, Figure {Words::tr("Remaining"), unknownFigure},
            Figure {Words::tr("Burn Rate, 7 Days"), unknownFigure}, Figure {Words::tr("Runs Out"), unknownFigure}};
    const Facts facts {state, *team, *row, state.freezeOf(selection), state.staleSince()};
    return {spent(facts), remaining(facts), rate(facts), runsOut(facts)};
}

} // namespace fuseboard
