// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportpages/pricerows.h"

#include "text/moneytext.h"
#include "text/pricetext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <format>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PriceRows)
};

using enum TableColumn::Kind;

QVariant number(std::int64_t value) { return QVariant::fromValue<qint64>(value); }

TableCell words(const QString& text) { return {.text = text, .raw = {}, .icon = {}}; }
TableCell dash() { return {.text = QStringLiteral("–"), .raw = number(-1), .icon = {}}; }
TableCell count(std::int64_t value) { return {.text = countText(value), .raw = number(value), .icon = {}}; }
TableCell day(Instant at) { return {.text = dateText(at), .raw = number(at.time_since_epoch().count()), .icon = {}}; }
TableCell dayOr(const std::optional<Instant>& at, const QString& otherwise)
{
    return at ? day(*at) : TableCell {.text = otherwise, .raw = number(0), .icon = {}};
}

TableRow pricesRow(const std::string& model, const QString& of, const TokenPrices& prices, Currency currency)
{
    const auto price = [&](UnitPrice unit) {
        return TableCell {.text = exactText({unit, currency}), .raw = number(unit), .icon = {}};
    };
    const auto own = [&](const std::optional<UnitPrice>& unit, UnitPrice instead, const QString& whose) {
        return unit ? price(*unit) : TableCell {.text = whose, .raw = number(instead), .icon = {}};
    };
    const UnitPrice write = prices.cacheWrite5m.value_or(prices.input);
    return {std::format("{}\n{}", model, of.toStdString()),
        {words(shown(model, 100)), words(of), price(prices.input), price(prices.output),
            own(prices.cacheRead, prices.input, Words::tr("as input")),
            own(prices.cacheWrite5m, prices.input, Words::tr("as input")),
            own(prices.cacheWrite1h, write, prices.cacheWrite5m ? Words::tr("as 5 min") : Words::tr("as input")),
            own(prices.reasoning, prices.output, Words::tr("as output"))}};
}

void add(std::vector<TableRow>& out, const std::string& model, const QString& service, const TokenPrices& base,
    const std::vector<PriceTier>& tiers, Currency currency)
{
    out.push_back(pricesRow(model, service, base, currency));
    for (const PriceTier& tier : tiers)
        out.push_back(
            pricesRow(model, Words::tr("%1, %2").arg(service, tierText(tier.abovePromptTokens)), tier.prices, currency));
}

QString agreed(const OwnRate& rate)
{
    if (!rate.committed)
        return Words::tr("%1 off the list").arg(percentText(rate.percentOff));
    QStringList parts;
    for (const auto& [what, unit] : namedPrices(*rate.committed))
        parts << Words::tr("%1 %2").arg(priceName(what), exactText({unit, rate.currency}));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

std::vector<TableColumn> priceColumns()
{
    return {{Words::tr("Model"), text, true}, {Words::tr("Applies To"), text}, {Words::tr("Input"), figure},
        {Words::tr("Output"), figure}, {Words::tr("Cache Read"), figure}, {Words::tr("Write 5 min"), figure},
        {Words::tr("Write 1 h"), figure}, {Words::tr("Reasoning"), figure}};
}

std::vector<TableRow> priceRows(const PriceList& list)
{
    std::vector<TableRow> out;
    for (const auto& [model, price] : list.models()) {
        add(out, model, serviceText(ServiceTier::standard), price.base, price.tiers, list.currency());
        for (const auto& [service, prices] : price.services)
            add(out, model, serviceText(service), prices.base, prices.tiers, list.currency());
        for (const auto& [factor, millionths] : price.factors)
            out.push_back({std::format("{}\ntimes {}", model, factor),
                {words(shown(model, 100)), words(Words::tr("Everything, %1").arg(shown(factor, 40))),
                    {.text = factorText(millionths), .raw = number(millionths), .icon = {}},
                    {.text = factorText(millionths), .raw = number(millionths), .icon = {}}, dash(), dash(), dash(), dash()}});
    }
    return out;
}

std::vector<TableColumn> unpricedColumns()
{
    return {{Words::tr("Source"), text}, {Words::tr("Account"), text}, {Words::tr("Model"), text, true},
        {Words::tr("Calls"), figure}, {Words::tr("Tokens"), figure}, {Words::tr("First UTC Day"), text},
        {Words::tr("Last UTC Day"), text}};
}

std::vector<TableRow> unpricedRows(const std::vector<UnpricedUsage>& unpriced)
{
    std::vector<TableRow> out;
    for (const UnpricedUsage& usage : unpriced)
        out.push_back({std::format("{}\n{}\n{}", usage.source, usage.account, usage.model),
            {words(shown(usage.source, 60)), words(shown(usage.account, 60)),
                words(usage.model.empty() ? Words::tr("(not named)") : shown(usage.model, 100)),
                usage.requests > 0 ? count(usage.requests) : dash(),
                usage.tokens.total() > 0 ? count(usage.tokens.total()) : dash(), day(usage.firstDay), day(usage.lastDay)}});
    return out;
}

std::vector<TableColumn> changeColumns()
{
    return {{Words::tr("Model"), text, true}, {Words::tr("Price"), text, true}, {Words::tr("From"), figure},
        {Words::tr("To"), figure}, {Words::tr("Change"), figure}};
}

std::vector<TableRow> changeRows(const std::vector<PriceChange>& changes, Currency currency)
{
    std::vector<TableRow> out;
    for (const PriceChange& change : changes) {
        const auto side = [&](const std::optional<UnitPrice>& price) {
            return TableCell {.text = changedPriceText(change, price, currency), .raw = number(price.value_or(-1)), .icon = {}};
        };
        out.push_back({std::format("{}\n{}", change.model, change.what),
            {words(shown(change.model, 100)), words(priceName(change.what)), side(change.before), side(change.after),
                {.text = changePercentText(change), .raw = number(change.percentHundredths().value_or(0)), .icon = {}}}});
    }
    return out;
}

std::vector<TableColumn> listColumns()
{
    return {{Words::tr("Version"), text, true}, {Words::tr("Source"), text, true}, {Words::tr("Counts From"), text},
        {Words::tr("Models"), figure}, {Words::tr("State"), text}};
}

std::vector<TableRow> listRows(const PriceBook& book, Instant now)
{
    const PriceList* inForce = book.inForce(now);
    std::vector<TableRow> out;
    for (const PriceList& list : book.lists()) {
        const bool counts = &list == inForce, isLater = list.origin().from > now;
        out.push_back({list.version(),
            {words(shown(list.version(), 80)),
                words(list.origin().source.empty() ? Words::tr("(not told)") : shown(list.origin().source, 160)),
                dayOr(list.origin().from, Words::tr("ever")), count(static_cast<std::int64_t>(list.models().size())),
                {.text = counts   ? Words::tr("In force")
                        : isLater ? Words::tr("Not yet")
                                  : Words::tr("For the days before"),
                    .raw = {},
                    .icon = counts ? std::optional(Icon::Check) : std::nullopt,
                    .tone = Tone::ok}}});
    }
    std::ranges::reverse(out);
    return out;
}

std::vector<TableColumn> ownRateColumns()
{
    return {{Words::tr("Account"), text}, {Words::tr("Model"), text}, {Words::tr("From"), text}, {Words::tr("Until"), text},
        {Words::tr("Agreed, per Million Tokens"), text, true}};
}

std::vector<TableRow> ownRateRows(const std::vector<OwnRate>& rates)
{
    std::vector<TableRow> out;
    for (const OwnRate& rate : rates)
        out.push_back({std::format("{} {}", out.size(), rate.account),
            {words(rate.account.empty() ? Words::tr("every account") : shown(rate.account, 60)),
                words(rate.model.empty() ? Words::tr("every model") : shown(rate.model, 100)),
                dayOr(rate.from, Words::tr("always")), dayOr(rate.until, Words::tr("no end")), words(agreed(rate))}});
    return out;
}

std::span<const PriceList> listsBefore(const PriceBook& book, Instant now)
{
    const std::span<const PriceList> lists = book.lists();
    return lists.first(lists.empty() ? 0 : static_cast<std::size_t>(book.inForce(now) - lists.data()));
}

} // namespace fuseboard
