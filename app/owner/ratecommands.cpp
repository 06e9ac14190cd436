// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ratecommands.h"

#include "owner/documentvalues.h"

#include "documents/ecbrates.h"
#include "domain/iso4217.h"
#include "domain/utcdate.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace fuseboard {
namespace {

using document::member;

constexpr qint64 longestFile = 16 * 1024 * 1024; ///< the bank's whole history since 1999 has 2 MB

} // namespace

Result<std::vector<ExchangeRate>> rateOf(const QJsonObject& request, Instant now)
{
    const auto from = knownCurrency(member(request, "from")), to = knownCurrency(member(request, "to"));
    if (!from || !to)
        return std::unexpected(from ? to.error() : from.error());
    const std::string since = member(request, "since");
    const auto day = since.empty() ? Result<Instant>(dayOf(now)) : parseUtcDate(since);
    if (!day)
        return fail(ErrorCode::badDocument, "'" + since + "'", "it is no day like 2026-11-23");
    std::string source = member(request, "source");
    const auto rate =
        withRate({.from = *from, .to = *to, .day = *day, .source = source.empty() ? "own rate" : std::move(source)},
            member(request, "rate"));
    if (!rate)
        return std::unexpected(rate.error());
    return checkRate(*rate).transform([&] { return std::vector {*rate}; });
}

Result<std::vector<ExchangeRate>> ratesOfFile(const QString& name)
{
    QFile file(name);
    if (QFileInfo::exists(name) && !QFileInfo(name).isFile()) // to open a pipe would wait for its other end
        return fail(ErrorCode::fileUnreadable, name.toStdString(), "it is no file");
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileUnreadable, name.toStdString(), file.errorString().toStdString());
    if (file.size() > longestFile)
        return fail(ErrorCode::badDocument, name.toStdString(), "it is larger than a table of rates can be (16 MB)");
    return parseEcbRates(file.read(longestFile).toStdString(), QFileInfo(name).fileName().toStdString());
}

QJsonArray ratesDocument(const ExchangeRates& rates, Instant now)
{
    const auto text = [](const std::string& utf8) { return QString::fromStdString(utf8); };
    QJsonArray out;
    const Instant today = dayOf(now);
    const auto append = [&](const ExchangeRate& rate) {
        out.append(QJsonObject {{QStringLiteral("from"), text(rate.from.text())}, {QStringLiteral("to"), text(rate.to.text())},
            {QStringLiteral("rate"), text(rate.text())}, {QStringLiteral("since"), text(utcDateText(rate.day))},
            {QStringLiteral("until"),
                rate.isOpenEnded() ? QJsonValue() : text(utcDateText(rate.day + std::chrono::days(rate.holdsDays)))},
            {QStringLiteral("holds"), rate.holdsOn(today)}, {QStringLiteral("coming"), rate.day > today},
            {QStringLiteral("source"), text(rate.source)}, {QStringLiteral("by"), text(rate.by)},
            {QStringLiteral("enteredAt"), text(toText(rate.enteredAt))}});
    };
    std::ranges::for_each(rates.lastOn(today), append);
    std::ranges::for_each(rates.after(today), append);
    return out;
}

} // namespace fuseboard
