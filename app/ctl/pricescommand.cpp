// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/pricescommand.h"

#include "connectors/fetch.h"
#include "ctl/print.h"
#include "ctl/statustext.h"
#include "documents/jsonwriter.h"
#include "net/httpclient.h"
#include "owner/priceupdate.h"
#include "owner/profileprices.h"
#include "owner/systemclock.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <format>

namespace fuseboard {
namespace {

constexpr std::size_t toldChanges = 40; ///< in words; JSON has all

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Prices", text, nullptr, n); }
QString plain(const std::string& text) { return onOneLine(QString::fromStdString(text)); }
QString dayOfList(const PriceList& list)
{
    return list.origin().from ? QString::fromStdString(toText(*list.origin().from).substr(0, 10)) : tr("ever");
}

bool isFactor(const std::string& what) { return what.starts_with("times "); }

/// Decimal of a price per million tokens, or of a factor.
std::string decimal(const std::string& what, UnitPrice price)
{
    return Money {isFactor(what) ? price * 1000 : price, {}}.text();
}

Result<std::string> fetched(const QString& address)
{
    HttpClient client;
    HttpRequest request;
    request.url = QUrl(address, QUrl::StrictMode);
    request.headers = {{"Accept", "application/json"}};
    Result<std::string> out = fail(ErrorCode::cutOff, address.toStdString());
    client.send(std::move(request)).then(qApp, [&](const Result<HttpAnswer>& answer) {
        const auto body = bodyOf(answer, address.toStdString());
        if (body)
            out = body->toStdString();
        else
            out = std::unexpected(body.error().error);
        QCoreApplication::exit();
    });
    QCoreApplication::exec();
    return out;
}

Result<std::string> contentsOf(const QString& place)
{
    if (place.startsWith(QLatin1String("https://")) || place.startsWith(QLatin1String("http://")))
        return fetched(place);
    if (const QFileInfo info(place); info.exists() && !info.isFile()) // a pipe that nobody writes to would never open
        return fail(ErrorCode::fileUnreadable, place.toStdString(), "it is not a regular file");
    QFile file(place);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileUnreadable, place.toStdString(), file.errorString().toStdString());
    return file.readAll().toStdString();
}

QString changeLine(const PriceChange& change)
{
    const auto side = [&](const std::optional<UnitPrice>& price) {
        return price ? QString::fromStdString(decimal(change.what, *price)) : tr("none");
    };
    QString out = QStringLiteral("  %1, %2: %3 → %4")
                      .arg(plain(change.model), QString::fromStdString(change.what), side(change.before), side(change.after));
    if (const auto hundredths = change.percentHundredths())
        out += QStringLiteral(" (%1%2%)")
                   .arg(*hundredths > 0 ? QStringLiteral("+") : QString(),
                       QString::fromStdString(Money {*hundredths * 10'000'000, {}}.text()));
    return out + QLatin1Char('\n');
}

QString updateText(const PriceUpdate& update)
{
    QString out = tr("%1 models have a price from today on; %2 prices changed. Days before today keep theirs.")
                      .arg(update.list.models().size())
                      .arg(update.changes.size())
        + QLatin1Char('\n');
    for (std::size_t i = 0; i < std::min(update.changes.size(), toldChanges); ++i)
        out += changeLine(update.changes[i]);
    if (update.changes.size() > toldChanges)
        out += tr("  … and %1 more; --json has all").arg(update.changes.size() - toldChanges) + QLatin1Char('\n');
    if (!update.leftOut.empty())
        out += tr("%1 models were left out, since what is said of them makes no sense:").arg(update.leftOut.size())
            + QLatin1Char('\n');
    for (const LeftOut& model : update.leftOut)
        out += QStringLiteral("  %1: %2\n").arg(plain(model.model), plain(model.why));
    return out;
}

QString updateDocument(const PriceUpdate& update)
{
    JsonWriter out;
    out.beginObject().member("ok", true).member("version", update.list.version());
    out.member("models", static_cast<std::int64_t>(update.list.models().size())).member("otherMeters", update.otherMeters);
    out.key("changes").beginArray();
    for (const PriceChange& change : update.changes) {
        out.beginObject().member("model", change.model).member("price", change.what);
        if (change.before)
            out.member("before", decimal(change.what, *change.before));
        if (change.after)
            out.member("after", decimal(change.what, *change.after));
        if (const auto hundredths = change.percentHundredths())
            out.member("percent", Money {*hundredths * 10'000'000, {}}.text());
        out.endObject();
    }
    out.endArray().key("leftOut").beginArray();
    for (const LeftOut& model : update.leftOut)
        out.beginObject().member("model", model.model).member("why", model.why).endObject();
    out.endArray().endObject();
    return QString::fromStdString(std::move(out).str()) + QLatin1Char('\n');
}

QString showText(const PriceList& list, const std::map<std::string, ModelPrice>& models)
{
    QString out = tr("%1 per million tokens, version %2, in force since %3%4")
                      .arg(QString::fromStdString(list.currency().text()), plain(list.version()), dayOfList(list),
                          list.origin().source.empty() ? QString() : QStringLiteral(" (%1)").arg(plain(list.origin().source)))
        + QLatin1Char('\n');
    for (const auto& [model, price] : models) {
        QStringList parts;
        for (const auto& [what, unit] : namedPrices(price))
            parts << QString::fromStdString(std::format("{} {}", what, decimal(what, unit)));
        out += QStringLiteral("%1: %2\n").arg(plain(model), parts.join(QStringLiteral(", ")));
    }
    return out;
}

QString showDocument(const PriceList& list, const std::map<std::string, ModelPrice>& models)
{
    JsonWriter out;
    out.beginObject().member("ok", true).member("version", list.version()).member("currency", list.currency().text());
    out.memberIfSet("source", list.origin().source);
    if (list.origin().from)
        out.member("from", toText(*list.origin().from).substr(0, 10));
    out.key("models").beginObject();
    for (const auto& [model, price] : models) {
        out.key(model).beginObject();
        for (const auto& [what, unit] : namedPrices(price))
            out.member(what, decimal(what, unit));
        out.endObject();
    }
    out.endObject().endObject();
    return QString::fromStdString(std::move(out).str()) + QLatin1Char('\n');
}

} // namespace

ExitCode showPrices(const CommandLine& line, const Profile& profile)
{
    const auto book = profilePrices(profile);
    if (!book)
        return printError(book.error(), line);
    const Instant at = line.day.isEmpty() ? SystemClock().now() : parseInstant(line.day.toStdString() + "T00:00:00Z").value();
    const std::string model = line.model.toStdString();
    const PriceList* list = model.empty() ? book->inForce(at) : book->listFor(model, at);
    if (!list)
        return printError({ErrorCode::unpricedModel, model, book->inForce(at)->version()}, line);
    std::map<std::string, ModelPrice> models(list->models().begin(), list->models().end());
    if (!model.empty())
        models = {{model, *list->find(model)}};
    return printOut(line.json ? showDocument(*list, models) : showText(*list, models)) ? ExitCode::proved : ExitCode::failed;
}

ExitCode updatePrices(const CommandLine& line, const Profile& profile)
{
    const auto book = profilePrices(profile);
    if (!book)
        return printError(book.error(), line);
    const QString place = line.file.isEmpty() ? QString::fromLatin1(liteLlmPrices) : line.file;
    const auto text = contentsOf(place);
    if (!text)
        return printError(text.error(), line);
    const Instant now = SystemClock().now();
    const auto update = readPriceUpdate(*text, *book, place, now);
    if (!update)
        return printError(update.error(), line);
    if (auto added = addPrices(profile, update->list, now); !added)
        return printError(added.error(), line);
    return printOut(line.json ? updateDocument(*update) : updateText(*update)) ? ExitCode::proved : ExitCode::failed;
}

ExitCode setPrice(const CommandLine& line, const Profile& profile)
{
    if (const auto added = addOwnRate(profile, line.ownRate); !added)
        return printError(added.error(), line);
    const QString words =
        tr("It is in %1 and counts for what is read from now on.").arg(profile.ratesFile()) + QLatin1Char('\n');
    return printOut(line.json ? QStringLiteral("{\"ok\":true}\n") : words) ? ExitCode::proved : ExitCode::failed;
}

} // namespace fuseboard
