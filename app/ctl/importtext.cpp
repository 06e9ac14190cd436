// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/importtext.h"

#include "ctl/statustext.h"
#include "documents/jsonwriter.h"
#include "text/moneytext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Import", text, nullptr, n); }

QString plain(const std::string& text) { return onOneLine(QString::fromStdString(text)); }

std::string dayText(Instant day) { return toText(day).substr(0, 10); }

QString costText(const ImportSum& sum)
{
    QStringList parts;
    for (const auto& [currency, nano] : sum.nano)
        if (const auto known = Currency::parse(currency))
            parts << amountText({nano, *known});
    if (sum.unpriced > 0)
        parts << tr("no price");
    return parts.join(QStringLiteral(" + "));
}

QString row(const QString& day, const QString& model, const ImportSum& sum)
{
    QString out = QStringLiteral("%1 %2").arg(day, -10).arg(model.left(28), -28);
    for (const std::int64_t tokens :
        {sum.tokens.input, sum.tokens.cacheRead, sum.tokens.cacheWrite5m, sum.tokens.cacheWrite1h, sum.tokens.output})
        out += QStringLiteral(" %1").arg(countText(tokens), 15);
    return out + QStringLiteral("  %1\n").arg(costText(sum), 14);
}

void writeSum(JsonWriter& out, const ImportSum& sum)
{
    const TokenCounts& t = sum.tokens;
    out.member("input", t.input).member("cacheRead", t.cacheRead).member("cacheWrite5m", t.cacheWrite5m);
    out.member("cacheWrite1h", t.cacheWrite1h).member("output", t.output).member("reasoning", t.reasoning);
    out.member("responses", sum.responses).member("unpricedResponses", sum.unpriced);
    out.key("cost").beginObject();
    for (const auto& [currency, nano] : sum.nano)
        out.member(currency, Money {nano, {}}.text());
    out.endObject();
    out.key("priceVersions").beginArray();
    for (const std::string& version : sum.priceVersions)
        out.text(version);
    out.endArray();
}

} // namespace

void ImportSum::add(const UsageRow& row)
{
    tokens += row.tokens;
    responses += row.requests;
    if (row.cost) {
        nano[row.cost->currency.text()] += row.cost->nano;
        priceVersions.insert(row.priceVersion);
    } else {
        unpriced += row.requests;
    }
}

void ImportTotals::add(const UsageRow& row)
{
    days[dayOf(row.start)][row.model].add(row);
    if (row.cost)
        return;
    const auto [found, isNew] = unpriced.try_emplace(row.model, Unpriced {{}, row.start});
    found->second.sum.add(row);
    found->second.since = std::min(found->second.since, row.start);
}

ImportSum ImportTotals::all() const
{
    ImportSum sum;
    for (const auto& [day, models] : days)
        for (const auto& [model, each] : models) {
            sum.tokens += each.tokens;
            sum.responses += each.responses;
            sum.unpriced += each.unpriced;
            sum.priceVersions.insert(each.priceVersions.begin(), each.priceVersions.end());
            for (const auto& [currency, nano] : each.nano)
                sum.nano[currency] += nano;
        }
    return sum;
}

QString importText(const ImportTotals& totals)
{
    QString out = QStringLiteral("%1 %2").arg(tr("day (UTC)"), -10).arg(tr("model"), -28);
    for (const char* name : {"input", "cache read", "write 5m", "write 1h", "output"})
        out += QStringLiteral(" %1").arg(tr(name), 15);
    out += QStringLiteral("  %1\n").arg(tr("cost"), 14);
    for (const auto& [day, models] : totals.days)
        for (const auto& [model, sum] : models)
            out += row(QString::fromStdString(dayText(day)), model.empty() ? tr("(not named)") : plain(model), sum);
    out += row(tr("all"), {}, totals.all());
    const LogCounts& counts = totals.counts;
    out += tr("%1 responses in %2 lines of %3 files; %4 copies, %5 lines of no call, %6 broken lines.")
               .arg(countText(counts.responses), countText(counts.lines), countText(counts.files), countText(counts.duplicates),
                   countText(counts.passedOver), countText(counts.broken))
        + QLatin1Char('\n');
    for (const BrokenLine& line : totals.broken)
        out += tr("  broken: %1, line %2").arg(plain(line.file), countText(line.line)) + QLatin1Char('\n');
    for (const std::string& file : totals.unreadable)
        out += tr("  NOT READ: %1; it is tried again the next time").arg(plain(file)) + QLatin1Char('\n');
    for (const auto& [model, unpriced] : totals.unpriced)
        out += tr("No price for %1: %2 tokens of %3 responses since %4 are counted, but in no sum.")
                   .arg(model.empty() ? tr("(not named)") : plain(model), countText(unpriced.sum.tokens.total()),
                       countText(unpriced.sum.responses), QString::fromStdString(dayText(unpriced.since)))
            + QLatin1Char('\n');
    return out + tr("An estimate: logs on this computer may tell less than was billed.") + QLatin1Char('\n');
}

QString importDocument(const ImportTotals& totals)
{
    JsonWriter out;
    const LogCounts& counts = totals.counts;
    out.beginObject().member("ok", totals.unreadable.empty()).member("source", totals.source).member("basis", "estimated");
    out.member("files", counts.files).member("lines", counts.lines).member("responses", counts.responses);
    out.member("duplicates", counts.duplicates).member("passedOver", counts.passedOver).member("broken", counts.broken);
    out.key("brokenLines").beginArray();
    for (const BrokenLine& line : totals.broken)
        out.beginObject().member("file", line.file).member("line", line.line).endObject();
    out.endArray().key("unreadable").beginArray();
    for (const std::string& file : totals.unreadable)
        out.text(file);
    out.endArray().key("days").beginArray();
    for (const auto& [day, models] : totals.days) {
        out.beginObject().member("day", dayText(day)).key("models").beginArray();
        for (const auto& [model, sum] : models) {
            out.beginObject().member("model", model);
            writeSum(out, sum);
            out.endObject();
        }
        out.endArray().endObject();
    }
    out.endArray().key("total").beginObject();
    writeSum(out, totals.all());
    out.endObject().key("unpriced").beginArray();
    for (const auto& [model, unpriced] : totals.unpriced)
        out.beginObject()
            .member("model", model)
            .member("tokens", unpriced.sum.tokens.total())
            .member("responses", unpriced.sum.responses)
            .member("since", toText(unpriced.since))
            .endObject();
    out.endArray().endObject();
    return QString::fromStdString(std::move(out).str()) + QLatin1Char('\n');
}

} // namespace fuseboard
