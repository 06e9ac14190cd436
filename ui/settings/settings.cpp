// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings.h"

#include "domain/calendar.h"
#include "domain/iso4217.h"
#include "domain/money.h"
#include "settingsfile.h"

#include <QFileInfo>

namespace fuseboard {
namespace {

KSharedConfig::Ptr openConfig(const QString& file) { return KSharedConfig::openConfig(file, KConfig::SimpleConfig); }

std::chrono::days daysBetween(int backUps)
{
    switch (backUps) {
    case SettingsFile::EnumBackUp::Never: return std::chrono::days(0);
    case SettingsFile::EnumBackUp::Daily: return std::chrono::days(1);
    default: return std::chrono::days(7);
    }
}

} // namespace

Result<Settings> loadSettings(const QString& file)
{
    const std::string name = file.toStdString();
    const QFileInfo info(file);
    if (info.exists() && !info.isReadable())
        return fail(ErrorCode::fileUnreadable, name);
    const KSharedConfig::Ptr config = openConfig(file);
    // Another program may have written it since; a cached copy would hide that.
    config->reparseConfiguration();
    SettingsFile kept(config);
    kept.load();
    Settings settings;
    settings.theme = static_cast<ThemeChoice>(kept.theme());
    settings.timeZone = kept.timeZone().trimmed();
    settings.fiscalDay = kept.fiscalDay();
    settings.currency = kept.currency().trimmed().toUpper();
    settings.gatewayInterval = std::chrono::seconds(kept.gatewayInterval());
    settings.providerInterval = std::chrono::seconds(kept.providerInterval());
    settings.keepCalls = std::chrono::days(kept.keepCallsDays());
    settings.keepHours = std::chrono::days(kept.keepHoursDays());
    settings.drillTeam = kept.drillTeam().trimmed();
    settings.drillEvery = std::chrono::days(kept.drillEveryDays());
    settings.keepWatching = kept.keepWatching();
    settings.startAtLogin = kept.startAtLogin();
    settings.updatePrices = kept.updatePrices();
    settings.priceAddress = kept.priceAddress().trimmed();
    settings.backUpEvery = daysBetween(kept.backUp());
    if (!settings.timeZone.isEmpty())
        if (const auto known = Calendar::make(settings.timeZone.toStdString()); !known)
            return fail(ErrorCode::badConfig, name, "TimeZone=" + settings.timeZone.toStdString());
    if (!knownCurrency(settings.currency.toStdString()))
        return fail(ErrorCode::badConfig, name, "Currency=" + settings.currency.toStdString());
    return settings;
}

Result<void> saveSettings(const QString& file, const Settings& settings)
{
    SettingsFile kept(openConfig(file));
    kept.load();
    kept.setTheme(static_cast<int>(settings.theme));
    kept.setTimeZone(settings.timeZone);
    kept.setFiscalDay(settings.fiscalDay);
    kept.setCurrency(settings.currency);
    kept.setGatewayInterval(static_cast<unsigned>(settings.gatewayInterval.count()));
    kept.setProviderInterval(static_cast<unsigned>(settings.providerInterval.count()));
    kept.setKeepCallsDays(static_cast<unsigned>(settings.keepCalls.count()));
    kept.setKeepHoursDays(static_cast<unsigned>(settings.keepHours.count()));
    kept.setDrillTeam(settings.drillTeam);
    kept.setDrillEveryDays(static_cast<unsigned>(settings.drillEvery.count()));
    kept.setKeepWatching(settings.keepWatching);
    kept.setStartAtLogin(settings.startAtLogin);
    kept.setUpdatePrices(settings.updatePrices);
    kept.setPriceAddress(settings.priceAddress);
    kept.setBackUp(settings.backUpEvery.count() == 0       ? SettingsFile::EnumBackUp::Never
            : settings.backUpEvery == std::chrono::days(1) ? SettingsFile::EnumBackUp::Daily
                                                           : SettingsFile::EnumBackUp::Weekly);
    if (!kept.save())
        return fail(ErrorCode::fileUnwritable, file.toStdString());
    return {};
}

} // namespace fuseboard
