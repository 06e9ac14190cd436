// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/profileprices.h"

#include "documents/policydocument.h"
#include "owner/ownrates.h"
#include "owner/shippedprices.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <format>

namespace fuseboard {
namespace {

Result<std::string> contentsOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileUnreadable, path.toStdString(), file.errorString().toStdString());
    return file.readAll().toStdString();
}

Result<PriceList> readList(const QString& path)
{
    const auto text = contentsOf(path);
    if (!text)
        return std::unexpected(text.error());
    auto list = parsePriceList(*text);
    if (!list) {
        const Error& first = list.error().front();
        return fail(ErrorCode::badDocument, path.toStdString(), first.subject + ": " + first.detail);
    }
    return *std::move(list);
}

} // namespace

Result<PriceBook> profilePrices(const Profile& profile)
{
    auto shipped = shippedPrices();
    if (!shipped)
        return std::unexpected(shipped.error());
    std::vector<PriceList> lists {*std::move(shipped)};
    const QDir directory(profile.pricesDirectory());
    for (const QString& name : directory.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        auto list = readList(directory.filePath(name));
        if (!list)
            return std::unexpected(list.error());
        lists.push_back(*std::move(list));
    }
    std::vector<OwnRate> rates;
    if (QFile::exists(profile.ratesFile())) {
        const auto text = contentsOf(profile.ratesFile());
        if (!text)
            return std::unexpected(text.error());
        auto read = parseOwnRates(*text, profile.ratesFile().toStdString());
        if (!read)
            return std::unexpected(read.error());
        rates = *std::move(read);
    }
    return PriceBook(std::move(lists), std::move(rates));
}

PriceList pricesForGateways(const PriceBook& prices, Instant now)
{
    const PriceList& list = *prices.inForce(now);
    auto models = list.models();
    for (const PriceList& each : prices.lists())
        for (const auto& [model, price] : each.models())
            if (!models.contains(model))
                if (const PriceList* from = prices.listFor(model, now); from && from->currency() == list.currency())
                    models.emplace(model, *from->find(model));
    return {list.version(), list.currency(), std::move(models), list.origin()};
}

Result<void> addOwnRate(const Profile& profile, const std::string& toml)
{
    if (const auto alone = parseOwnRates(toml, "The new rate"); !alone)
        return std::unexpected(alone.error());
    std::string text;
    if (QFile::exists(profile.ratesFile())) {
        auto known = contentsOf(profile.ratesFile());
        if (!known)
            return std::unexpected(known.error());
        text = *std::move(known);
        text += text.empty() || text.ends_with('\n') ? "\n" : "\n\n";
    }
    text += toml;
    if (const auto all = parseOwnRates(text, profile.ratesFile().toStdString()); !all)
        return std::unexpected(all.error());
    QSaveFile file(profile.ratesFile());
    const QByteArray bytes = QByteArray::fromStdString(text);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::fileUnwritable, file.fileName().toStdString(), file.errorString().toStdString());
    return {};
}

Result<void> addPrices(const Profile& profile, const PriceList& list, Instant now)
{
    constexpr qsizetype longestVersion = 80; // a file's name is 255 bytes at most
    const QDir directory(profile.pricesDirectory());
    // Lists are read in the order of their names.
    QString name =
        QString::fromStdString(std::format("{:%FT%T}Z ", now)) + QString::fromStdString(list.version()).left(longestVersion);
    name.replace(QLatin1Char(':'), QLatin1Char('-'))
        .replace(QLatin1Char('/'), QLatin1Char('-'))
        .replace(QLatin1Char(' '), QLatin1Char('_'));
    QSaveFile file(directory.filePath(name + QStringLiteral(".json")));
    const QByteArray text = QByteArray::fromStdString(writePriceList(list));
    if (!directory.mkpath(QStringLiteral(".")) || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size()
        || !file.commit())
        return fail(ErrorCode::fileUnwritable, file.fileName().toStdString(), file.errorString().toStdString());
    return {};
}

} // namespace fuseboard
