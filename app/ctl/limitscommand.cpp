// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/limitscommand.h"

#include "ctl/print.h"
#include "ctl/sourcetext.h"
#include "ctl/statustext.h"
#include "owner/sourcesfile.h"
#include "store/history.h"
#include "text/limittext.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Limits", text); }

QString plain(const std::string& utf8) { return QString::fromStdString(utf8); }

QJsonValue timeValue(std::optional<Instant> at) { return at ? QJsonValue(plain(toText(*at))) : QJsonValue(); }

QJsonValue amountValue(const std::optional<LimitAmount>& amount)
{
    if (!amount)
        return {};
    if (const auto* money = std::get_if<Money>(&*amount))
        return QJsonObject {
            {QStringLiteral("amount"), plain(money->text())}, {QStringLiteral("currency"), plain(money->currency.text())}};
    const auto& quantity = std::get<UnitQuantity>(*amount);
    return QJsonObject {
        {QStringLiteral("amount"), plain(Money {quantity.nano, {}}.text())}, {QStringLiteral("unit"), plain(quantity.unit)}};
}

QString holderWord(ProviderLimit::Holder holder)
{
    switch (holder) {
    case ProviderLimit::Holder::organisation: return QStringLiteral("organisation");
    case ProviderLimit::Holder::team: return QStringLiteral("team");
    case ProviderLimit::Holder::project: return QStringLiteral("project");
    case ProviderLimit::Holder::key: return QStringLiteral("key");
    case ProviderLimit::Holder::person: return QStringLiteral("person");
    }
    return {};
}

QString answerWord(LimitList::Answer answer)
{
    switch (answer) {
    case LimitList::Answer::told: return QStringLiteral("told");
    case LimitList::Answer::refused: return QStringLiteral("refused");
    case LimitList::Answer::absent: return QStringLiteral("absent");
    case LimitList::Answer::failed: return QStringLiteral("failed");
    }
    return {};
}

QJsonObject limitDocument(const ProviderLimit& limit)
{
    return {{QStringLiteral("holder"), holderWord(limit.holder)}, {QStringLiteral("id"), plain(limit.holderId)},
        {QStringLiteral("name"), plain(limit.holderName)},
        {QStringLiteral("kind"),
            limit.kind == ProviderLimit::Kind::credit ? QStringLiteral("credit") : QStringLiteral("budget")},
        {QStringLiteral("covers"), plain(limit.covers)}, {QStringLiteral("limit"), amountValue(limit.limit)},
        {QStringLiteral("used"), amountValue(limit.used)}, {QStringLiteral("period"), plain(limit.period)},
        {QStringLiteral("resetsAt"), timeValue(limit.resetsAt)},
        {QStringLiteral("refusesBeyond"), limit.refusesBeyond ? QJsonValue(*limit.refusesBeyond) : QJsonValue()}};
}

QJsonObject document(const SourceConfig& source, const std::vector<LimitList>& lists)
{
    QJsonArray told;
    for (const LimitList& list : lists) {
        QJsonArray limits;
        for (const ProviderLimit& limit : list.limits)
            limits.append(limitDocument(limit));
        told.append(
            QJsonObject {{QStringLiteral("name"), plain(list.name)}, {QStringLiteral("answer"), answerWord(list.answer)},
                {QStringLiteral("detail"), plain(list.detail)}, {QStringLiteral("askedAt"), timeValue(list.askedAt)},
                {QStringLiteral("toldAt"), timeValue(list.toldAt)}, {QStringLiteral("limits"), limits}});
    }
    return {{QStringLiteral("id"), plain(source.id)}, {QStringLiteral("name"), plain(source.name)},
        {QStringLiteral("kind"), plain(source.kind)}, {QStringLiteral("lists"), told}};
}

QString momentText(Instant at) { return localTime(plain(toText(at)), QStringLiteral("yyyy-MM-dd HH:mm")); }

QString limitLine(const ProviderLimit& limit)
{
    const QString dash = QStringLiteral("–");
    QString period = limit.period.empty() ? dash : onOneLine(plain(limit.period));
    if (limit.resetsAt)
        period = tr("%1, resets %2").arg(period, momentText(*limit.resetsAt));
    return QStringLiteral("    %1 %2 %3 %4  %5  %6\n")
        .arg(onOneLine(limitHolderText(limit)), -32)
        .arg(limit.covers.empty() ? dash : onOneLine(plain(limit.covers)), -20)
        .arg(limitAmountText(limit.limit), 16)
        .arg(limitAmountText(limit.used), 16)
        .arg(period, -18)
        .arg(beyondLimitText(limit));
}

QString words(const SourceConfig& source, const std::vector<LimitList>& lists)
{
    QString out = QStringLiteral("%1  %2 (%3)\n")
                      .arg(onOneLine(plain(source.id)), onOneLine(plain(source.name)), onOneLine(plain(source.kind)));
    if (lists.empty())
        return out + tr("  It has told of no limits, or can’t tell of any.") + QLatin1Char('\n');
    for (const LimitList& list : lists) {
        if (list.toldAt)
            out += tr("  %1, told %2:").arg(onOneLine(plain(list.name)), momentText(*list.toldAt)) + QLatin1Char('\n');
        if (list.toldAt && list.limits.empty())
            out += QStringLiteral("    ") + tr("none") + QLatin1Char('\n');
        for (const ProviderLimit& limit : list.limits)
            out += limitLine(limit);
        if (const QString fault = limitListFault(list); !fault.isEmpty())
            out += QStringLiteral("  ") + fault + QLatin1Char('\n');
    }
    return out;
}

Result<std::vector<SourceConfig>> asked(const CommandLine& line, const Profile& profile)
{
    const std::string id = line.request[QLatin1String("id")].toString().toStdString();
    if (id.empty())
        return sourcesOf(profile);
    return sourceCalled(id, profile).transform([](SourceConfig source) { return std::vector {std::move(source)}; });
}

} // namespace

ExitCode showLimits(const CommandLine& line, const Profile& profile)
{
    const auto sources = asked(line, profile);
    if (!sources)
        return printError(sources.error(), line);
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return printError(history.error(), line);
    QJsonArray documents;
    QString text;
    for (const SourceConfig& source : *sources) {
        const auto lists = (*history)->limits(source.id);
        if (!lists)
            return printError(lists.error(), line);
        documents.append(document(source, *lists));
        text += words(source, *lists);
    }
    if (documents.isEmpty())
        text = sourcesText({});
    const QJsonObject answer {{QStringLiteral("ok"), true}, {QStringLiteral("sources"), documents}};
    return printOut(line.json ? documentText(answer) : text) ? ExitCode::proved : ExitCode::failed;
}

} // namespace fuseboard
