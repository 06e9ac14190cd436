// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/chiptext.h"

#include "text/moneytext.h"
#include "text/sentence.h"
#include "text/timetext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Chip)
};

/// Without a place there is nothing to count.
bool counts(const Chip& chip, ChipWords words) { return words == ChipWords::full && chip.places > 0; }

} // namespace

QString chipText(const Chip& chip, ChipWords words)
{
    switch (chip.kind) {
    case Chip::Kind::ChangedOutside: return Words::tr("Changed outside");
    case Chip::Kind::NotProved:
        return counts(chip, words) ? Words::tr("Not proved, %1 of %2").arg(chip.proved).arg(chip.places)
                                   : Words::tr("Not proved");
    case Chip::Kind::Freezing:
        return chip.places > 0 ? Words::tr("Freezing %1 of %2").arg(chip.proved).arg(chip.places) : Words::tr("Freezing");
    case Chip::Kind::PartlyProved:
        return counts(chip, words) ? Words::tr("Partly proved, %1 of %2").arg(chip.proved).arg(chip.places)
                                   : Words::tr("Partly proved");
    case Chip::Kind::Frozen: return Words::tr("Frozen");
    case Chip::Kind::Resuming: return Words::tr("Resuming");
    case Chip::Kind::Age: return Words::tr("%1 old").arg(ageText(chip.age));
    case Chip::Kind::RunsOutEarly: return Words::tr("Runs out early");
    case Chip::Kind::TooEarly: return Words::tr("Too early to tell");
    case Chip::Kind::OnTrack: return Words::tr("On track");
    case Chip::Kind::NoData: return Words::tr("No data");
    }
    return {};
}

QString stageText(const FreezeView& freeze)
{
    if (freeze.stage == FreezeStage::allowed)
        return Words::tr("Allowed");
    if (freeze.stage == FreezeStage::resumed)
        return Words::tr("Resumed");
    return chipText(chipFor({}, &freeze, {}, {}), ChipWords::full);
}

QString placeStageText(PlaceStage stage)
{
    switch (stage) {
    case PlaceStage::waiting: return Words::tr("no answer yet");
    case PlaceStage::ordered: return Words::tr("order taken");
    case PlaceStage::readBack: return Words::tr("order in force, test call pending");
    case PlaceStage::proved: return Words::tr("proved");
    case PlaceStage::silent: return Words::tr("silent");
    case PlaceStage::lying: return Words::tr("answers wrongly");
    case PlaceStage::changedOutside: return Words::tr("changed outside");
    }
    return {};
}

QString sourceStateText(SourceState state)
{
    switch (state) {
    case SourceState::answers: return Words::tr("Answers");
    case SourceState::late: return Words::tr("Late");
    case SourceState::rateLimited: return Words::tr("Rate limited");
    case SourceState::rejected: return Words::tr("Key rejected");
    case SourceState::failing: return Words::tr("Last try failed");
    case SourceState::silent: return Words::tr("Silent");
    case SourceState::neverAnswered: return Words::tr("No answer yet");
    }
    return {};
}

QString rowName(const TeamRow& row)
{
    switch (row.kind) {
    case TeamRow::Kind::all: return Words::tr("All teams");
    case TeamRow::Kind::unallocated: return Words::tr("Unallocated");
    case TeamRow::Kind::team: return shown(row.name);
    }
    return {};
}

QString rowSentence(const TeamRow& row, const QLocale& locale)
{
    const AmountMark mark = row.atLeast ? AmountMark::atLeast : AmountMark::exact;
    const QString spent = moneyText(row.spentNano, row.currency, mark, locale);
    QString money;
    if (!row.budgetNano)
        money = Words::tr("%1 spent.").arg(spent);
    else if (!row.percent)
        money = Words::tr("%1 spent of %2.").arg(spent, moneyText(*row.budgetNano, row.currency, AmountMark::exact, locale));
    else
        money = Words::tr("%1 spent of %2, %3%.")
                    .arg(spent, moneyText(*row.budgetNano, row.currency, AmountMark::exact, locale))
                    .arg(*row.percent);
    if (row.evenPacePercent)
        money += QLatin1Char(' ') + Words::tr("Even pace is %1%.").arg(*row.evenPacePercent);
    if (!row.chip)
        return Words::tr("%1. %2").arg(rowName(row), money);
    return Words::tr("%1. %2. %3").arg(rowName(row), chipText(*row.chip, ChipWords::full), money);
}

QString lineName(const BreakdownLine& line)
{
    switch (line.kind) {
    case BreakdownLine::Kind::named: return shown(line.name);
    case BreakdownLine::Kind::unnamed: return Words::tr("Not named");
    case BreakdownLine::Kind::others: return Words::tr("%1 others").arg(line.count);
    }
    return {};
}

} // namespace fuseboard
