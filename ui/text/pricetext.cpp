// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pricetext.h"

#include "text/displaylocale.h"
#include "text/moneytext.h"
#include "text/shown.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Prices)
};

constexpr std::string_view factorMark = "times ", tierMark = " above ";

QString localised(std::string decimal)
{
    return QString::fromStdString(decimal).replace(QLatin1Char('.'), displayLocale().decimalPoint());
}

QString className(std::string_view word)
{
    if (word == "input")
        return Words::tr("Input");
    if (word == "output")
        return Words::tr("Output");
    if (word == "cacheRead")
        return Words::tr("Cache read");
    if (word == "cacheWrite5m")
        return Words::tr("Cache write, 5 min");
    if (word == "cacheWrite1h")
        return Words::tr("Cache write, 1 h");
    if (word == "reasoning")
        return Words::tr("Reasoning");
    return shown(std::string(word), 40);
}

} // namespace

QString serviceText(ServiceTier tier)
{
    switch (tier) {
    case ServiceTier::standard: return Words::tr("Standard");
    case ServiceTier::batch: return Words::tr("Batch");
    case ServiceTier::flex: return Words::tr("Flex");
    case ServiceTier::priority: return Words::tr("Priority");
    }
    return {};
}

QString tierText(std::int64_t abovePromptTokens) { return Words::tr("above %1k").arg(abovePromptTokens / 1000); }

QString factorText(std::int64_t millionths) { return QStringLiteral("× ") + localised(Money {millionths * 1000, {}}.text()); }

QString priceName(const std::string& what)
{
    if (what.starts_with(factorMark))
        return Words::tr("Everything, %1").arg(shown(what.substr(factorMark.size()), 40));
    std::string_view rest = what;
    QStringList parts;
    if (const auto tier = rest.find(tierMark); tier != std::string_view::npos) {
        parts << Words::tr("above %1").arg(shown(std::string(rest.substr(tier + tierMark.size())), 20));
        rest = rest.substr(0, tier);
    }
    if (const auto space = rest.find(' '); space != std::string_view::npos) {
        parts.prepend(serviceText(UsageTerms::parse(rest.substr(0, space)).tier).toLower());
        rest = rest.substr(space + 1);
    }
    parts.prepend(className(rest));
    return parts.join(QStringLiteral(", "));
}

QString changedPriceText(const PriceChange& change, const std::optional<UnitPrice>& side, Currency currency)
{
    if (!side)
        return QStringLiteral("–");
    return change.what.starts_with(factorMark) ? factorText(*side) : exactText({*side, currency});
}

QString changePercentText(const PriceChange& change)
{
    if (!change.before)
        return Words::tr("new");
    if (!change.after)
        return Words::tr("gone");
    const auto hundredths = change.percentHundredths();
    if (!hundredths)
        return QStringLiteral("–");
    const std::int64_t size = *hundredths < 0 ? -*hundredths : *hundredths;
    const QString text = withPercent(displayLocale().toString(qlonglong {size / 100})
        + (size % 100 == 0 ? QString()
                           : displayLocale().decimalPoint() + QStringLiteral("%1").arg(size % 100, 2, 10, QLatin1Char('0'))));
    return (*hundredths < 0 ? QStringLiteral("−") : *hundredths > 0 ? QStringLiteral("+") : QString()) + text;
}

} // namespace fuseboard
