// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/chiptext.h"

#include "text/moneytext.h"
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
    case Chip::Kind::Age: return ageText(chip.age);
    case Chip::Kind::RunsOutEarly: return Words::tr("Runs out early");
    case Chip::Kind::TooEarly: return Words::tr("Too early to tell");
    case Chip::Kind::OnTrack: return Words::tr("On track");
    case Chip::Kind::NoData: return Words::tr("No data");
    }
    return {};
}

QString sourceStateText(SourceHealth state)
{
    switch (state) {
    case SourceHealth::answers: return Words::tr("Answers");
    case SourceHealth::partial: return Words::tr("Answers in part");
    case SourceHealth::late: return Words::tr("Late");
    case SourceHealth::rateLimited: return Words::tr("Rate limited");
    case SourceHealth::rejected: return Words::tr("Key rejected");
    case SourceHealth::failing: return Words::tr("Last try failed");
    case SourceHealth::silent: return Words::tr("Silent");
    case SourceHealth::neverAnswered: return Words::tr("No answer yet");
    }
    return {};
}

QString rowName(const TeamRow& row)
{
    switch (row.kind) {
    case TeamRow::Kind::all: return Words::tr("All teams");
    case TeamRow::Kind::unallocated: return Words::tr("Unallocated");
    case TeamRow::Kind::team: return QString::fromStdString(row.name);
    }
    return {};
}

QString spentText(const TeamRow& row)
{
    if (row.unknown)
        return QStringLiteral("–");
    return amountText({row.spentNano, row.currency}, row.atLeast ? Bound::atLeast : Bound::exact);
}

QString rowSentence(const TeamRow& row)
{
    const Bound bound = row.atLeast ? Bound::atLeast : Bound::exact;
    const QString spent = spentText(row);
    QString money;
    if (row.unknown)
        money = row.budgetNano ? Words::tr("Spending unknown, budget %1.").arg(amountText({*row.budgetNano, row.currency}))
                               : Words::tr("Spending unknown.");
    else if (!row.budgetNano)
        money = Words::tr("%1 spent.").arg(spent);
    else if (const QString budget = amountText({*row.budgetNano, row.currency}); !row.percent)
        money = Words::tr("%1 spent of %2.").arg(spent, budget);
    else
        money = Words::tr("%1 spent of %2, %3.").arg(spent, budget, percentText(*row.percent, bound));
    if (row.evenPacePercent)
        money = Words::tr("%1 Even pace is %2.").arg(money, percentText(*row.evenPacePercent));
    if (!row.chip)
        return Words::tr("%1. %2").arg(rowName(row), money);
    return Words::tr("%1. %2. %3").arg(rowName(row), chipText(*row.chip, ChipWords::full), money);
}

QString lineName(const BreakdownLine& line)
{
    switch (line.kind) {
    case BreakdownLine::Kind::named: return QString::fromStdString(line.name);
    case BreakdownLine::Kind::unnamed: return Words::tr("Not named");
    case BreakdownLine::Kind::others: return Words::tr("%1 others").arg(countText(line.count));
    }
    return {};
}

} // namespace fuseboard
