// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/teampagetext.h"

#include "items/breakdownmodel.h"
#include "items/sourcerow.h"
#include "pages/breakdowntexts.h"
#include "pages/headtext.h"
#include "text/chiptext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TeamPage)
};

constexpr int longestNameInFile = 60;
constexpr int mostSources = 8;

Bound boundOf(const TeamBoard& team, const TeamRow& row)
{
    if (row.atLeast)
        return Bound::atLeast;
    return team.burn.spentNano > 0 && team.estimatedNano == team.burn.spentNano ? Bound::about : Bound::exact;
}

PageTable tableOf(const BreakdownTexts& texts, const QString& sum)
{
    PageTable table;
    for (int column = 0; column < texts.columnCount(); ++column)
        table.heads += texts.headerData(column, Qt::Horizontal).toString();
    for (int row = 0; row < texts.rowCount(); ++row) {
        PageTable::Row line;
        for (int column = 0; column < texts.columnCount(); ++column)
            line.cells += texts.index(row, column).data().toString();
        line.barPermille = texts.index(row, 0).data(BreakdownModel::BarRole).toInt();
        table.rows.push_back(std::move(line));
    }
    table.sum = sum;
    return table;
}

std::vector<PageTable> tablesOf(const ShownState& state, const TeamBoard& team, const TeamRow& row)
{
    BreakdownModel model;
    BreakdownTexts texts;
    texts.setSourceModel(&model);
    model.setTeam(team, state.board->currency, row.atLeast);
    std::vector<PageTable> tables;
    for (const BreakdownBy by : {BreakdownBy::agent, BreakdownBy::model, BreakdownBy::person}) {
        model.setBy(by);
        tables.push_back(tableOf(texts, amountText({model.totalNano(), state.board->currency}, boundOf(team, row))));
    }
    return tables;
}

/// Of those that stand on the page.
QString signsOf(const TeamPage& page)
{
    QString said;
    for (const Figure& figure : page.figures)
        said += figure.value + figure.first.text + figure.second.text;
    for (const PageTable& table : page.tables)
        for (const PageTable::Row& row : table.rows)
            said += row.cells.join(QChar());
    QStringList out;
    if (said.contains(QChar(0x2265)) || said.contains(QChar(0x2264)))
        out += Words::tr("≥ and ≤: at least and at most, since figures are missing.");
    if (said.contains(QChar(0x2248)))
        out += Words::tr("≈: priced by us, not taken from a bill.");
    return out.join(QLatin1Char(' '));
}

QString sourceText(const SourceRow& row, const ShownState& state)
{
    const QString name = shown(row.source.name, 40);
    const bool isWell = row.state == SourceHealth::answers || row.state == SourceHealth::late;
    if (!row.source.completeUpTo)
        return Words::tr("%1 (%2)", "source, state").arg(name, sourceStateText(row.state));
    const QString upTo = momentText(state.calendar, *row.source.completeUpTo, state.now);
    return isWell ? Words::tr("%1 to %2", "source, time").arg(name, upTo)
                  : Words::tr("%1 to %2 (%3)", "source, time, state").arg(name, upTo, sourceStateText(row.state));
}

/// Up to when all of it is there, and each source; those with something wrong first.
QString sourcesOf(const ShownState& state)
{
    std::vector<SourceRow> rows = sourceRows(state.board->sources, state.now);
    std::erase_if(rows, [](const SourceRow& row) { return !row.source.tellsUsage; });
    if (rows.empty())
        return Words::tr("No source tells figures.");
    std::ranges::stable_partition(rows, [](const SourceRow& row) { return row.state != SourceHealth::answers; });
    QStringList each;
    std::optional<Instant> complete = rows.front().source.completeUpTo;
    for (const SourceRow& row : rows) {
        if (each.size() < mostSources)
            each += sourceText(row, state);
        complete = complete && row.source.completeUpTo ? std::min(complete, row.source.completeUpTo) : std::nullopt;
    }
    if (const int more = static_cast<int>(rows.size()) - mostSources; more > 0)
        each += Words::tr("and %n more", "sources", more);
    const QString list = Words::tr("Sources: %1.").arg(each.join(QStringLiteral(" · ")));
    return complete
        ? Words::tr("Complete to %1.").arg(momentText(state.calendar, *complete, state.now)) + QLatin1Char(' ') + list
        : list;
}

QString madeText(const ShownState& state)
{
    return Words::tr("Made %1, %2 (%3)", "date, time, time zone")
        .arg(dateText(std::chrono::sys_days(state.calendar.date(state.now))), clockText(state.calendar, state.now),
            QString::fromStdString(state.calendar.zoneName()));
}

} // namespace

bool hasTeamPage(const ShownState& state, const Selection& selection)
{
    return state.boardOf(selection) && (!state.board->teams.empty() || state.board->all.burn.spentNano != 0);
}

TeamPage teamPageOf(const ShownState& state, const Selection& selection)
{
    const TeamBoard* team = state.boardOf(selection);
    const auto row = state.rowOf(selection);
    if (!team || !row)
        return {};
    const HeadText head = headTextOf(state, selection);
    TeamPage page;
    page.name = head.name;
    page.title = head.name + QStringLiteral(" · ") + monthText(state.calendar, state.board->period);
    page.period = monthText(state.calendar, state.board->period) + QStringLiteral(" · ") + head.period;
    page.made = madeText(state);
    page.chip = head.chip;
    page.isSandbox = state.board->sandbox;
    page.isUnknown = row->unknown;
    page.notices = noticesOf(state, selection);
    page.figures = figuresOf(state, selection);
    page.chart = burnDownView(*team, state.calendar, state.board->currency, state.freezeOf(selection), state.linesEnd(*row));
    if (row->unknown)
        page.nothing = !state.board->historyFault ? Words::tr("No figure is known yet.")
            : state.board->lacksPrices()          ? Words::tr("No figure is known: the prices can’t be read.")
                                                  : Words::tr("No figure is known: the history can’t be read.");
    else if (team->byAgent.empty() && team->byModel.empty() && team->byPerson.empty())
        page.nothing = row->atLeast ? Words::tr("No spending was told; figures are missing.")
                                    : Words::tr("Nothing was spent in this period.");
    else
        page.tables = tablesOf(state, *team, *row);
    page.signs = signsOf(page);
    page.sources = sourcesOf(state);
    return page;
}

QString pageFileName(const ShownState& state, const Selection& selection)
{
    QString name;
    for (const QChar c : selectionName(state, selection).toLower())
        if (c.isLetterOrNumber())
            name += c;
        else if (!name.isEmpty() && !name.endsWith(QLatin1Char('-')))
            name += QLatin1Char('-');
    name.truncate(longestNameInFile);
    QStringList parts {QStringLiteral("fuseboard"), name, QString::fromStdString(state.board->periodLabel)};
    if (state.board->sandbox)
        parts += QStringLiteral("sandbox");
    parts.removeAll(QString());
    return parts.join(QLatin1Char('-')).replace(QStringLiteral("--"), QStringLiteral("-"));
}

QString sandboxText() { return Words::tr("Sandbox: not your money"); }

} // namespace fuseboard
